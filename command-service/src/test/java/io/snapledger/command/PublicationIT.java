package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.testservers.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** What is handed to Kafka, in which order, by whom; Kafka itself is Kafka's own mock here. */
class PublicationIT {

    private TestPostgres postgres;

    @BeforeEach
    void startDatabase() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        postgres = TestPostgres.started();
    }

    @AfterEach
    void stopDatabase() {
        postgres.close();
    }

    @Test
    void aBatchThatKafkaDoesNotAcknowledgeIsWaitedForAndNothingOvertakesIt() {
        MockProducer<String, byte[]> kafka = kafka(false);
        try (ConfigurableApplicationContext service = start(kafka)) {
            await().until(() -> !kafka.history().isEmpty());
            await().until(() -> isIn(service, Status.DOWN));
            int handedOver = kafka.history().size();
            String later = create(service);

            assertThat(position(service)).isEqualTo(-1);
            assertThat(kafka.history()).hasSize(handedOver);

            await().until(() -> {
                kafka.completeNext();
                return position(service) == lastEvent(service);
            });
            assertThat(eventIds(kafka)).doesNotHaveDuplicates();
            assertThat(keys(kafka)).contains(later);
            await().until(() -> isIn(service, Status.UP));
        }
    }

    @Test
    void theNextBatchIsSentOnceTheOneBeforeIsAcknowledgedAndStored() {
        logEvents();
        MockProducer<String, byte[]> kafka = kafka(false);
        try (ConfigurableApplicationContext service =
                start(kafka, "--snapledger.publication.batch-size=2")) {
            List<LoggedEvent> log = log(service);

            int acknowledged = 0;
            int sent = 2;
            await().until(() -> kafka.history().size() >= 2);
            while (sent < log.size()) {
                acknowledge(kafka, acknowledged, sent);
                acknowledged = sent;
                int next = Math.min(sent + 2, log.size());
                await().until(() -> kafka.history().size() >= next);
                assertThat(position(service)).isEqualTo(log.get(sent - 1).position());
                assertThat(kafka.history()).hasSize(next);
                sent = next;
            }
            acknowledge(kafka, acknowledged, sent);

            await().until(() -> position(service) == lastEvent(service));
            assertThat(eventIds(kafka))
                    .containsExactlyElementsOf(log.stream().map(LoggedEvent::id).toList());
        }
    }

    /** There before anybody publishes, so that every batch but the last is full. */
    private void logEvents() {
        try (ConfigurableApplicationContext service =
                start(kafka(false), "--snapledger.publication.enabled=false")) {
            for (int i = 0; i < 5; i++) {
                create(service);
            }
        }
    }

    /** What was handed over since, one by one: before the last one nothing follows. */
    private static void acknowledge(
            MockProducer<String, byte[]> kafka, int acknowledged, int sent) {
        for (int i = acknowledged; i < sent; i++) {
            assertThat(kafka.history()).hasSize(sent);
            assertThat(kafka.completeNext()).isTrue();
        }
    }

    @Test
    void aFailedBatchIsSentAgainAsAWhole() {
        MockProducer<String, byte[]> kafka = kafka(false);
        try (ConfigurableApplicationContext service = start(kafka)) {
            await().until(() -> !kafka.history().isEmpty());
            List<String> firstTry = keys(kafka);
            while (kafka.errorNext(new IllegalStateException("the broker says no"))) {}
            await().until(() -> kafka.history().size() > firstTry.size());

            await().until(() -> {
                kafka.completeNext();
                return position(service) == lastEvent(service);
            });
            assertThat(keys(kafka).subList(firstTry.size(), keys(kafka).size()))
                    .startsWith(firstTry.getFirst());
        }
    }

    @Test
    void oneInstancePublishesAndAnotherTakesOver() {
        MockProducer<String, byte[]> first = kafka(true);
        MockProducer<String, byte[]> second = kafka(true);
        try (ConfigurableApplicationContext other = startSecondAfter(first, second)) {
            String afterwards = create(other);

            await().until(() -> keys(second).contains(afterwards));
            assertThat(keys(second)).doesNotContainAnyElementsOf(keys(first));
        }
    }

    /** The first one publishes while both run, and has ended on return. */
    private ConfigurableApplicationContext startSecondAfter(
            MockProducer<String, byte[]> first, MockProducer<String, byte[]> second) {
        try (ConfigurableApplicationContext one = start(first)) {
            await().until(() -> position(one) == lastEvent(one) && position(one) >= 0);
            ConfigurableApplicationContext other = start(second);
            String whileBothRun = create(other);
            await().until(() -> keys(first).contains(whileBothRun));
            await().until(() -> position(one) == lastEvent(one));
            assertThat(second.history()).isEmpty();
            return other;
        }
    }

    private static MockProducer<String, byte[]> kafka(boolean acknowledgesAtOnce) {
        return new LastingProducer(acknowledgesAtOnce);
    }

    private ConfigurableApplicationContext start(
            MockProducer<String, byte[]> kafka, String... settings) {
        ApplicationContextInitializer<GenericApplicationContext> withKafka =
                context -> context.registerBean(OneProducer.class, () -> new OneProducer(kafka));
        return CommandServiceApplication.builder()
                .sources(MetersForTests.class, MockedKafka.class)
                .initializers(withKafka)
                .run(
                        Stream.concat(
                                        Stream.of(
                                                "--spring.datasource.url="
                                                        + postgres.jdbcUrl("postgres"),
                                                "--spring.datasource.username=postgres",
                                                "--spring.kafka.listener.auto-startup=false",
                                                "--snapledger.publication.patience=100ms",
                                                "--snapledger.publication.take-over=100ms"),
                                        Stream.of(settings))
                                .toArray(String[]::new));
    }

    private static String create(ConfigurableApplicationContext service) {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        service.getBean(LedgerCommandBus.class)
                .dispatch(
                        new GenericCommandMessage<>(
                                new CreateVolumeType(
                                        id, id.toString(), null, true, Map.of(), Instant.now()),
                                new Origin(Cause.REQUEST, Actor.SERVICE, "req-test", null)
                                        .toMetaData()),
                        answer);
        assertThat(answer.getResult().isExceptional()).isFalse();
        return id.toString();
    }

    private static boolean isIn(ConfigurableApplicationContext service, Status status) {
        Health health = service.getBean("eventPublisher", HealthIndicator.class).health();
        return health != null && health.getStatus().equals(status);
    }

    private static long position(ConfigurableApplicationContext service) {
        return number(service, "select position from command.publication");
    }

    private static long lastEvent(ConfigurableApplicationContext service) {
        return number(service, "select max(global_index) from event_log.event");
    }

    private static List<LoggedEvent> log(ConfigurableApplicationContext service) {
        return service.getBean(JdbcClient.class)
                .sql("select global_index, event_identifier from event_log.event order by 1")
                .query((row, _) -> new LoggedEvent(row.getLong(1), row.getString(2)))
                .list();
    }

    private record LoggedEvent(long position, String id) {}

    private static long number(ConfigurableApplicationContext service, String query) {
        return service.getBean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private static List<String> keys(MockProducer<String, byte[]> kafka) {
        return kafka.history().stream().map(message -> message.key()).toList();
    }

    private static List<String> eventIds(MockProducer<String, byte[]> kafka) {
        return kafka.history().stream()
                .map(message -> message.headers().lastHeader("ce_id").value())
                .map(id -> new String(id, StandardCharsets.UTF_8))
                .toList();
    }

    /** The template closes what it is given after each message; the real factory prevents that. */
    private static final class LastingProducer extends MockProducer<String, byte[]> {

        private LastingProducer(boolean acknowledgesAtOnce) {
            super(acknowledgesAtOnce, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public void close(Duration timeout) {
            // It goes on.
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MockedKafka {

        @Bean
        ProducerFactory<?, ?> producers(OneProducer producer) {
            return new OneProducerFactory(producer.kafka());
        }

        @Bean
        ConsumerFactory<?, ?> consumers() {
            return new NothingToConsume();
        }
    }

    /** A Kafka that nothing was published to yet. */
    private static final class NothingToConsume
            extends DefaultKafkaConsumerFactory<String, byte[]> {

        private NothingToConsume() {
            super(Map.of());
        }

        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String groupId,
                @Nullable String clientIdPrefix,
                @Nullable String clientIdSuffix,
                @Nullable Properties properties) {
            return new MockConsumer<>("earliest");
        }
    }

    private record OneProducer(MockProducer<String, byte[]> kafka) {}

    private record OneProducerFactory(MockProducer<String, byte[]> producer)
            implements ProducerFactory<String, byte[]> {

        @Override
        public Producer<String, byte[]> createProducer() {
            return producer;
        }

        @Override
        public ProducerFactory<String, byte[]> copyWithConfigurationOverride(
                @Nullable Map<String, Object> overrides) {
            return this;
        }
    }
}
