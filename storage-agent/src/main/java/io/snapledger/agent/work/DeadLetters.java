package io.snapledger.agent.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;

/** Puts messages that cannot be read aside, with the reason, and counts them. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DurableSender sender;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private volatile @Nullable String lastReason;

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
                        message.key(),
                        message.value(),
                        message.headers());
        // Named and written as Spring's DeadLetterPublishingRecoverer does: tools know these.
        Headers headers = letter.headers();
        headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, bytes(reason));
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(message.topic()));
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(Integer.BYTES).putInt(message.partition()).array());
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(Long.BYTES).putLong(message.offset()).array());
        sender.send(letter);
        lastReason = reason;
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

    Optional<String> lastReason() {
        return Optional.ofNullable(lastReason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
