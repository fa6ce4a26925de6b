package io.snapledger.query.agent;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/** Binds the listener to Kafka. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    private static final String TOPIC = "snapledger.agents";
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> heartbeatContainer(
            ConsumerFactory<byte[], byte[]> consumers,
            AgentProperties properties,
            HeartbeatListener listener) {
        ContainerProperties settings = new ContainerProperties(TOPIC);
        settings.setGroupId(properties.consumerGroup());
        settings.setMissingTopicsFatal(false);
        // Without it the container would stop for ever when it is refused once.
        settings.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        settings.setMessageListener(listener);
        var container = new KafkaMessageListenerContainer<>(consumers, settings);
        container.setAutoStartup(properties.enabled());
        // The database being away is waited for; what it will never take is logged and passed over.
        DefaultErrorHandler handler =
                new DefaultErrorHandler(
                        new FixedBackOff(RETRY_DELAY.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.addNotRetryableExceptions(DataIntegrityViolationException.class);
        container.setCommonErrorHandler(handler);
        return container;
    }
}
