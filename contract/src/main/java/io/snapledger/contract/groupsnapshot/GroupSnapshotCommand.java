package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a group snapshot. */
public sealed interface GroupSnapshotCommand {

    GroupSnapshotId id();

    /**
     * Asks for a snapshot of every volume of a group.
     *
     * @param projectId the caller's project, which owns the result, whoever owns the group
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateGroupSnapshot(
            @TargetAggregateIdentifier GroupSnapshotId id,
            GroupId groupId,
            @Nullable String name,
            @Nullable String description,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements GroupSnapshotCommand {}

    record DeleteGroupSnapshot(
            @TargetAggregateIdentifier GroupSnapshotId id,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements GroupSnapshotCommand {}

    record ResetGroupSnapshotStatus(
            @TargetAggregateIdentifier GroupSnapshotId id,
            GroupSnapshotStatus status,
            @Nullable String reason,
            Instant at)
            implements GroupSnapshotCommand {}

    record RecordGroupSnapshotOutcome(
            @TargetAggregateIdentifier GroupSnapshotId id, GroupSnapshotOutcome outcome, Instant at)
            implements GroupSnapshotCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueGroupSnapshot(
            @TargetAggregateIdentifier GroupSnapshotId id,
            GroupSnapshotStatus status,
            Instant since,
            Instant at)
            implements GroupSnapshotCommand {}
}
