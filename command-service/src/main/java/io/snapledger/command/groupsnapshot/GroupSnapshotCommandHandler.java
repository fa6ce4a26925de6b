package io.snapledger.command.groupsnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.group.GroupSources;
import io.snapledger.command.group.Groups;
import io.snapledger.command.group.Groups.GroupState;
import io.snapledger.command.groupsnapshot.domain.GroupSnapshot;
import io.snapledger.command.grouptype.GroupTypes;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.snapshot.Snapshots;
import io.snapledger.command.volume.Volumes;
import io.snapledger.command.volume.Volumes.VolumeState;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.FailOverdueGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.RecordGroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupNotFound;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupNotReady;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupTypeReserved;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.NotFound;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.StatusForbids;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeHasNoHost;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeMigrates;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeStatusForbids;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeStatus;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/**
 * Takes commands to group snapshots. The members change with the group snapshot in one transaction,
 * and before it in the event log: who sees it available may rely on them.
 */
@Component
public class GroupSnapshotCommandHandler implements HandlesCommands {

    private final Aggregates<GroupSnapshot> aggregates;
    private final Snapshots snapshots;
    private final Groups groups;
    private final GroupSources sources;
    private final References references;
    private final GroupTypes groupTypes;
    private final Volumes volumes;
    private final ResourceLocks locks;
    private final DeadlineProperties deadline;

    GroupSnapshotCommandHandler(
            Aggregates<GroupSnapshot> aggregates,
            Snapshots snapshots,
            Groups groups,
            GroupSources sources,
            References references,
            GroupTypes groupTypes,
            Volumes volumes,
            ResourceLocks locks,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.snapshots = snapshots;
        this.groups = groups;
        this.sources = sources;
        this.references = references;
        this.groupTypes = groupTypes;
        this.volumes = volumes;
        this.locks = locks;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(CreateGroupSnapshot command) {
        // Shared: many may snapshot a group at once, while nobody deletes it or changes its
        // members.
        locks.shared(List.of(command.groupId()));
        GroupState group =
                groups.find(command.groupId())
                        .orElseThrow(() -> refused(new GroupNotFound(command.groupId())));
        if (groupTypes.isReserved(group.groupTypeId())) {
            throw refused(new GroupTypeReserved(group.groupTypeId()));
        }
        if (group.going()
                || group.volumes().isEmpty()
                || group.status() == GroupStatus.CREATING
                || group.status() == GroupStatus.UPDATING) {
            throw refused(new GroupNotReady(command.groupId()));
        }
        List<VolumeState> sources =
                group.volumes().stream().map(id -> volumes.find(id).orElseThrow()).toList();
        for (VolumeState volume : sources) {
            if (!volume.hasHost()) {
                throw refused(new VolumeHasNoHost(volume.id()));
            }
            if (volume.migrating() && volume.status() != VolumeStatus.MAINTENANCE) {
                throw refused(new VolumeMigrates(volume.id()));
            }
            if (!volume.status().allowsSnapshot()) {
                throw refused(new VolumeStatusForbids(volume.id(), volume.status()));
            }
        }
        request(command, group, sources);
    }

    private void request(CreateGroupSnapshot command, GroupState group, List<VolumeState> sources) {
        List<SnapshotRequested> requests =
                sources.stream().map(volume -> requestFor(command, volume)).toList();
        List<Member> members =
                requests.stream()
                        .map(each -> new Member(each.id(), each.volumeId(), each.sizeGib()))
                        .toList();
        requests.forEach(snapshots::request);
        aggregates.add(() -> new GroupSnapshot(command, group.groupTypeId(), members));
    }

    private static SnapshotRequested requestFor(CreateGroupSnapshot command, VolumeState volume) {
        return new SnapshotRequested(
                new SnapshotId(UUID.randomUUID()),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                volume.id(),
                volume.sizeGib(),
                volume.volumeTypeId(),
                command.id(),
                command.workId(),
                StatusChange.to(null, SnapshotStatus.CREATING.word()),
                command.at());
    }

    @CommandHandler
    public void handle(DeleteGroupSnapshot command) {
        locks.exclusive(command.id());
        Aggregate<GroupSnapshot> groupSnapshot = existing(command.id());
        List<Member> left =
                groupSnapshot.invoke(GroupSnapshot::members).stream()
                        .filter(member -> snapshots.exists(member.snapshotId()))
                        .toList();
        if (isBeingCopied(command.id(), left)) {
            throw refused(
                    new StatusForbids(
                            command.id(), "delete", groupSnapshot.invoke(GroupSnapshot::status)));
        }
        groupSnapshot.execute(found -> found.requestDeletion(command, left));
        for (Member member : left) {
            snapshots.requestDeletion(
                    member.snapshotId(), command.reason(), command.workId(), command.at());
        }
    }

    // A group's status can be set by hand while its volumes are still being copied.
    private boolean isBeingCopied(GroupSnapshotId id, List<Member> members) {
        return sources.isBeingCopied(id)
                || members.stream().anyMatch(member -> references.holds(member.snapshotId()));
    }

    @CommandHandler
    public void handle(ResetGroupSnapshotStatus command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(found -> found.resetStatus(command));
    }

    @CommandHandler
    public void handle(RecordGroupSnapshotOutcome command) {
        locks.exclusive(command.id());
        Aggregate<GroupSnapshot> groupSnapshot = existing(command.id());
        var outcome = command.outcome();
        List<MemberResult> results =
                outcome.members().stream()
                        .filter(member ->
                                snapshots.record(
                                                member.snapshotId(),
                                                outcome.workId(),
                                                member.result(),
                                                command.at())
                                        || !member.result().succeeded())
                        .toList();
        groupSnapshot.execute(found -> found.record(outcome.workId(), results, command.at()));
    }

    @CommandHandler
    public void handle(FailOverdueGroupSnapshot command) {
        locks.exclusive(command.id());
        Aggregate<GroupSnapshot> groupSnapshot = existing(command.id());
        if (groupSnapshot.invoke(found -> found.isOverdue(command))) {
            for (Member member : groupSnapshot.invoke(GroupSnapshot::members)) {
                snapshots.giveUp(member.snapshotId(), deadline.reason(), command.at());
            }
            groupSnapshot.execute(found -> found.failOverdue(command, deadline.reason()));
        }
    }

    private Aggregate<GroupSnapshot> existing(GroupSnapshotId id) {
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(Refused refused) {
        return new RefusedException(refused);
    }
}
