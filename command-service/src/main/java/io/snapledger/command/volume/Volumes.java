package io.snapledger.command.volume;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.volume.domain.Volume;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other slices may ask of volumes. */
@Component
public class Volumes {

    private final Aggregates<Volume> aggregates;

    Volumes(Aggregates<Volume> aggregates) {
        this.aggregates = aggregates;
    }

    /** How a volume stands now; empty if there is none. */
    public Optional<VolumeState> find(VolumeId id) {
        return aggregates
                .find(id)
                .map(volume ->
                        volume.invoke(found ->
                                new VolumeState(
                                        id,
                                        found.projectId(),
                                        found.volumeTypeId(),
                                        found.sizeGib(),
                                        found.status(),
                                        found.hasHost(),
                                        found.isMigrating(),
                                        found.groupId())));
    }

    /** The group it is in, for the locks to take: it stays in it while its own lock is held. */
    public Optional<GroupId> groupOf(VolumeId id) {
        return aggregates.glimpse(id, Volume::groupId);
    }

    public void joinGroup(VolumeId id, GroupId group, Instant at) {
        existing(id).execute(volume -> volume.joinGroup(group, at));
    }

    public void leaveGroup(VolumeId id, Instant at) {
        existing(id).execute(volume -> volume.leaveGroup(at));
    }

    public void requestDeletionWithGroup(
            VolumeId id, @Nullable String reason, UUID workId, Instant at) {
        existing(id).execute(volume -> volume.requestDeletionWithGroup(reason, workId, at));
    }

    /** Asks for a volume as a part of something larger. */
    public void request(VolumeFromSourceRequested requested) {
        aggregates.add(() -> new Volume(requested));
    }

    /** The group it was created with is whole, or no longer waited for. */
    public void complete(VolumeId id, Instant at) {
        aggregates.find(id).ifPresent(found -> found.execute(volume -> volume.complete(at)));
    }

    /** The group it was to be created with has failed. */
    public void giveUpCreation(VolumeId id, String reason, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found -> found.execute(volume -> volume.giveUpCreation(reason, at)));
    }

    /** The last of its snapshots is gone. */
    public void snapshotsGone(VolumeId id, UUID workId, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found -> found.execute(volume -> volume.snapshotsGone(workId, at)));
    }

    /** One of its snapshots could not be dropped. */
    public void snapshotStays(VolumeId id, SnapshotId snapshot, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found -> found.execute(volume -> volume.snapshotStays(snapshot, at)));
    }

    private Aggregate<Volume> existing(VolumeId id) {
        return aggregates
                .find(id)
                .orElseThrow(() -> new IllegalStateException("volume " + id + " is gone"));
    }

    /** A volume as its group or a snapshot needs to know it. */
    public record VolumeState(
            VolumeId id,
            String projectId,
            VolumeTypeId volumeTypeId,
            int sizeGib,
            VolumeStatus status,
            boolean hasHost,
            boolean migrating,
            @Nullable GroupId groupId) {}
}
