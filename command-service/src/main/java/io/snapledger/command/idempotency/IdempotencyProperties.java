package io.snapledger.command.idempotency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are kept for those who repeat a request.
 *
 * @param keep from the answer on, its key stands for its request for so long
 * @param sweep how often it is looked for answers that have been kept long enough
 * @param batch how many of them are removed in one transaction
 */
@Validated
@ConfigurationProperties("snapledger.idempotency")
record IdempotencyProperties(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("1m") Duration sweep,
        @DefaultValue("1000") @Min(1) @Max(100_000) int batch) {

    IdempotencyProperties {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("snapledger.idempotency.keep must be positive");
        }
        if (!sweep.isPositive()) {
            throw new IllegalArgumentException("snapledger.idempotency.sweep must be positive");
        }
    }
}
