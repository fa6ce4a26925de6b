package io.snapledger.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever it runs in, tests meet the same broker. */
class TestKafkaIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    private static TestKafka kafka;

    @BeforeAll
    static void start() {
        kafka = TestKafka.started(Map.of("auto.create.topics.enable", "false"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void topicsHaveThePartitionsTheyWereGivenAndNoneComesByItself() {
        kafka.createTopics(3, List.of("one", "other"));

        try (KafkaConsumer<String, String> consumer = consumer()) {
            await().atMost(SOON)
                    .pollInSameThread()
                    .untilAsserted(() -> {
                        assertThat(consumer.partitionsFor("one")).hasSize(3);
                        assertThat(consumer.partitionsFor("other")).hasSize(3);
                    });
            assertThat(consumer.partitionsFor("third")).isNullOrEmpty();
        }
    }

    @Test
    void messagesOutliveARestart() {
        kafka.createTopics(1, List.of("kept"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            assertThat(producer.send(new ProducerRecord<>("kept", "key", "value")))
                    .succeedsWithin(SOON);
        }
        String before = kafka.bootstrapServers();

        kafka.stop();
        kafka.start();

        assertThat(kafka.bootstrapServers()).isEqualTo(before);
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(SOON)
                    .pollInSameThread()
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(message -> read.add(message.value()));
                        return !read.isEmpty();
                    });
        }
        assertThat(read).containsExactly("value");
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
