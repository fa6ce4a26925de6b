package io.snapledger.gateway.refusedattempt;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How much is recorded of refused attempts. All of it counts for one gateway.
 *
 * @param perCaller of one user in one project, this many are recorded one by one in a window
 * @param inAll of all callers together
 * @param window after which it is counted anew
 * @param atMost how long an answer waits until its refusal is stored, at most
 */
@Validated
@ConfigurationProperties("snapledger.refused-attempts")
record RefusedAttemptProperties(
        @DefaultValue("10") @Min(1) @Max(10_000) int perCaller,
        @DefaultValue("100") @Min(1) @Max(10_000) int inAll,
        @DefaultValue("1m") Duration window,
        @Name("wait") @DefaultValue("500ms") Duration atMost) {

    RefusedAttemptProperties {
        if (!window.isPositive()) {
            throw new IllegalArgumentException(
                    "snapledger.refused-attempts.window must be positive");
        }
        if (atMost.isNegative()) {
            throw new IllegalArgumentException(
                    "snapledger.refused-attempts.wait must not be negative");
        }
    }
}
