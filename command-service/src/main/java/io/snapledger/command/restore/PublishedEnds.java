package io.snapledger.command.restore;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.proof.RootStatement;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Reads what was published last: the ends of our topics. */
@Component
final class PublishedEnds {

    // Two events may be published in another order than they were committed in, so that of two at
    // the end of a partition the last one need not be the one that was lost.
    private static final int OF_EACH_PARTITION = 20;

    private static final String DEAD_LETTERS = ".dead-letters";
    private static final Duration ONE_POLL = Duration.ofMillis(50);

    private final ConsumerFactory<String, byte[]> consumers;
    private final String eventTopics;
    private final String rootTopic;

    PublishedEnds(
            ConsumerFactory<String, byte[]> consumers,
            @Value("${snapledger.publication.topic-prefix:snapledger.events.}") String eventTopics,
            @Value("${snapledger.proof.topic:snapledger.roots}") String rootTopic) {
        this.consumers = consumers;
        this.eventTopics = eventTopics;
        this.rootTopic = rootTopic;
    }

    /**
     * The ends as they are now.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not say so in time
     */
    Ends read(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Properties properties = new Properties();
        // What there is comes at once; its end would wait for more to come.
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        Consumer<String, byte[]> consumer =
                consumers.createConsumer(null, "published-ends", null, properties);
        try {
            return read(consumer, end);
        } finally {
            // Who is interrupted closes it in peace.
            boolean interrupted = Thread.interrupted();
            consumer.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Ends read(Consumer<String, byte[]> consumer, long end) {
        List<TopicPartition> partitions =
                consumer.listTopics(until(end)).entrySet().stream()
                        .filter(topic -> isOurs(topic.getKey()))
                        .flatMap(topic -> topic.getValue().stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions, until(end)));
        left.forEach((one, after) -> consumer.seek(one, Math.max(0, after - OF_EACH_PARTITION)));
        return read(consumer, left, end);
    }

    private boolean isOurs(String topic) {
        return topic.equals(rootTopic)
                || (topic.startsWith(eventTopics) && !topic.endsWith(DEAD_LETTERS));
    }

    private Ends read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> left, long end) {
        List<Seen> events = new ArrayList<>();
        RootStatement root = null;
        while (!left.isEmpty()) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(ONE_POLL)) {
                if (message.topic().equals(rootTopic)) {
                    root = later(root, statement(message).orElse(null));
                } else {
                    seen(message).ifPresent(events::add);
                }
            }
            left.entrySet()
                    .removeIf(one -> consumer.position(one.getKey(), until(end)) >= one.getValue());
        }
        return new Ends(events, root);
    }

    private static Duration until(long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new TimeoutException("Kafka did not say in time what it has");
        }
        return Duration.ofNanos(left);
    }

    // What somebody else wrote there says nothing about the log.
    private static Optional<Seen> seen(ConsumerRecord<String, byte[]> message) {
        String id = header(message, "ce_id");
        String position = header(message, "ce_position");
        try {
            return id == null || position == null
                    ? Optional.empty()
                    : Optional.of(new Seen(UUID.fromString(id), Long.parseLong(position)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Optional<RootStatement> statement(ConsumerRecord<String, byte[]> message) {
        try {
            return message.value() == null
                    ? Optional.empty()
                    : Optional.of(
                            RootStatement.of(
                                    ContractJson.mapper()
                                            .readTree(message.value())
                                            .path("statement")
                                            .asString("")));
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @Nullable RootStatement later(
            @Nullable RootStatement one, @Nullable RootStatement other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.number() >= one.number() ? other : one;
    }

    /**
     * What others have seen last.
     *
     * @param events the last ones of each partition
     * @param root the last one; null if there is none
     */
    record Ends(List<Seen> events, @Nullable RootStatement root) {}

    /** An event that is on Kafka. */
    record Seen(UUID id, long position) {}
}
