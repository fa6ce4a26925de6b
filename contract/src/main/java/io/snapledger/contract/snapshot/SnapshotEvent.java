package io.snapledger.contract.snapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a volume snapshot. */
public sealed interface SnapshotEvent extends ResourceEvent {

    @Override
    SnapshotId id();

    @Override
    String projectId();

    /**
     * Accepted; an agent is to take it.
     *
     * @param groupSnapshotId null if it is taken by itself; else the group snapshot's own request
     *     asks the agent for it
     * @param metadata null in what was stored before there was any
     */
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
            Instant at,
            @Nullable Map<String, String> metadata)
            implements SnapshotEvent, ChangesStatus {

        /** One without metadata. */
        public SnapshotRequested(
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
                Instant at) {
            this(
                    id,
                    projectId,
                    userId,
                    name,
                    description,
                    volumeId,
                    sizeGib,
                    volumeTypeId,
                    groupSnapshotId,
                    workId,
                    change,
                    at,
                    null);
        }
    }

    /** There is one now. Its status stays where it was set otherwise while it was being taken. */
    @StoredName("snapshot.taken")
    record SnapshotTaken(
            SnapshotId id,
            String projectId,
            @Nullable String providerLocation,
            StatusChange change,
            Instant at)
            implements SnapshotEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    /**
     * Could not be taken.
     *
     * @param progress how far it came, 0 to 100
     */
    @StoredName("snapshot.failed")
    record SnapshotFailed(
            SnapshotId id, String projectId, int progress, StatusChange change, Instant at)
            implements SnapshotEvent, ChangesStatus {}

    /**
     * Accepted; an agent is to drop it.
     *
     * @param groupSnapshotId null if it goes by itself; else the group snapshot's own request asks
     *     the agent for it
     */
    @StoredName("snapshot.deletion-requested")
    record SnapshotDeletionRequested(
            SnapshotId id,
            String projectId,
            UUID workId,
            StatusChange change,
            Instant at,
            @Nullable GroupSnapshotId groupSnapshotId)
            implements SnapshotEvent, ChangesStatus {

        /** One that goes by itself. */
        public SnapshotDeletionRequested(
                SnapshotId id, String projectId, UUID workId, StatusChange change, Instant at) {
            this(id, projectId, workId, change, at, null);
        }
    }

    @StoredName("snapshot.deleted")
    record SnapshotDeleted(SnapshotId id, String projectId, StatusChange change, Instant at)
            implements SnapshotEvent, ChangesStatus {}

    @StoredName("snapshot.deletion-failed")
    record SnapshotDeletionFailed(SnapshotId id, String projectId, StatusChange change, Instant at)
            implements SnapshotEvent, ChangesStatus {}

    @StoredName("snapshot.status-reset")
    record SnapshotStatusReset(SnapshotId id, String projectId, StatusChange change, Instant at)
            implements SnapshotEvent, ChangesStatus {}

    /**
     * Told by a caller who works on it in storage's place.
     *
     * @param progress 0 to 100, null if that was not said
     */
    @StoredName("snapshot.status-reported")
    record SnapshotStatusReported(
            SnapshotId id,
            String projectId,
            @Nullable Integer progress,
            StatusChange change,
            Instant at)
            implements SnapshotEvent, ChangesStatus {}

    @StoredName("snapshot.renamed")
    record SnapshotRenamed(
            SnapshotId id,
            String projectId,
            @Nullable String name,
            @Nullable String description,
            Instant at)
            implements SnapshotEvent {}

    /**
     * Has other metadata now.
     *
     * @param metadata all of it
     */
    @StoredName("snapshot.metadata-changed")
    record SnapshotMetadataChanged(
            SnapshotId id, String projectId, Map<String, String> metadata, Instant at)
            implements SnapshotEvent {}
}
