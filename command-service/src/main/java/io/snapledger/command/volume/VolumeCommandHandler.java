package io.snapledger.command.volume;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.group.Groups;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.snapshot.Snapshots;
import io.snapledger.command.snapshot.Snapshots.SnapshotState;
import io.snapledger.command.volume.domain.Volume;
import io.snapledger.command.volume.domain.Volume.Settled;
import io.snapledger.command.volumetype.VolumeTypes;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeCommand.ChangeVolumeMetadata;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeCommand.UpdateVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused.NotFound;
import io.snapledger.contract.volume.VolumeRefused.SnapshotInGroupSnapshot;
import io.snapledger.contract.volume.VolumeRefused.VolumeTypeNotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes commands to volumes. */
@Component
public class VolumeCommandHandler implements HandlesCommands {

    private static final String SNAPSHOT = "snapshot";

    private final Aggregates<Volume> aggregates;
    private final VolumeTypes volumeTypes;
    private final Groups groups;
    private final Volumes volumes;
    private final GroupEntry groupEntry;
    private final Snapshots snapshots;
    private final References references;
    private final ResourceLocks locks;
    private final DeadlineProperties deadline;

    VolumeCommandHandler(
            Aggregates<Volume> aggregates,
            VolumeTypes volumeTypes,
            Groups groups,
            Volumes volumes,
            GroupEntry groupEntry,
            Snapshots snapshots,
            References references,
            ResourceLocks locks,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.volumeTypes = volumeTypes;
        this.groups = groups;
        this.volumes = volumes;
        this.groupEntry = groupEntry;
        this.snapshots = snapshots;
        this.references = references;
        this.locks = locks;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(CreateVolume command) {
        GroupId group = command.groupId();
        if (group != null) {
            locks.exclusive(group);
        }
        locks.shared(List.<ResourceId>of(command.volumeTypeId()));
        if (!volumeTypes.exists(command.volumeTypeId())) {
            throw new RefusedException(new VolumeTypeNotFound(command.volumeTypeId()));
        }
        if (group != null) {
            groupEntry.enter(command.id(), command.volumeTypeId(), group, command.at());
        }
        aggregates.add(() -> new Volume(command));
    }

    @CommandHandler
    public void handle(DeleteVolume command) {
        locks.exclusive(command.id());
        Aggregate<Volume> volume = existing(command.id());
        List<SnapshotState> goingToo = command.cascade() ? snapshotsOf(command.id()) : List.of();
        boolean held =
                command.cascade()
                        ? references.holdsForOthersThan(command.id(), SNAPSHOT)
                                || goingToo.stream()
                                        .anyMatch(snapshot -> stays(snapshot, command, volume))
                        : references.holds(command.id());
        volume.execute(found ->
                found.requestDeletion(
                        command, held, goingToo.stream().map(SnapshotState::id).toList()));
        for (SnapshotState snapshot : goingToo) {
            if (snapshot.partOfGroupSnapshot()) {
                throw new RefusedException(
                        new SnapshotInGroupSnapshot(command.id(), snapshot.id()));
            }
            snapshots.requestDeletion(
                    snapshot.id(), command.reason(), UUID.randomUUID(), command.at());
        }
    }

    private List<SnapshotState> snapshotsOf(VolumeId volume) {
        return references.holdersOf(volume, SNAPSHOT).stream()
                .map(SnapshotId::new)
                .map(snapshots::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean stays(SnapshotState snapshot, DeleteVolume command, Aggregate<Volume> volume) {
        return !command.force()
                && (!snapshot.status().allowsDeletion()
                        || references.holds(snapshot.id())
                        || (!command.othersSnapshotsToo()
                                && !snapshot.projectId().equals(volume.invoke(Volume::projectId))));
    }

    @CommandHandler
    public void handle(UpdateVolume command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(volume -> volume.update(command));
    }

    @CommandHandler
    public void handle(ChangeVolumeMetadata command) {
        locks.exclusive(command.id());
        existing(command.id())
                .execute(volume -> volume.changeMetadata(command.change(), command.at()));
    }

    @CommandHandler
    public void handle(ExtendVolume command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(volume -> volume.requestExtension(command));
    }

    @CommandHandler
    public void handle(ResetVolumeStatus command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(volume -> volume.resetStatus(command));
    }

    @CommandHandler
    public void handle(RecordVolumeOutcome command) {
        settle(
                command.id(),
                command.at(),
                command.outcome().result().reason(),
                volume -> volume.record(command));
    }

    @CommandHandler
    public void handle(FailOverdueVolume command) {
        settle(
                command.id(),
                command.at(),
                deadline.reason(),
                volume -> volume.failOverdue(command, deadline.reason()));
    }

    // A group being deleted goes with its last volume, and fails with the first that cannot go. A
    // group
    // being created from a source is there with its last volume, and fails with the first that
    // cannot be made.
    private void settle(
            VolumeId id, Instant at, @Nullable String reason, Function<Volume, Settled> step) {
        locks.exclusive(id);
        Aggregate<Volume> volume = existing(id);
        @Nullable GroupId group = volume.invoke(Volume::groupId);
        if (group == null) {
            volume.invoke(step);
            return;
        }
        locks.exclusive(group);
        switch (volume.invoke(step)) {
            case NOTHING -> {}
            case COPIED -> copied(group, volume, id, at);
            case CREATION_FAILED ->
                    creationFailed(
                            group,
                            "volume %s could not be made: %s"
                                    .formatted(
                                            id,
                                            reason == null ? "the agent gave no reason" : reason),
                            at);
            case DELETED -> groups.volumeDeleted(group, id, at);
            case DELETION_FAILED -> groups.volumeDeletionFailed(group, id, at);
        }
    }

    private void copied(GroupId group, Aggregate<Volume> volume, VolumeId id, Instant at) {
        if (!groups.isAwaiting(group, id)) {
            // An administrator, or a deadline, has ended the group's wait.
            volume.execute(found -> found.complete(at));
        } else if (groups.volumeCopied(group, id, at)) {
            groups.membersOfCreation(group).forEach(member -> volumes.complete(member, at));
            groups.completeCreation(group, at);
        }
    }

    private void creationFailed(GroupId group, String reason, Instant at) {
        List<VolumeId> members = groups.membersOfCreation(group);
        if (!members.isEmpty()) {
            members.forEach(member -> volumes.giveUpCreation(member, reason, at));
            groups.failCreation(group, reason, at);
        }
    }

    private Aggregate<Volume> existing(VolumeId id) {
        return aggregates.existing(id, NotFound::new);
    }
}
