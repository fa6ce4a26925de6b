package io.snapledger.command.group;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.group.domain.Group;
import io.snapledger.command.grouptype.GroupTypes;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.volume.Volumes;
import io.snapledger.command.volume.Volumes.VolumeState;
import io.snapledger.command.volumetype.VolumeTypes;
import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupCommand.UpdateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupRefused.AddedAndRemoved;
import io.snapledger.contract.group.GroupRefused.GroupTypeNotFound;
import io.snapledger.contract.group.GroupRefused.IsBeingCopied;
import io.snapledger.contract.group.GroupRefused.NotFound;
import io.snapledger.contract.group.GroupRefused.NothingToUpdate;
import io.snapledger.contract.group.GroupRefused.VolumeInOtherGroup;
import io.snapledger.contract.group.GroupRefused.VolumeInOtherProject;
import io.snapledger.contract.group.GroupRefused.VolumeKeepsGroup;
import io.snapledger.contract.group.GroupRefused.VolumeNotInGroup;
import io.snapledger.contract.group.GroupRefused.VolumeStatusForbids;
import io.snapledger.contract.group.GroupRefused.VolumeToAddNotFound;
import io.snapledger.contract.group.GroupRefused.VolumeTypeNotFound;
import io.snapledger.contract.group.GroupRefused.VolumeTypeNotInGroup;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.volume.VolumeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to groups. */
@Component
public class GroupCommandHandler implements HandlesCommands {

    private static final String GROUP_SNAPSHOT = "group-snapshot";
    private static final String SNAPSHOT = "snapshot";

    private final Aggregates<Group> aggregates;
    private final GroupTypes groupTypes;
    private final VolumeTypes volumeTypes;
    private final Volumes volumes;
    private final References references;
    private final GroupSources sources;
    private final ResourceLocks locks;
    private final DeadlineProperties deadline;

