package io.snapledger.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long it takes from an event's own time, which is before its commit, until a consumer has it.
 */
final class PublicationLag {

    private static final Pattern EVENTS = Pattern.compile("snapledger\\.events\\.[a-z-]+");

    private final String bootstrapServers;

    PublicationLag(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** What came meanwhile. */
    record Measured(List<Long> microseconds) {}

    /** Says that it listens, and then does for that long. */
    Measured measure(Duration time) {
        List<Long> lags = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "benchmarks-" + UUID.randomUUID(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.listTopics().entrySet().stream()
                            .filter(topic -> EVENTS.matcher(topic.getKey()).matches())
                            .flatMap(topic -> topic.getValue().stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // Seeking is lazy; asking for the place makes it happen now.
            partitions.forEach(consumer::position);
            System.out.println("listening");
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(50))) {
                    Header at = event.headers().lastHeader("ce_time");
                    lags.add(
                            ChronoUnit.MICROS.between(
                                    Instant.parse(new String(at.value(), StandardCharsets.UTF_8)),
                                    Instant.now()));
                }
            }
        }
        return new Measured(lags);
    }
}
