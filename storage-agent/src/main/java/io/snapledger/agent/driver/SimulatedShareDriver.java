package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import java.util.List;
import java.util.Optional;

/**
 * Stores nothing and answers by the rules of {@link SimulatedVolumeDriver}: a share counts as a
 * volume.
 */
public final class SimulatedShareDriver implements ShareDriver {

    private final SimulatedAnswers answers;

    public SimulatedShareDriver(SimulationRules rules) {
        answers = new SimulatedAnswers(rules);
    }

    @Override
    public String name() {
        return SimulatedVolumeDriver.NAME;
    }

    @Override
    public WorkResult createShare(String backend, ShareInstanceId id, int sizeGib) {
        return answers.made(sizeGib, "simulated:%s/shares/%s".formatted(backend, id));
    }

    // A copy is a share like any other: the same rules.
    @Override
    public WorkResult createShareFromShare(
            String backend, ShareInstanceId id, Share source, int sizeGib) {
        return createShare(backend, id, sizeGib);
    }

    @Override
    public WorkResult createShareFromSnapshot(
            String backend, ShareInstanceId id, Snapshot source, int sizeGib) {
        return createShare(backend, id, sizeGib);
    }

    @Override
    public WorkResult extendShare(String backend, ShareInstanceId id, int sizeGib) {
        return createShare(backend, id, sizeGib);
    }

    @Override
    public WorkResult deleteShare(String backend, ShareInstanceId id) {
        return answers.removed();
    }

    @Override
    public WorkResult takeSnapshot(Snapshot snapshot, int sizeGib) {
        return answers.taken(
                sizeGib, "simulated:%s/snapshots/%s".formatted(snapshot.backend(), snapshot.id()));
    }

    @Override
    public WorkResult copySnapshot(Snapshot snapshot, Snapshot source) {
        return takeSnapshot(snapshot, 0);
    }

    @Override
    public WorkResult dropSnapshot(Snapshot snapshot) {
        return answers.removed();
    }

    @Override
    public List<String> exportPaths(WorkResult made) {
        return made.providerLocation() == null ? List.of() : List.of(made.providerLocation());
    }

    @Override
    public Optional<Capacity> capacity(String backend) {
        return Optional.empty();
    }
}
