package io.snapledger.agent.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.agent.AgentProperties;
import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.agent.driver.VolumeDriver;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.operations.trace.Traces;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.util.backoff.FixedBackOff;

/** Binds the work to Kafka. What its promises rest on is set here, and not open to settings. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {

    private static final Logger log = LoggerFactory.getLogger(WorkConfiguration.class);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** While Kafka is away, the agent's end waits no longer than this for each of its clients. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private static final Duration ACKNOWLEDGE = Duration.ofMillis(200);

    /** How long a heartbeat waits for a backend to say how full it is. */
    private static final Duration CAPACITY_PATIENCE = Duration.ofSeconds(2);

    @Bean
    DefaultKafkaConsumerFactoryCustomizer nothingIsSkipped(AgentProperties properties) {
        // Giving a partition up waits for one driver call at most, and must not cost the
        // membership.
        long maxPollInterval =
                Math.max(
                        Duration.ofMinutes(5).toMillis(),
                        2 * properties.driverTimeout().toMillis());
        return factory ->
                factory.updateConfigs(
                        Map.of(
                                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                                ByteArrayDeserializer.class,
                                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                                ByteArrayDeserializer.class,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName(),
                                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                                (int) Math.min(maxPollInterval, Integer.MAX_VALUE)));
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer confirmedMeansDurable() {
        return factory -> {
            factory.setPhysicalCloseTimeout((int) SHUTDOWN.toSeconds());
            factory.updateConfigs(
                    Map.of(
                            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                            ByteArraySerializer.class,
                            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                            ByteArraySerializer.class,
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true));
        };
    }

    /** In place of Spring Boot's, which would log message bodies. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }

    @Bean
    DurableSender durableSender(KafkaOperations<byte[], byte[]> kafka) {
        return new DurableSender(kafka, RETRY_DELAY);
    }

    @Bean
    DeadLetters deadLetters(DurableSender sender, MeterRegistry meters) {
        return new DeadLetters(sender, meters);
    }

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> eventContainer(
            ConsumerFactory<byte[], byte[]> consumers, AgentProperties properties) {
        ContainerProperties container = new ContainerProperties(topics(properties));
        container.setGroupId(properties.consumerGroup());
        container.setAckMode(AckMode.MANUAL);
        // Acknowledgments come from other threads and are committed between polls.
        container.setPollTimeout(Duration.ofMillis(250).toMillis());
        container.setSyncCommitTimeout(SHUTDOWN);
        container.setShutdownTimeout(SHUTDOWN.toMillis());
        container.setMissingTopicsFatal(false);
        // Without it the container would stop for ever when it is refused once.
        container.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        var listening = new KafkaMessageListenerContainer<>(consumers, container);
        listening.setCommonErrorHandler(
                new DefaultErrorHandler(
                        new FixedBackOff(RETRY_DELAY.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)) {
                    @Override
                    public void handleOtherException(
                            Exception thrown,
                            Consumer<?, ?> consumer,
                            MessageListenerContainer of,
                            boolean batchListener) {
                        // What could not be committed comes again, at worst.
                        log.warn("Kafka's consumer goes on after: {}", thrown.toString());
                    }
                });
        return listening;
    }

    private static String[] topics(AgentProperties properties) {
        return Stream.concat(
                        properties.servesVolumes() ? Topics.OF_VOLUMES.stream() : Stream.empty(),
                        properties.backends().isEmpty()
                                ? Stream.empty()
                                : Topics.OF_SHARES.stream())
                .toArray(String[]::new);
    }

    @Bean
    EventIntake eventIntake(
            KafkaMessageListenerContainer<byte[], byte[]> container,
            VolumeDriver driver,
            ShareDriver shares,
            AgentIdentity agent,
            DurableSender sender,
            DeadLetters deadLetters,
            AgentProperties properties,
            MeterRegistry meters,
            Traces traces) {
        Semaphore permits = new Semaphore(properties.concurrentCalls(), true);
        Duration limit = properties.driverTimeout();
        StorageWork work =
                new StorageWork(
                        new DriverCalls<>(driver, driver.name(), limit, permits),
                        new DriverCalls<>(shares, shares.name(), limit, permits),
                        shares,
                        agent,
                        properties.concurrentMembers(),
                        meters);
        EventIntake intake =
                new EventIntake(
                        container,
                        new EventReader(properties.backends().keySet()),
                        work,
                        new Outcomes(sender, agent.id()),
                        deadLetters,
                        traces,
                        properties.maxInFlight(),
                        properties.driverTimeout());
        container.setupMessageListener(intake);
        container.getContainerProperties().setConsumerRebalanceListener(intake);
        Gauge.builder("snapledger.agent.in.flight", intake, EventIntake::inFlight)
                .description("Events taken and not yet answered")
                .register(meters);
        Gauge.builder(
                        "snapledger.agent.lag",
                        container,
                        it -> ConsumerFigures.of(it, "records-lag-max"))
                .description("Events not yet taken, in the partition that is most behind")
                .strongReference(true)
                .register(meters);
        return intake;
    }

    @Bean
    Acknowledgments acknowledgments(EventIntake intake) {
        return new Acknowledgments(intake, ACKNOWLEDGE);
    }

    @Bean
    Heartbeats heartbeats(
            KafkaOperations<byte[], byte[]> kafka,
            AgentIdentity agent,
            ShareDriver shares,
            AgentProperties properties,
            KafkaMessageListenerContainer<byte[], byte[]> container) {
        return new Heartbeats(
                kafka,
                agent,
                new ShareBackends(shares, properties.backends().keySet(), CAPACITY_PATIENCE),
                properties.heartbeat(),
                container::isRunning);
    }

    @Bean
    AgentHealth storageAgentHealthIndicator(
            AgentIdentity agent,
            KafkaMessageListenerContainer<byte[], byte[]> container,
            EventIntake intake,
            DurableSender sender,
            DeadLetters deadLetters) {
        return new AgentHealth(agent, container, intake, sender, deadLetters);
    }
}
