package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Counts what could not be understood, and says so in health: a person must look, but nothing else
 * stops.
 */
final class DeadLetters implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final MeterRegistry meters;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String lastReason;

    DeadLetters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String topic, Exception failure) {
        Throwable cause = cause(failure);
        lastReason = cause.getMessage();
        count.incrementAndGet();
        meters.counter("snapledger.dead.letters", "topic", topic).increment();
        log.error("A message on {} went to the dead letters: {}", topic, cause.getMessage());
    }

    void retried(String topic, @Nullable Exception failure, int attempt) {
        log.warn(
                "A message on {} was not recorded, attempt {}: {}",
                topic,
                attempt,
                failure == null ? "no reason given" : cause(failure).getMessage());
    }

    // Spring Kafka wraps what the listener threw.
    private static Throwable cause(Exception failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("count", count.get());
        String reason = lastReason;
        if (reason != null) {
            health.withDetail("last_reason", reason);
        }
        return health.build();
    }
}
