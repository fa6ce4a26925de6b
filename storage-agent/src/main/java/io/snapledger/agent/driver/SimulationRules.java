package io.snapledger.agent.driver;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the simulated driver answers. A rule that is not set never applies; where a call meets both,
 * hanging goes before failing.
 *
 * @param delay how long each call takes
 * @param failVolumesLargerThanGib creating a larger volume, or extending one to more, fails
 * @param failSnapshotsOfVolumesLargerThanGib a snapshot of a larger volume fails half way
 * @param failDeletions no volume is deleted, no snapshot dropped
 * @param hangOnVolumesLargerThanGib creating a larger volume, or extending one to more, never ends
 * @param hangOnSnapshotsOfVolumesLargerThanGib a snapshot of a larger volume never ends
 */
public record SimulationRules(
        @NotNull @DefaultValue("0s") Duration delay,
        @Nullable Integer failVolumesLargerThanGib,
        @Nullable Integer failSnapshotsOfVolumesLargerThanGib,
        boolean failDeletions,
        @Nullable Integer hangOnVolumesLargerThanGib,
        @Nullable Integer hangOnSnapshotsOfVolumesLargerThanGib) {

    /** Every call succeeds at once. */
    public static final SimulationRules NONE =
            new SimulationRules(Duration.ZERO, null, null, false, null, null);
}
