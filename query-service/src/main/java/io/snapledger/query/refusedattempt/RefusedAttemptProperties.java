package io.snapledger.query.refusedattempt;

import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long refused attempts are shown.
 *
 * @param keep from the attempt on
 * @param sweep how often it is looked for those that have been kept long enough
 */
@Validated
@ConfigurationProperties("snapledger.refused-attempts")
record RefusedAttemptProperties(
        @DefaultValue("90d") @DurationMin(seconds = 1) Duration keep,
        @DefaultValue("1h") @DurationMin(millis = 10) Duration sweep) {

    /** The moment of the oldest that is still shown. */
    Instant shownSince() {
        return Instant.now().minus(keep);
    }
}
