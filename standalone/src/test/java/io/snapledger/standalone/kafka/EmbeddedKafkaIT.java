package io.snapledger.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.port.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "snapledger.events.group-snapshot";

    @TempDir Path folder;

    @Test
    void makesTheTopicsAndKeepsEventsForEver() throws Exception {
        try (EmbeddedKafka kafka = start(3);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder(
                            "snapledger.events.volume-type",
                            "snapledger.events.group-type",
                            "snapledger.events.group",
                            "snapledger.events.volume",
                            "snapledger.events.snapshot",
                            "snapledger.events.group-snapshot",
                            "snapledger.events.share-type",
                            "snapledger.events.share",
                            "snapledger.events.share-instance",
                            "snapledger.events.share-snapshot",
                            "snapledger.events.share-snapshot-instance",
                            "snapledger.events.quota-set",
                            "snapledger.events.refused-attempt",
                            "snapledger.outcomes",
                            "snapledger.agents",
                            "snapledger.roots",
                            "snapledger.events.volume-type.dead-letters",
                            "snapledger.events.group-type.dead-letters",
                            "snapledger.events.group.dead-letters",
                            "snapledger.events.volume.dead-letters",
                            "snapledger.events.snapshot.dead-letters",
                            "snapledger.events.group-snapshot.dead-letters",
                            "snapledger.events.share-type.dead-letters",
                            "snapledger.events.share.dead-letters",
                            "snapledger.events.share-instance.dead-letters",
                            "snapledger.events.share-snapshot.dead-letters",
                            "snapledger.events.share-snapshot-instance.dead-letters",
                            "snapledger.events.quota-set.dead-letters",
                            "snapledger.outcomes.dead-letters");
            assertThat(partitionsOf(admin)).isEqualTo(3);
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            assertThat(admin.describeConfigs(List.of(topic)).all().get())
                    .extractingByKey(topic)
                    .extracting(settings -> settings.get("retention.ms"))
                    .extracting(ConfigEntry::value)
                    .isEqualTo("-1");
        }
    }

    @Test
    void keepsItsMessagesAndTopicsOverARestart() throws Exception {
        try (EmbeddedKafka kafka = start(3)) {
            send(kafka, "kept");
        }
        try (EmbeddedKafka kafka = start(6);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(readOne(kafka)).containsExactly("kept");
            assertThat(partitionsOf(admin)).isEqualTo(3);
        }
    }

    @Test
    void runsBesideAnotherBroker() {
        try (EmbeddedKafka one =
                        EmbeddedKafka.start(folder.resolve("one"), new KafkaSettings(0, 1));
                EmbeddedKafka other =
                        EmbeddedKafka.start(folder.resolve("other"), new KafkaSettings(0, 1))) {
            assertThat(one.port()).isNotEqualTo(other.port());
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
            KafkaSettings settings = new KafkaSettings(taken.getLocalPort(), 1);
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> EmbeddedKafka.start(folder, settings))
                    .withMessage(
                            "Kafka's port %d is taken (snapledger.kafka.port)",
                            taken.getLocalPort());
        }
    }

    @Test
    void refusesAFolderWithStrangeFiles() throws IOException {
        Files.writeString(folder.resolve("holiday.jpg"), "not a log");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(1))
                .withMessageContaining("is broken: it holds holiday.jpg but no meta.properties");
    }

    @Test
    void refusesAFolderWhoseDescriptionIsBroken() throws IOException {
        start(1).close();
        Files.writeString(folder.resolve("meta.properties"), "garbage");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(1))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    private EmbeddedKafka start(int partitions) {
        return EmbeddedKafka.start(folder, new KafkaSettings(0, partitions));
    }

    private static int partitionsOf(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get();
        return topics.values().iterator().next().partitions().size();
    }

    private static void send(EmbeddedKafka kafka, String message) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", message)).get();
        }
    }

    private static List<String> readOne(EmbeddedKafka kafka) {
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "group.id",
                                "reader",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (read.isEmpty() && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> message :
                        consumer.poll(Duration.ofMillis(200))) {
                    read.add(message.value());
                }
            }
        }
        return read;
    }
}
