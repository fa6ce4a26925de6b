package io.snapledger.agent.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaOperations;

/** Sends until Kafka has confirmed, however long Kafka is away. */
final class DurableSender {

    private static final Logger log = LoggerFactory.getLogger(DurableSender.class);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final Duration retryDelay;
    private volatile @Nullable String trouble;

    DurableSender(KafkaOperations<byte[], byte[]> kafka, Duration retryDelay) {
        this.kafka = kafka;
        this.retryDelay = retryDelay;
    }

    /** Why the last attempt failed; empty when it did not. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void send(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
        while (!isSent(message)) {
            Thread.sleep(retryDelay);
        }
    }

    private boolean isSent(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
        try {
            kafka.send(message).get();
            trouble = null;
            return true;
        } catch (ExecutionException | RuntimeException e) {
            return failed(message, NestedExceptionUtils.getMostSpecificCause(e));
        }
    }

    private boolean failed(ProducerRecord<?, ?> message, Throwable why)
            throws InterruptedException {
        // The producer turns an interrupt into an exception of its own and leaves the flag set.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        trouble = "%s: %s".formatted(message.topic(), why);
        log.warn("Not yet sent to {}, trying again: {}", message.topic(), why.toString());
        return false;
    }
}
