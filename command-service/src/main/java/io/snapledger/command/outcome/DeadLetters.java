package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
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

    private final MeterRegistry meters;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String lastReason;

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
        lastReason = reason(failure);
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
