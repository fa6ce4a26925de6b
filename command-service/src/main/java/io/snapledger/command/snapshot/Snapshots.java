package io.snapledger.command.snapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.snapshot.domain.Snapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a group snapshot, a volume and a copy ask of snapshots. */
@Component
public class Snapshots {

    private final Aggregates<Snapshot> aggregates;

    Snapshots(Aggregates<Snapshot> aggregates) {
        this.aggregates = aggregates;
    }

    public void request(SnapshotRequested requested) {
        aggregates.add(() -> new Snapshot(requested));
    }

    /** Whether it is still there. */
    public boolean exists(SnapshotId id) {
        return aggregates.find(id).isPresent();
    }

    public void requestDeletion(SnapshotId id, @Nullable String reason, UUID workId, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found ->
                        found.execute(snapshot -> snapshot.requestDeletion(reason, workId, at)));
    }

    /** How a snapshot stands now; empty if there is none. */
    public Optional<SnapshotState> find(SnapshotId id) {
        return aggregates
                .find(id)
                .map(found ->
                        found.invoke(snapshot ->
                                new SnapshotState(
                                        id,
                                        snapshot.projectId(),
                                        snapshot.volumeTypeId(),
                                        snapshot.sizeGib(),
                                        snapshot.status(),
                                        snapshot.isPartOfGroupSnapshot())));
    }

    /** What a snapshot goes with, for the locks to take: it never changes. */
    public Optional<SnapshotOrigin> originOf(SnapshotId id) {
        return aggregates.glimpse(
                id,
                snapshot -> new SnapshotOrigin(snapshot.volumeId(), snapshot.groupSnapshotId()));
    }

    /**
     * Passes an agent's word on a member on.
     *
     * @return whether the member is now what the result says: available, or gone
     */
    public boolean record(SnapshotId id, UUID workId, WorkResult result, Instant at) {
        return aggregates
                .find(id)
                .map(found ->
                        switch (found.invoke(snapshot -> snapshot.record(workId, result, at))) {
                            case TAKEN, DELETED -> true;
                            case NOTHING, DELETION_FAILED -> false;
                        })
                .orElse(result.succeeded());
    }

    /** Ends the wait of a member. */
    public void giveUp(SnapshotId id, String reason, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found -> found.execute(snapshot -> snapshot.giveUp(reason, at)));
    }

    /** A snapshot as its volume, and a copy of it, need to know it. */
    public record SnapshotState(
            SnapshotId id,
            String projectId,
            VolumeTypeId volumeTypeId,
            int sizeGib,
            SnapshotStatus status,
            boolean partOfGroupSnapshot) {}

    /**
     * Whose deletion may ask for a snapshot's end too.
     *
     * @param groupSnapshotId null if it was taken by itself
     */
    public record SnapshotOrigin(VolumeId volumeId, @Nullable GroupSnapshotId groupSnapshotId) {}
}
