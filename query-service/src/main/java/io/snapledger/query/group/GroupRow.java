package io.snapledger.query.group;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a group: all that its own events say. Its members are looked up. */
record GroupRow(
        GroupId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        GroupStatus status,
        GroupTypeId groupTypeId,
        List<VolumeTypeId> volumeTypeIds,
        String availabilityZone,
        @Nullable GroupSnapshotId groupSnapshotId,
        @Nullable GroupId sourceGroupId,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    GroupRow named(@Nullable String newName, @Nullable String newDescription, Instant at) {
        return new GroupRow(
                id,
                projectId,
                userId,
                newName,
                newDescription,
                status,
                groupTypeId,
                volumeTypeIds,
                availabilityZone,
                groupSnapshotId,
                sourceGroupId,
                createdAt,
                at);
    }

    GroupRow createdAt(Instant at) {
        return new GroupRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                groupTypeId,
                volumeTypeIds,
                availabilityZone,
                groupSnapshotId,
                sourceGroupId,
                at,
                updatedAt);
    }

    GroupRow moved(GroupStatus to, Instant at) {
        return new GroupRow(
                id,
                projectId,
                userId,
                name,
                description,
                to,
                groupTypeId,
                volumeTypeIds,
                availabilityZone,
                groupSnapshotId,
                sourceGroupId,
                createdAt,
                at);
    }
}
