package io.snapledger.contract.group;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group as it is read. */
public record GroupView(
        GroupId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        GroupStatus status,
        GroupTypeId groupTypeId,
        List<VolumeTypeId> volumeTypeIds,
        List<VolumeId> volumeIds,
        String availabilityZone,
        @Nullable GroupSnapshotId groupSnapshotId,
        @Nullable GroupId sourceGroupId,
        Instant createdAt,
        @Nullable Instant updatedAt) {}
