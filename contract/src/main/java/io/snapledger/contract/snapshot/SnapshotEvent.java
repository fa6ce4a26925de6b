package io.snapledger.contract.snapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a volume snapshot. */
public sealed interface SnapshotEvent extends ChangesStatus {

    @Override
    SnapshotId id();

    @Override
    String projectId();

    @StoredName("snapshot.requested")
    record SnapshotRequested(
            SnapshotId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            VolumeId volumeId,
            int sizeGib,
            VolumeTypeId volumeTypeId,
            @Nullable GroupSnapshotId groupSnapshotId,
            UUID workId,
            StatusChange change,
            Instant at)
            implements SnapshotEvent {}

    @StoredName("snapshot.taken")
    record SnapshotTaken(
            SnapshotId id,
            String projectId,
            @Nullable String providerLocation,
            StatusChange change,
            Instant at)
            implements SnapshotEvent {}

    /**
     * Could not be taken.
     *
     * @param progress how far it came, 0 to 100
     */
    @StoredName("snapshot.failed")
    record SnapshotFailed(
            SnapshotId id, String projectId, int progress, StatusChange change, Instant at)
            implements SnapshotEvent {}

    @StoredName("snapshot.deletion-requested")
    record SnapshotDeletionRequested(
            SnapshotId id, String projectId, UUID workId, StatusChange change, Instant at)
            implements SnapshotEvent {}

    @StoredName("snapshot.deleted")
    record SnapshotDeleted(SnapshotId id, String projectId, StatusChange change, Instant at)
            implements SnapshotEvent {}

    @StoredName("snapshot.deletion-failed")
    record SnapshotDeletionFailed(SnapshotId id, String projectId, StatusChange change, Instant at)
            implements SnapshotEvent {}
}
