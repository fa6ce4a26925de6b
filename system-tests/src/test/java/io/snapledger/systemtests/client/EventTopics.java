package io.snapledger.systemtests.client;

import io.snapledger.systemtests.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of every topic with resource events, from their beginning. */
public final class EventTopics implements AutoCloseable {

    private static final String PREFIX = "snapledger.events.";
    private static final String DEAD_LETTERS = ".dead-letters";
    private static final Duration ONE_POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final List<PublishedEvent> seen = new ArrayList<>();

    /**
     * @param bootstrap {@code host:port}
     */
    public EventTopics(String bootstrap) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new StringDeserializer(),
                        new StringDeserializer());
        List<TopicPartition> partitions =
                consumer.listTopics().entrySet().stream()
                        .filter(topic -> topic.getKey().startsWith(PREFIX))
                        // Dead letters stand beside a topic under a longer name.
                        .filter(topic -> topic.getKey().indexOf('.', PREFIX.length()) < 0)
                        .flatMap(topic -> topic.getValue().stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The topics that are read. */
    public List<String> topics() {
        return consumer.assignment().stream()
                .map(TopicPartition::topic)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads on until what was read in all is enough, or the time is up.
     *
     * @return everything read so far; within one topic and key in the order of publication
     */
    public List<PublishedEvent> read(Duration limit, Predicate<List<PublishedEvent>> enough) {
        long start = System.nanoTime();
        while (!enough.test(seen) && System.nanoTime() - start < limit.toNanos()) {
            consumer.poll(ONE_POLL).forEach(message -> seen.add(event(message)));
        }
        return List.copyOf(seen);
    }

    /** Everything published so far about one resource, once that is at least so many events. */
    public List<PublishedEvent> about(String resourceId, int atLeast, Duration limit) {
        return about(
                resourceId, read(limit, events -> about(resourceId, events).size() >= atLeast));
    }

    private static List<PublishedEvent> about(String resourceId, List<PublishedEvent> events) {
        return events.stream().filter(event -> event.key().equals(resourceId)).toList();
    }

    /** How many messages were put aside, whatever topic they were on. */
    public long deadLetters() {
        List<TopicPartition> aside =
                consumer.listTopics().entrySet().stream()
                        .filter(topic -> topic.getKey().endsWith(DEAD_LETTERS))
                        .flatMap(topic -> topic.getValue().stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        return consumer.endOffsets(aside).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static PublishedEvent event(ConsumerRecord<String, String> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new PublishedEvent(
                message.topic(),
                Objects.requireNonNull(message.key(), () -> "a message without key: " + message),
                headers,
                Json.read(message.value())
                        .orElseThrow(() -> new IllegalStateException("not JSON: " + message)));
    }
}
