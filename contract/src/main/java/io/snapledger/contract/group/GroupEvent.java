package io.snapledger.contract.group;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a group. */
public sealed interface GroupEvent extends ResourceEvent {

    @Override
    GroupId id();

    @Override
    String projectId();

    /** An empty group needs no storage work, so it is available at once. */
    @StoredName("group.created")
    record GroupCreated(
            GroupId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            GroupTypeId groupTypeId,
            List<VolumeTypeId> volumeTypeIds,
            String availabilityZone,
            StatusChange change,
            Instant at)
            implements GroupEvent, ChangesStatus {}

    /** One volume of a group that is created from a source, and what it is a copy of. */
    record Member(
            VolumeId volumeId,
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId sourceVolumeId,
            int sizeGib) {}

    /**
     * Accepted; it has these volumes, and agents are to make them. Either a group snapshot or a
     * group is its source.
     */
    @StoredName("group.from-source-requested")
    record GroupFromSourceRequested(
            GroupId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            GroupTypeId groupTypeId,
            List<VolumeTypeId> volumeTypeIds,
            String availabilityZone,
            @Nullable GroupSnapshotId groupSnapshotId,
            @Nullable GroupId sourceGroupId,
            List<Member> members,
            StatusChange change,
            Instant at)
            implements GroupEvent, ChangesStatus {}

    /** The bytes of one of the volumes it is created with are there. */
    @StoredName("group.volume-copied")
    record GroupVolumeCopied(GroupId id, String projectId, VolumeId volumeId, Instant at)
            implements GroupEvent {}

    /** All its volumes are there; it counts as created from now on. */
    @StoredName("group.completed")
    record GroupCompleted(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    /** One of the volumes it was to be created with could not be made. */
    @StoredName("group.creation-failed")
    record GroupCreationFailed(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    /** Carries the name and description that hold from now on. */
    @StoredName("group.renamed")
    record GroupRenamed(
            GroupId id,
            String projectId,
            @Nullable String name,
            @Nullable String description,
            Instant at)
            implements GroupEvent {}

    @StoredName("group.volumes-changed")
    record GroupVolumesChanged(
            GroupId id, String projectId, List<VolumeId> added, List<VolumeId> removed, Instant at)
            implements GroupEvent {}

    /** Its volumes are being deleted; the group goes with the last one. */
    @StoredName("group.deletion-requested")
    record GroupDeletionRequested(
            GroupId id, String projectId, List<VolumeId> volumes, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    @StoredName("group.deleted")
    record GroupDeleted(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    @StoredName("group.deletion-failed")
    record GroupDeletionFailed(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    @StoredName("group.status-reset")
    record GroupStatusReset(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}

    /** It was in a passing status for too long. */
    @StoredName("group.overdue")
    record GroupOverdue(GroupId id, String projectId, StatusChange change, Instant at)
            implements GroupEvent, ChangesStatus {}
}
