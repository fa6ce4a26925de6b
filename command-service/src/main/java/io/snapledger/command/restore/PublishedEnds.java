package io.snapledger.command.restore;

import io.snapledger.eventlog.proof.RootStatement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads what was published last: the ends of our topics. */
@Component
final class PublishedEnds {

    // Two events may be published in another order than they were committed in, so that of two at
    // the end of a partition the last one need not be the one that was lost.
    private static final int OF_EACH_PARTITION = 20;

    private static final Duration ONE_POLL = Duration.ofMillis(50);

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventTopics events;
    private final RootMessages roots;

    PublishedEnds(
            ConsumerFactory<String, byte[]> consumers, EventTopics events, RootMessages roots) {
        this.consumers = consumers;
        this.events = events;
        this.roots = roots;
    }

    /** All that are read. */
    Set<String> topics() {
        Set<String> topics = new TreeSet<>(events.names());
        topics.add(roots.topic());
        return topics;
    }

    /**
     * The ends as they are now.
     *
     * @param toAnswer how long Kafka may be silent
     * @param toTell how long it may take from its first answer on
     * @throws NoAnswer if Kafka is silent
     * @throws KafkaException if it answers, and does not say what the ends are
     */
    Ends read(Duration toAnswer, Duration toTell) {
        try (Closing consumer = new Closing(consumer())) {
            awaitAnswer(consumer.open(), toAnswer);
            return read(consumer.open(), System.nanoTime() + toTell.toNanos());
        }
    }

    private Consumer<String, byte[]> consumer() {
        Properties properties = new Properties();
        // What there is comes at once; its end would wait for more to come.
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try {
            return consumers.createConsumer(null, "published-ends", null, properties);
        } catch (KafkaException e) {
            // Not even its name is known, for one.
            throw new NoAnswer(e);
        }
    }

    private void awaitAnswer(Consumer<String, byte[]> consumer, Duration limit) {
        try {
            consumer.partitionsFor(roots.topic(), limit);
        } catch (TimeoutException | InterruptException e) {
            throw new NoAnswer(e);
        }
    }

    private Ends read(Consumer<String, byte[]> consumer, long end) {
        // Asked for one by one: a list of all leaves out what may not be seen.
        List<TopicPartition> partitions =
                topics().stream()
                        .flatMap(topic -> consumer.partitionsFor(topic, until(end)).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions, until(end)));
        left.forEach((one, after) -> consumer.seek(one, Math.max(0, after - OF_EACH_PARTITION)));
        return read(consumer, left, end);
    }

    private Ends read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> left, long end) {
        List<Seen> seen = new ArrayList<>();
        RootStatement root = null;
        while (!left.isEmpty()) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(ONE_POLL)) {
                if (message.topic().equals(roots.topic())) {
                    root = later(root, statement(message).orElse(null));
                } else {
                    seen(message).ifPresent(seen::add);
                }
            }
            left.entrySet()
                    .removeIf(one -> consumer.position(one.getKey(), until(end)) >= one.getValue());
        }
        return new Ends(seen, root);
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
                    : Optional.of(
                            new Seen(
                                    UUID.fromString(id),
                                    Long.parseLong(position),
                                    new TopicPartition(message.topic(), message.partition()),
                                    message.offset()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private Optional<RootStatement> statement(ConsumerRecord<String, byte[]> message) {
        return message.value() == null ? Optional.empty() : roots.statement(message.value());
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

    /** An event that is on Kafka, and where. */
    record Seen(UUID id, long position, TopicPartition partition, long offset) {}

    /** Kafka is away. */
    static final class NoAnswer extends KafkaException {

        private static final long serialVersionUID = 1L;

        private NoAnswer(KafkaException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Who is interrupted closes it in peace. */
    private record Closing(Consumer<String, byte[]> open) implements AutoCloseable {

        @Override
        public void close() {
            boolean interrupted = Thread.interrupted();
            open.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
