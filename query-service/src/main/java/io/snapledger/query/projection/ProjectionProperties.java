package io.snapledger.query.projection;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the views follow the event log.
 *
 * @param enabled false: this process leaves them to others
 * @param batchSize how many events are projected in one transaction at most
 * @param claimTimeout how long after its death another process may take a processor over
 * @param degradedAfter how old an event that is not shown may be before health says so
 * @param longestRetryDelay how long a failing projection waits between two attempts at most
 * @param trailRest how long the trail lets events gather, unless somebody reads it
 */
@Validated
@ConfigurationProperties("snapledger.projection")
record ProjectionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1000") @Min(1) int batchSize,
        @DefaultValue("3s") @DurationMin(millis = 300) Duration claimTimeout,
        @DefaultValue("30s") Duration degradedAfter,
        @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 1)
                Duration longestRetryDelay,
        @DefaultValue("50ms") @DurationMin @DurationMax(seconds = 10) Duration trailRest) {}
