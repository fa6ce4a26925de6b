package io.snapledger.systemtests.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The signed roots that are on Kafka, as whoever keeps them gets them. */
public final class PublishedRoots {

    private static final TopicPartition ROOTS = new TopicPartition("snapledger.roots", 0);
    private static final Duration ONE_POLL = Duration.ofMillis(100);

    private PublishedRoots() {}

    /** All of them up to now, each a JSON object in a line. */
    public static List<String> on(String bootstrap) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(ROOTS));
            consumer.seekToBeginning(List.of(ROOTS));
            Long end = consumer.endOffsets(List.of(ROOTS)).get(ROOTS);
            List<String> roots = new ArrayList<>();
            while (end != null && consumer.position(ROOTS) < end) {
                consumer.poll(ONE_POLL).forEach(message -> roots.add(message.value()));
            }
            return roots;
        }
    }
}
