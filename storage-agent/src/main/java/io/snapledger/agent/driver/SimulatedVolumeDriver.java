package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;

/**
 * Stores nothing and answers by rule, for demonstrations and tests. It has no memory: whatever it
 * is asked about is there, so a restart changes no answer.
 */
public final class SimulatedVolumeDriver implements VolumeDriver {

    public static final String NAME = "simulated";

    private final SimulatedAnswers answers;

    public SimulatedVolumeDriver(SimulationRules rules) {
        answers = new SimulatedAnswers(rules);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WorkResult createVolume(VolumeId id, int sizeGib) {
        return answers.made(sizeGib, "simulated:volumes/" + id);
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
        return answers.removed();
    }

    @Override
    public WorkResult takeSnapshot(SnapshotId id, VolumeId volumeId, int sizeGib) {
        return answers.taken(sizeGib, "simulated:snapshots/" + id);
    }

    @Override
    public WorkResult dropSnapshot(SnapshotId id) {
        return answers.removed();
    }
}
