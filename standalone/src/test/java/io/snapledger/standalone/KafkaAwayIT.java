package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snapledger.command.CommandServiceApplication;
import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.kafka.KafkaSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Kafka goes away under load and comes back: nothing is lost, and health tells the truth meanwhile.
 */
class KafkaAwayIT {

    private static final String TOPIC = "snapledger.events.volume-type";

    @TempDir Path folder;

    @Test
    void commandsAreTakenMeanwhileAndEveryEventIsPublishedAfterwards() throws IOException {
        int port = freePort();
        EmbeddedKafka kafka = startKafka(port);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                ConfigurableApplicationContext service = start(postgres, port)) {
            HealthIndicator publisher = service.getBean("eventPublisher", HealthIndicator.class);
            List<String> created = new ArrayList<>();
            created.add(create(service, "before"));
            assertThat(published(port, 2)).containsAll(created);

            kafka.close();
            for (int i = 0; i < 20; i++) {
                created.add(create(service, "meanwhile-" + i));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> isIn(publisher, Status.DOWN));

            try (EmbeddedKafka _ = startKafka(port)) {
                assertThat(published(port, created.size() + 1)).containsAll(created);
                await().atMost(Duration.ofSeconds(60)).until(() -> isIn(publisher, Status.UP));
            }
        }
    }

    private static boolean isIn(HealthIndicator publisher, Status status) {
        Health health = publisher.health();
        return health != null && health.getStatus().equals(status);
    }

    private EmbeddedKafka startKafka(int port) {
        return EmbeddedKafka.start(folder.resolve("kafka"), new KafkaSettings(port, 1));
    }

    private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, int port) {
        return CommandServiceApplication.builder()
                .sources(Meters.class)
                .run(
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres",
                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + port,
                        "--spring.kafka.producer.properties.max.block.ms=500",
                        "--snapledger.publication.max-back-off=500ms");
    }

    private static String create(ConfigurableApplicationContext service, String name) {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        Origin origin = new Origin(Cause.REQUEST, Actor.SERVICE, "req-test", null);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        service.getBean(LedgerCommandBus.class)
                .dispatch(
                        new GenericCommandMessage<>(
                                new CreateVolumeType(id, name, null, true, Map.of(), Instant.now()),
                                origin.toMetaData()),
                        answer);
        assertThat(answer.getResult().isExceptional()).isFalse();
        return id.toString();
    }

    private static List<String> published(int port, int atLeast) {
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                "127.0.0.1:" + port,
                                "group.id",
                                "test-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (keys.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> keys.add(message.key()));
            }
        }
        return keys;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
