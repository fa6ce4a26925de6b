package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.health.Degraded;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.RetryListener;

/**
 * Counts what could not be recorded, and says so in health: a person must look, but nothing else
 * stops.
 */
final class DeadLetters implements HealthIndicator, RetryListener {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final Duration RECENT = Duration.ofHours(1);

    private final MeterRegistry meters;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Letter last;

    DeadLetters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> message, @Nullable Exception failure, int attempt) {
        log.warn(
                "A message on {} was not recorded, attempt {}: {}",
                message.topic(),
                attempt,
                reason(failure));
    }

    @Override
    public void recovered(ConsumerRecord<?, ?> message, @Nullable Exception failure) {
        last = new Letter(reason(failure), Instant.now());
        count.incrementAndGet();
        meters.counter("snapledger.dead.letters", "topic", message.topic()).increment();
        log.error("A message on {} went to the dead letters: {}", message.topic(), reason(failure));
    }

    @Override
    public void recoveryFailed(
            ConsumerRecord<?, ?> message, @Nullable Exception original, Exception failure) {
        log.error(
                "A message on {} can neither be recorded ({}) nor sent to the dead letters: {}",
                message.topic(),
                reason(original),
                failure.getMessage());
    }

    // Spring Kafka wraps what the listener threw.
    private static String reason(@Nullable Exception failure) {
        if (failure == null) {
            return "no reason given";
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** Degraded for a while after each of them. */
    @Override
    public Health health() {
        Letter letter = last;
        if (letter == null) {
            return Health.up().withDetail("count", count.get()).build();
        }
        boolean recent = letter.at().plus(RECENT).isAfter(Instant.now());
        return (recent ? Health.status(Degraded.STATUS) : Health.up())
                .withDetail("count", count.get())
                .withDetail("last_reason", letter.reason())
                .withDetail("last_at", letter.at().toString())
                .build();
    }

    private record Letter(String reason, Instant at) {}
}
