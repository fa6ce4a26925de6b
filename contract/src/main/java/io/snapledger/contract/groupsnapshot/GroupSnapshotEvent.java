package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a group snapshot. */
public sealed interface GroupSnapshotEvent extends ChangesStatus {

    @Override
    GroupSnapshotId id();

    @Override
    String projectId();

    /** One volume of the group and the snapshot to be taken of it. */
    record Member(SnapshotId snapshotId, VolumeId volumeId, int sizeGib) {}

    /** Accepted; an agent is to take a snapshot of each member's volume. */
    @StoredName("group-snapshot.requested")
    record GroupSnapshotRequested(
            GroupSnapshotId id,
            String projectId,
            String userId,
            GroupId groupId,
            GroupTypeId groupTypeId,
            @Nullable String name,
            @Nullable String description,
            List<Member> members,
            UUID workId,
            StatusChange change,
            Instant at)
            implements GroupSnapshotEvent {}

    @StoredName("group-snapshot.taken")
    record GroupSnapshotTaken(GroupSnapshotId id, String projectId, StatusChange change, Instant at)
            implements GroupSnapshotEvent {}

    @StoredName("group-snapshot.failed")
    record GroupSnapshotFailed(
            GroupSnapshotId id, String projectId, StatusChange change, Instant at)
            implements GroupSnapshotEvent {}

    /** Accepted; an agent is to drop the members that are left. */
    @StoredName("group-snapshot.deletion-requested")
    record GroupSnapshotDeletionRequested(
            GroupSnapshotId id,
            String projectId,
            List<Member> members,
            UUID workId,
            StatusChange change,
            Instant at)
            implements GroupSnapshotEvent {}

    @StoredName("group-snapshot.deleted")
    record GroupSnapshotDeleted(
            GroupSnapshotId id, String projectId, StatusChange change, Instant at)
            implements GroupSnapshotEvent {}

    @StoredName("group-snapshot.deletion-failed")
    record GroupSnapshotDeletionFailed(
            GroupSnapshotId id, String projectId, StatusChange change, Instant at)
            implements GroupSnapshotEvent {}

    @StoredName("group-snapshot.status-reset")
    record GroupSnapshotStatusReset(
            GroupSnapshotId id, String projectId, StatusChange change, Instant at)
            implements GroupSnapshotEvent {}
}