    GroupCommandHandler(
            Aggregates<Group> aggregates,
            GroupTypes groupTypes,
            VolumeTypes volumeTypes,
            Volumes volumes,
            References references,
            GroupSources sources,
            ResourceLocks locks,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.groupTypes = groupTypes;
        this.volumeTypes = volumeTypes;
        this.volumes = volumes;
        this.references = references;
        this.sources = sources;
        this.locks = locks;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(CreateGroup command) {
        List<ResourceId> types = new ArrayList<>(command.volumeTypeIds());
        types.add(command.groupTypeId());
        locks.shared(types);
        if (!groupTypes.exists(command.groupTypeId())) {
            throw new RefusedException(new GroupTypeNotFound(command.groupTypeId()));
        }
        for (var type : command.volumeTypeIds()) {
            if (!volumeTypes.exists(type)) {
                throw new RefusedException(new VolumeTypeNotFound(type));
            }
        }
        aggregates.add(() -> new Group(command));
    }

    // The order of the checks is upstream's: cinder/group/api.py, API.update().
    @CommandHandler
    public void handle(UpdateGroup command) {
        // The volumes before the group: nobody who has seen which group a volume is in, and shares
        // its lock, finds it in another one.
        locks.together(
                List.of(),
                Stream.concat(command.addVolumes().stream(), command.removeVolumes().stream())
                        .toList());
        locks.exclusive(command.id());
        Aggregate<Group> group = existing(command.id());
        List<VolumeId> both =
                command.addVolumes().stream().filter(command.removeVolumes()::contains).toList();
        if (!both.isEmpty()) {
            throw new RefusedException(new AddedAndRemoved(both));
        }
        List<VolumeId> members = group.invoke(Group::volumes);
        List<VolumeId> added =
                command.addVolumes().stream()
                        .distinct()
                        .filter(volume -> !members.contains(volume))
                        .toList();
        added.forEach(volume -> checkAddition(command.id(), group, volume));
        List<VolumeId> removed = command.removeVolumes().stream().distinct().toList();
        removed.forEach(volume -> checkRemoval(command.id(), members, volume));

        boolean renamed =
                group.invoke(found -> found.isRenamedBy(command.name(), command.description()));
        boolean changed = !added.isEmpty() || !removed.isEmpty();
        if (!renamed && !changed) {
            throw new RefusedException(new NothingToUpdate(command.id()));
        }
        if (changed) {
            group.execute(found -> found.changeVolumes(added, removed, command.at()));
            added.forEach(volume -> volumes.joinGroup(volume, command.id(), command.at()));
            removed.forEach(volume -> volumes.leaveGroup(volume, command.at()));
        }
        if (renamed) {
            group.execute(
                    found -> found.rename(command.name(), command.description(), command.at()));
        }
    }

    private void checkAddition(GroupId id, Aggregate<Group> group, VolumeId added) {
        VolumeState volume =
                volumes.find(added).orElseThrow(() -> refused(new VolumeToAddNotFound(id, added)));
        // Before upstream's question for its group: a stranger learns nothing of another project's
        // volume.
        if (!volume.projectId().equals(group.invoke(Group::projectId))) {
            throw refused(new VolumeInOtherProject(id, added));
        }
        GroupId other = volume.groupId();
        if (other != null) {
            throw refused(new VolumeInOtherGroup(id, added, other));
        }
        if (!group.invoke(Group::volumeTypeIds).contains(volume.volumeTypeId())) {
            throw refused(new VolumeTypeNotInGroup(id, added, volume.volumeTypeId()));
        }
        if (!volume.status().allowsJoiningGroup()) {
            throw refused(new VolumeStatusForbids(id, added, volume.status(), true));
        }
    }

    private void checkRemoval(GroupId id, List<VolumeId> members, VolumeId removed) {
        if (!members.contains(removed)) {
            throw refused(new VolumeNotInGroup(id, removed));
        }
        VolumeState volume = volumes.find(removed).orElseThrow();
        if (!volume.status().allowsLeavingGroup()) {
            throw refused(new VolumeStatusForbids(id, removed, volume.status(), false));
        }
    }

    @CommandHandler
    public void handle(DeleteGroup command) {
        locks.exclusive(command.id());
        Aggregate<Group> group = existing(command.id());
        List<VolumeId> members = group.invoke(Group::volumes);
        boolean hasGroupSnapshots = references.holds(command.id(), GROUP_SNAPSHOT);
        group.execute(found -> found.requestDeletion(command, hasGroupSnapshots));
        for (VolumeId member : members) {
            if (references.holds(member, SNAPSHOT)) {
                throw refused(new VolumeKeepsGroup(command.id(), member));
            }
        }
        if (sources.isBeingCopied(command.id())) {
            throw refused(new IsBeingCopied(command.id(), command.deleteVolumes()));
        }
        for (VolumeId member : members) {
            if (references.holds(member)) {
                throw refused(new VolumeKeepsGroup(command.id(), member));
            }
            volumes.requestDeletionWithGroup(
                    member, command.reason(), UUID.randomUUID(), command.at());
        }
    }

    @CommandHandler
    public void handle(ResetGroupStatus command) {
        locks.exclusive(command.id());
        Aggregate<Group> group = existing(command.id());
        List<VolumeId> members = group.invoke(Group::membersOfCreation);
        group.execute(found -> found.resetStatus(command));
        // Nobody waits for the rest any more: those that are copied need not wait either.
        members.forEach(member -> volumes.complete(member, command.at()));
    }

    @CommandHandler
    public void handle(FailOverdueGroup command) {
        locks.exclusive(command.id());
        Aggregate<Group> group = existing(command.id());
        if (group.invoke(found -> found.isOverdue(command))) {
            group.invoke(Group::membersOfCreation)
                    .forEach(member ->
                            volumes.giveUpCreation(member, deadline.reason(), command.at()));
            group.execute(found -> found.failOverdue(command, deadline.reason()));
        }
    }

    private Aggregate<Group> existing(GroupId id) {
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(Refused refused) {
        return new RefusedException(refused);
    }
}
