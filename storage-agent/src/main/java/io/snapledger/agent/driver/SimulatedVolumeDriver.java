package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Stores nothing and answers by rule, for demonstrations and tests. It has no memory: whatever it
 * is asked about is there, so a restart changes no answer.
 */
public final class SimulatedVolumeDriver implements VolumeDriver {

    public static final String NAME = "simulated";

    private static final String FAILURE = "the simulated driver fails this by rule";

    private final SimulationRules rules;

    public SimulatedVolumeDriver(SimulationRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WorkResult createVolume(VolumeId id, int sizeGib) {
        return answer(
                isLarger(sizeGib, rules.hangOnVolumesLargerThanGib()),
                isLarger(sizeGib, rules.failVolumesLargerThanGib())
                        ? WorkResult.failed(FAILURE, 0)
                        : WorkResult.done("simulated:volumes/" + id));
    }

    // A copy is a volume like any other: the same rules.
    @Override
    public WorkResult createVolumeFromSnapshot(VolumeId id, SnapshotId source, int sizeGib) {
        return createVolume(id, sizeGib);
    }

    @Override
    public WorkResult createVolumeFromVolume(VolumeId id, VolumeId source, int sizeGib) {
        return createVolume(id, sizeGib);
    }

    @Override
    public WorkResult extendVolume(VolumeId id, int sizeGib) {
        return createVolume(id, sizeGib);
    }

    @Override
    public WorkResult deleteVolume(VolumeId id) {
        return deletion();
    }

    @Override
    public WorkResult takeSnapshot(SnapshotId id, VolumeId volumeId, int sizeGib) {
        return answer(
                isLarger(sizeGib, rules.hangOnSnapshotsOfVolumesLargerThanGib()),
                isLarger(sizeGib, rules.failSnapshotsOfVolumesLargerThanGib())
                        ? WorkResult.failed(FAILURE, 50)
                        : WorkResult.done("simulated:snapshots/" + id));
    }

    @Override
    public WorkResult dropSnapshot(SnapshotId id) {
        return deletion();
    }

    private WorkResult deletion() {
        return answer(
                false,
                rules.failDeletions() ? WorkResult.failed(FAILURE, 0) : WorkResult.done(null));
    }

    private WorkResult answer(boolean hang, WorkResult result) {
        try {
            if (hang) {
                new CountDownLatch(1).await();
            }
            Thread.sleep(rules.delay());
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WorkResult.failed("the simulated driver was interrupted", 0);
        }
    }

    private static boolean isLarger(int sizeGib, @Nullable Integer limit) {
        return limit != null && sizeGib > limit;
    }
}
