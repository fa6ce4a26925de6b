package io.snapledger.contract.group;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a group. */
public sealed interface GroupCommand {

    GroupId id();

    record CreateGroup(
            @TargetAggregateIdentifier GroupId id,
            @Nullable String name,
            @Nullable String description,
            GroupTypeId groupTypeId,
            List<VolumeTypeId> volumeTypeIds,
            String availabilityZone,
            String projectId,
            String userId,
            Instant at)
            implements GroupCommand {}

    /**
     * Asks for a new group with a copy of every volume of a group snapshot or of another group:
     * exactly one of the two is named.
     */
    record CreateGroupFromSource(
            @TargetAggregateIdentifier GroupId id,
            @Nullable GroupSnapshotId groupSnapshotId,
            @Nullable GroupId sourceGroupId,
            @Nullable String name,
            @Nullable String description,
            String projectId,
            String userId,
            Instant at)
            implements GroupCommand {

        public CreateGroupFromSource {
            if ((groupSnapshotId == null) == (sourceGroupId == null)) {
                throw new IllegalArgumentException("a group has exactly one source");
            }
        }
    }

    /**
     * Changes names and members.
     *
     * @param name the new name, null to keep it
     * @param description the new description, null to keep it
     */
    record UpdateGroup(
            @TargetAggregateIdentifier GroupId id,
            @Nullable String name,
            @Nullable String description,
            List<VolumeId> addVolumes,
            List<VolumeId> removeVolumes,
            Instant at)
            implements GroupCommand {}

    /**
     * Ends a group.
     *
     * @param deleteVolumes whether its volumes go with it; without, a group that has volumes is
     *     refused
     */
    record DeleteGroup(
            @TargetAggregateIdentifier GroupId id,
            boolean deleteVolumes,
            @Nullable String reason,
            Instant at)
            implements GroupCommand {}

    record ResetGroupStatus(
            @TargetAggregateIdentifier GroupId id,
            GroupStatus status,
            @Nullable String reason,
            Instant at)
            implements GroupCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueGroup(
            @TargetAggregateIdentifier GroupId id, GroupStatus status, Instant since, Instant at)
            implements GroupCommand {}
}
