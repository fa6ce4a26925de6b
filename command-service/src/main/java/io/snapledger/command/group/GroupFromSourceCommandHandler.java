package io.snapledger.command.group;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.group.Groups.GroupState;
import io.snapledger.command.group.domain.Group;
import io.snapledger.command.groupsnapshot.GroupSnapshots;
import io.snapledger.command.groupsnapshot.GroupSnapshots.GroupSnapshotState;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.snapshot.Snapshots;
import io.snapledger.command.snapshot.Snapshots.SnapshotState;
import io.snapledger.command.volume.Volumes;
import io.snapledger.command.volume.Volumes.VolumeState;
import io.snapledger.command.volumetype.VolumeTypes;
import io.snapledger.contract.group.GroupCommand.CreateGroupFromSource;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.Member;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupRefused.GroupSnapshotIsEmpty;
import io.snapledger.contract.group.GroupRefused.GroupSnapshotNotFound;
import io.snapledger.contract.group.GroupRefused.NotFound;
import io.snapledger.contract.group.GroupRefused.SnapshotNotAvailable;
import io.snapledger.contract.group.GroupRefused.SourceGroupIsEmpty;
import io.snapledger.contract.group.GroupRefused.SourceTypeNotFound;
import io.snapledger.contract.group.GroupRefused.SourceVolumeStatusForbids;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates groups from group snapshots and from other groups. The group and every volume of it are
 * one decision in one transaction: all are asked for, or nothing is left.
 */
@Component
public class GroupFromSourceCommandHandler implements HandlesCommands {

    private final Aggregates<Group> aggregates;
    private final Groups groups;
    private final GroupSnapshots groupSnapshots;
    private final Snapshots snapshots;
    private final Volumes volumes;
    private final VolumeTypes volumeTypes;
    private final ResourceLocks locks;

    GroupFromSourceCommandHandler(
            Aggregates<Group> aggregates,
            Groups groups,
            GroupSnapshots groupSnapshots,
            Snapshots snapshots,
            Volumes volumes,
            VolumeTypes volumeTypes,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.groups = groups;
        this.groupSnapshots = groupSnapshots;
        this.snapshots = snapshots;
        this.volumes = volumes;
        this.volumeTypes = volumeTypes;
        this.locks = locks;
    }

    @CommandHandler
    public void handle(CreateGroupFromSource command) {
        Source source = sourceOf(command);
        List<VolumeTypeId> types =
                Stream.concat(
                                source.group().volumeTypeIds().stream(),
                                source.originals().stream().map(Original::volumeTypeId))
                        .distinct()
                        .toList();
        locks.shared(types);
        for (VolumeTypeId type : types) {
            if (!volumeTypes.exists(type)) {
                throw refused(new SourceTypeNotFound(type));
            }
        }
        // All that the new group takes of any quota: itself, and these volumes.
        List<VolumeFromSourceRequested> copies =
                source.originals().stream()
                        .map(original -> copy(original, command, source.group()))
                        .toList();
        aggregates.add(() -> new Group(request(command, source, types, copies)));
        copies.forEach(volumes::request);
    }

    private Source sourceOf(CreateGroupFromSource command) {
        GroupSnapshotId groupSnapshotId = command.groupSnapshotId();
        if (groupSnapshotId != null) {
            return ofGroupSnapshot(groupSnapshotId);
        }
        GroupId sourceGroupId = command.sourceGroupId();
        if (sourceGroupId != null) {
            return ofGroup(sourceGroupId);
        }
        throw new IllegalStateException("group " + command.id() + " has no source");
    }

    // The group snapshot's own status does not count, its members' does: cinder/group/api.py,
    // create_from_src(), and create_volume.py, SNAPSHOT_PROCEED_STATUS.
    private Source ofGroupSnapshot(GroupSnapshotId id) {
        // Shared: nobody deletes it, or its group, meanwhile.
        locks.shared(List.of(id));
        GroupSnapshotState groupSnapshot =
                groupSnapshots.find(id).orElseThrow(() -> refused(new GroupSnapshotNotFound(id)));
        GroupState group = lockedGroup(groupSnapshot.groupId());
        List<SnapshotState> members =
                groupSnapshot.members().stream()
                        .map(snapshots::find)
                        .flatMap(member -> member.stream())
                        .toList();
        if (members.isEmpty()) {
            throw refused(new GroupSnapshotIsEmpty(id));
        }
        for (SnapshotState member : members) {
            if (member.status() != SnapshotStatus.AVAILABLE) {
                throw refused(new SnapshotNotAvailable(member.id(), member.status()));
            }
        }
        return new Source(
                group,
                members.stream()
                        .map(member ->
                                new Original(
                                        member.id(), null, member.volumeTypeId(), member.sizeGib()))
                        .toList());
    }

    // Likewise: create_volume.py, SRC_VOL_PROCEED_STATUS.
    private Source ofGroup(GroupId id) {
        GroupState group = lockedGroup(id);
        if (group.volumes().isEmpty()) {
            throw refused(new SourceGroupIsEmpty(id));
        }
        List<VolumeState> members =
                group.volumes().stream().map(member -> volumes.find(member).orElseThrow()).toList();
        for (VolumeState member : members) {
            if (!member.status().allowsCopy()) {
                throw refused(new SourceVolumeStatusForbids(member.id(), member.status()));
            }
        }
        return new Source(
                group,
                members.stream()
                        .map(member ->
                                new Original(
                                        null, member.id(), member.volumeTypeId(), member.sizeGib()))
                        .toList());
    }

    // Shared: its volumes stay in it meanwhile, so none of them is deleted.
    private GroupState lockedGroup(GroupId id) {
        locks.shared(List.of(id));
        return groups.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    // Without a name, a description or metadata: cinder/group/api.py,
    // _create_group_from_group_snapshot().
    private static VolumeFromSourceRequested copy(
            Original original, CreateGroupFromSource command, GroupState source) {
        return new VolumeFromSourceRequested(
                new VolumeId(UUID.randomUUID()),
                command.projectId(),
                command.userId(),
                null,
                null,
                original.sizeGib(),
                original.volumeTypeId(),
                command.id(),
                original.snapshotId(),
                original.volumeId(),
                true,
                source.availabilityZone(),
                Map.of(),
                UUID.randomUUID(),
                StatusChange.to(null, VolumeStatus.CREATING.word()),
                command.at());
    }

    private static GroupFromSourceRequested request(
            CreateGroupFromSource command,
            Source source,
            List<VolumeTypeId> types,
            List<VolumeFromSourceRequested> copies) {
        return new GroupFromSourceRequested(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                source.group().groupTypeId(),
                types,
                source.group().availabilityZone(),
                command.groupSnapshotId(),
                command.sourceGroupId(),
                copies.stream()
                        .map(copy ->
                                new Member(
                                        copy.id(),
                                        copy.snapshotId(),
                                        copy.sourceVolumeId(),
                                        copy.sizeGib()))
                        .toList(),
                StatusChange.to(null, GroupStatus.CREATING.word()),
                command.at());
    }

    private static RefusedException refused(Refused refused) {
        return new RefusedException(refused);
    }

    /** Where the new group comes from: the group whose types it takes, and what is copied. */
    private record Source(GroupState group, List<Original> originals) {}

    /** One snapshot or volume to be copied. */
    private record Original(
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId volumeId,
            VolumeTypeId volumeTypeId,
            int sizeGib) {}
}
