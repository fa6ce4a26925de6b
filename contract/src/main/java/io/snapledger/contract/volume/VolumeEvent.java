package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a volume. */
public sealed interface VolumeEvent extends ResourceEvent {

    @Override
    VolumeId id();

    @Override
    String projectId();

    /** Accepted; an agent is to make it. */
    @StoredName("volume.requested")
    record VolumeRequested(
            VolumeId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            int sizeGib,
            VolumeTypeId volumeTypeId,
            @Nullable GroupId groupId,
            String availabilityZone,
            Map<String, String> metadata,
            UUID workId,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {}

    /**
     * Accepted; an agent is to make it with the bytes of a snapshot or of another volume: exactly
     * one of the two is named.
     *
     * @param withGroup whether it is one of the volumes of a group that is created from a source:
     *     it then waits for the others
     */
    @StoredName("volume.from-source-requested")
    record VolumeFromSourceRequested(
            VolumeId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            int sizeGib,
            VolumeTypeId volumeTypeId,
            @Nullable GroupId groupId,
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId sourceVolumeId,
            boolean withGroup,
            String availabilityZone,
            Map<String, String> metadata,
            UUID workId,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {}

    /** Its bytes are there; it becomes available together with the group it is created with. */
    @StoredName("volume.copied")
    record VolumeCopied(
            VolumeId id,
            String projectId,
            AgentIdentity agent,
            @Nullable String providerLocation,
            Instant at)
            implements VolumeEvent {}

    /** The group it was created with is whole; it counts as created from now on. */
    @StoredName("volume.completed")
    record VolumeCompleted(VolumeId id, String projectId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    /** There is one now. Its status stays where it was set otherwise while it was being made. */
    @StoredName("volume.created")
    record VolumeCreated(
            VolumeId id,
            String projectId,
            AgentIdentity agent,
            @Nullable String providerLocation,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    @StoredName("volume.creation-failed")
    record VolumeCreationFailed(VolumeId id, String projectId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    /** Accepted; an agent is to remove it. */
    @StoredName("volume.deletion-requested")
    record VolumeDeletionRequested(
            VolumeId id, String projectId, UUID workId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    @StoredName("volume.deleted")
    record VolumeDeleted(VolumeId id, String projectId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    @StoredName("volume.deletion-failed")
    record VolumeDeletionFailed(VolumeId id, String projectId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    @StoredName("volume.status-reset")
    record VolumeStatusReset(VolumeId id, String projectId, StatusChange change, Instant at)
            implements VolumeEvent, ChangesStatus {}

    /** Joined a group, or left the one it was in (null). */
    @StoredName("volume.group-changed")
    record VolumeGroupChanged(VolumeId id, String projectId, @Nullable GroupId groupId, Instant at)
            implements VolumeEvent {}

    /** Accepted with its snapshots; once the last of them is gone, an agent is to remove it. */
    @StoredName("volume.cascade-requested")
    record VolumeCascadeRequested(
            VolumeId id,
            String projectId,
            List<SnapshotId> snapshots,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {}

    /**
     * Accepted; an agent is to make it that large.
     *
     * @param chargedGib the size that quotas count it with from now on: the largest that is asked
     *     for and under way
     */
    @StoredName("volume.extension-requested")
    record VolumeExtensionRequested(
            VolumeId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            UUID workId,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {}

    /**
     * Is that large now. Its status stays where it was set otherwise while it grew.
     *
     * @param chargedGib the size that quotas count it with from now on: a larger one if another
     *     extension is still under way
     * @param workId the extension that is done
     */
    @StoredName("volume.extended")
    record VolumeExtended(
            VolumeId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            UUID workId,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    /**
     * Did not grow. Its status stays where it was set otherwise meanwhile.
     *
     * @param sizeGib the size it still has
     * @param chargedGib the size that quotas count it with from now on: a larger one if another
     *     extension is still under way
     * @param workId the extension that failed, or was waited for too long; null if there was none,
     *     and the status was set by hand
     */
    @StoredName("volume.extension-failed")
    record VolumeExtensionFailed(
            VolumeId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            @Nullable UUID workId,
            StatusChange change,
            Instant at)
            implements VolumeEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    @StoredName("volume.renamed")
    record VolumeRenamed(
            VolumeId id,
            String projectId,
            @Nullable String name,
            @Nullable String description,
            Instant at)
            implements VolumeEvent {}

    /**
     * Has other metadata now.
     *
     * @param metadata all of it
     */
    @StoredName("volume.metadata-changed")
    record VolumeMetadataChanged(
            VolumeId id, String projectId, Map<String, String> metadata, Instant at)
            implements VolumeEvent {}

    /** An administrator said whether it counts as attached. */
    @StoredName("volume.attachment-reset")
    record VolumeAttachmentReset(
            VolumeId id, String projectId, boolean attached, @Nullable String reason, Instant at)
            implements VolumeEvent {}

    /**
     * An administrator said where its migration stands.
     *
     * @param migrationStatus null: there is none
     */
    @StoredName("volume.migration-reset")
    record VolumeMigrationReset(
            VolumeId id,
            String projectId,
            @Nullable String migrationStatus,
            @Nullable String reason,
            Instant at)
            implements VolumeEvent {}
}
