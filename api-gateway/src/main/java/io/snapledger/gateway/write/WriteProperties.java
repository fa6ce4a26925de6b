package io.snapledger.gateway.write;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How writes are sent.
 *
 * @param readYourWrites how long an answer waits until its change can be read
 * @param commands how often a command that lost a race is tried
 * @param idempotency how long a repeated request waits for the first one's answer
 */
@Validated
@ConfigurationProperties("snapledger")
public record WriteProperties(
        @DefaultValue ReadYourWrites readYourWrites,
        @DefaultValue Attempts commands,
        @DefaultValue Idempotency idempotency) {

    /** Bounds of the wait for a request that is being carried out under the same key. */
    public record Idempotency(@Name("wait") @DefaultValue("1s") Duration atMost) {}

    /** Bounds of the wait. */
    public record ReadYourWrites(@Name("wait") @DefaultValue("2s") Duration atMost) {}

    /** Bounds of the tries. */
    public record Attempts(@DefaultValue("5") @Min(1) int attempts) {}
}
