package io.snapledger.agent.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;

/** Puts messages that cannot be read aside, with the reason, and counts them. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final int LONGEST_VALUE = 512 * 1024;
    private static final int LONGEST_HEADER = 8 * 1024;
    private static final int MOST_HEADERS = 24;

    private static final Duration RECENT = Duration.ofHours(1);

    private final DurableSender sender;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private volatile @Nullable String lastReason;
    private volatile Instant lastAt = Instant.EPOCH;

    DeadLetters(DurableSender sender, MeterRegistry meters) {
        this.sender = sender;
        for (String topic : Topics.EVENTS) {
            counters.put(topic, meters.counter("snapledger.dead.letters", "topic", topic));
        }
    }

    /** Returns once Kafka holds the message at its new place. */
    void add(ConsumerRecord<byte[], byte[]> message, String reason) throws InterruptedException {
        log.error(
                "Dead letter: offset {} of {}-{}: {}",
                message.offset(),
                message.topic(),
                message.partition(),
                reason);
        var letter =
                new ProducerRecord<byte[], byte[]>(
                        Topics.deadLettersOf(message.topic()),
                        null,
                        cut(message.key(), LONGEST_HEADER),
                        cut(message.value(), LONGEST_VALUE),
                        cut(message.headers()));
        // Named and written as Spring's DeadLetterPublishingRecoverer does: tools know these.
        Headers headers = letter.headers();
        headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, cut(bytes(reason), LONGEST_HEADER));
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(message.topic()));
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(Integer.BYTES).putInt(message.partition()).array());
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(Long.BYTES).putLong(message.offset()).array());
        sender.send(letter);
        lastReason = reason;
        lastAt = Instant.now();
        Counter counter = counters.get(message.topic());
        if (counter != null) {
            counter.increment();
        }
    }

    /** How many there were since the agent started, by topic. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counters.forEach((topic, counter) -> counts.put(topic, (long) counter.count()));
        return counts;
    }

    /** Whether the last one is so fresh that somebody should look at it. */
    boolean areRecent() {
        return lastAt.plus(RECENT).isAfter(Instant.now());
    }

    Optional<String> lastReason() {
        return Optional.ofNullable(lastReason);
    }

    // With its reason a message is larger than it was, and one that Kafka does not take would stand
    // in the way of all after it. The whole is where it was.
    private static RecordHeaders cut(Headers headers) {
        RecordHeaders cut = new RecordHeaders();
        Stream.of(headers.toArray())
                .filter(header -> header.key().length() <= LONGEST_HEADER)
                .limit(MOST_HEADERS)
                .forEach(header -> cut.add(header.key(), cut(header.value(), LONGEST_HEADER)));
        return cut;
    }

    private static byte @Nullable [] cut(byte @Nullable [] value, int longest) {
        return value != null && value.length > longest ? Arrays.copyOf(value, longest) : value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
