package io.snapledger.command.deadline;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a resource may stay in a passing status.
 *
 * @param timeout from entering {@code creating}, {@code deleting} or {@code extending} to the
 *     status of a failure
 * @param poll how often it is looked for overdue ones
 */
@Validated
@ConfigurationProperties("snapledger.deadline")
public record DeadlineProperties(
        @DefaultValue("10m") Duration timeout, @DefaultValue("1s") Duration poll) {

    public DeadlineProperties {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("snapledger.deadline.timeout must be positive");
        }
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("snapledger.deadline.poll must be positive");
        }
    }

    /** What the history says of a wait that was ended. */
    public String reason() {
        return "no outcome within " + timeout.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
