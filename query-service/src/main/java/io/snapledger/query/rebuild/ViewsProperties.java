package io.snapledger.query.rebuild;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the views are, and how they are made again.
 *
 * @param schema of this build's views; a build whose views look different has one of its own. What
 *     looks like the name of a schema that a rebuild makes is none
 */
@Validated
@ConfigurationProperties("snapledger.views")
record ViewsProperties(
        @DefaultValue("view") @Pattern(regexp = "(?!.*_(rebuild|retired)_)[a-z][a-z0-9_]{0,19}")
                String schema,
        @DefaultValue @NotNull @Valid Rebuild rebuild) {

    /**
     * How.
     *
     * @param enabled false: this process leaves rebuilds to others
     * @param batchSize how many positions of the log are read, and their events written, at once
     * @param lockTimeout how long readers and writers may be made to wait when the tables are
     *     swapped; what does not succeed within it is tried again
     * @param takeOver how long after its last sign of life another process takes a rebuild up
     */
    record Rebuild(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("5000") @Min(1) @Max(100_000) int batchSize,
            @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(millis = 900)
                    Duration lockTimeout,
            @DefaultValue("10s") @DurationMin(millis = 500) Duration takeOver) {}
}
