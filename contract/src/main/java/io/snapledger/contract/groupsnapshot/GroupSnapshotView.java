package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.grouptype.GroupTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A group snapshot as it is read. */
public record GroupSnapshotView(
        GroupSnapshotId id,
        GroupId groupId,
        GroupTypeId groupTypeId,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        GroupSnapshotStatus status,
        Instant createdAt,
        @Nullable Instant updatedAt) {}
