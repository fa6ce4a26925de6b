package io.snapledger.command.group.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupCreationFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupDeletionFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeletionRequested;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.GroupOverdue;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import io.snapledger.contract.group.GroupEvent.Member;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupRefused.HasGroupSnapshots;
import io.snapledger.contract.group.GroupRefused.HasVolumes;
import io.snapledger.contract.group.GroupRefused.NotAvailable;
import io.snapledger.contract.group.GroupRefused.StatusForbidsDeletion;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A generic volume group: knows its volumes and which types it takes. */
@AggregateRoot(type = "group")
public class Group {

    private Set<VolumeId> volumes = new LinkedHashSet<>();

    @AggregateIdentifier private GroupId id;
    private String projectId;
    private String availabilityZone;
    private @Nullable String name;
    private @Nullable String description;
    private GroupTypeId groupTypeId;
    private List<VolumeTypeId> volumeTypeIds;
    private GroupStatus status;
    private Instant since;
    // Its volumes are being deleted: more than a status, which an administrator can set by hand.
    private boolean going;

    // What its creation from a source waits for; null if nothing is waited for.
    private @Nullable Creation creation;

    private record Creation(List<VolumeId> members, Set<VolumeId> left) {}

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected Group() {}

    @SuppressWarnings("NullAway.Init")
    public Group(CreateGroup command) {
        apply(
                new GroupCreated(
                        command.id(),
                        command.projectId(),
                        command.userId(),
                        command.name(),
                        command.description(),
                        command.groupTypeId(),
                        command.volumeTypeIds(),
                        command.availabilityZone(),
                        StatusChange.to(null, GroupStatus.AVAILABLE.word()),
                        command.at()));
    }

    @SuppressWarnings("NullAway.Init")
    public Group(GroupFromSourceRequested requested) {
        apply(requested);
    }

    /** The volumes it is being created with; empty if no creation is waited for. */
    public List<VolumeId> membersOfCreation() {
        return creation == null ? List.of() : creation.members();
    }

    /** Whether it is being created with that volume, which is not copied yet. */
    public boolean isAwaiting(VolumeId volume) {
        return creation != null && creation.left().contains(volume);
    }

    /**
     * One of the volumes it is being created with is copied.
     *
     * @return whether it was the last
     */
    public boolean volumeCopied(VolumeId volume, Instant at) {
        apply(new GroupVolumeCopied(id, projectId, volume, at));
        return creation != null && creation.left().isEmpty();
    }

    /** All the volumes it is being created with are there. */
    public void completeCreation(Instant at) {
        apply(new GroupCompleted(id, projectId, change(GroupStatus.AVAILABLE, null), at));
    }

    /** One of the volumes it is being created with could not be made. */
    public void failCreation(String reason, Instant at) {
        apply(new GroupCreationFailed(id, projectId, change(GroupStatus.ERROR, reason), at));
    }

    /** Whether these would be another name or description; null stands for "as it is". */
    public boolean isRenamedBy(@Nullable String newName, @Nullable String newDescription) {
        return (newName != null && !newName.equals(name))
                || (newDescription != null && !newDescription.equals(description));
    }

    public void rename(@Nullable String newName, @Nullable String newDescription, Instant at) {
        apply(
                new GroupRenamed(
                        id,
                        projectId,
                        newName == null ? name : newName,
                        newDescription == null ? description : newDescription,
                        at));
    }

    /** Changes its members; only an available group does. */
    public void changeVolumes(List<VolumeId> added, List<VolumeId> removed, Instant at) {
        if (status != GroupStatus.AVAILABLE) {
            throw new RefusedException(new NotAvailable(id, status));
        }
        apply(new GroupVolumesChanged(id, projectId, added, removed, at));
    }

    /** Takes in a volume that is born into it, whatever its status. */
    public void addVolume(VolumeId volume, Instant at) {
        apply(new GroupVolumesChanged(id, projectId, List.of(volume), List.of(), at));
    }

    /**
     * Asks for its end.
     *
     * @param hasGroupSnapshots what the look-up says
     */
    // The order of the checks is upstream's: cinder/group/api.py, API.delete().
    public void requestDeletion(DeleteGroup command, boolean hasGroupSnapshots) {
        if (!command.deleteVolumes()
                && status != GroupStatus.AVAILABLE
                && status != GroupStatus.ERROR) {
            throw new RefusedException(new StatusForbidsDeletion(id, status));
        }
        if (hasGroupSnapshots) {
            throw new RefusedException(new HasGroupSnapshots(id));
        }
        if (!volumes.isEmpty() && !command.deleteVolumes()) {
            throw new RefusedException(new HasVolumes(id));
        }
        apply(
                new GroupDeletionRequested(
                        id,
                        projectId,
                        List.copyOf(volumes),
                        change(GroupStatus.DELETING, command.reason()),
                        command.at()));
        endIfEmpty(command.at());
    }

    /** One of its volumes is gone for good. */
    public void volumeDeleted(VolumeId volume, Instant at) {
        apply(new GroupVolumesChanged(id, projectId, List.of(), List.of(volume), at));
        endIfEmpty(at);
    }

    /** One of its volumes could not be deleted; a group that waited for that fails with it. */
    public void volumeDeletionFailed(VolumeId volume, Instant at) {
        if (status == GroupStatus.DELETING) {
            apply(
                    new GroupDeletionFailed(
                            id,
                            projectId,
                            change(GroupStatus.ERROR, "volume " + volume + " could not be deleted"),
                            at));
        }
    }

    private void endIfEmpty(Instant at) {
        if (status == GroupStatus.DELETING && volumes.isEmpty()) {
            apply(new GroupDeleted(id, projectId, change(GroupStatus.DELETED, null), at));
        }
    }

    public void resetStatus(ResetGroupStatus command) {
        apply(
                new GroupStatusReset(
                        id, projectId, change(command.status(), command.reason()), command.at()));
    }

    /** Whether the wait that the command names still goes on. */
    public boolean isOverdue(FailOverdueGroup command) {
        return status == command.status() && since.equals(command.since());
    }

    /** Ends a wait that has lasted too long. */
    public void failOverdue(FailOverdueGroup command, String reason) {
        if (isOverdue(command)) {
            apply(new GroupOverdue(id, projectId, change(GroupStatus.ERROR, reason), command.at()));
        }
    }

    private StatusChange change(GroupStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(GroupEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = GroupStatus.of(changed.change().to()).orElseThrow();
            since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        }
        switch (event) {
            case GroupCreated created -> {
                name = created.name();
                description = created.description();
                groupTypeId = created.groupTypeId();
                volumeTypeIds = created.volumeTypeIds();
                availabilityZone = created.availabilityZone();
            }
            case GroupFromSourceRequested requested -> {
                name = requested.name();
                description = requested.description();
                groupTypeId = requested.groupTypeId();
                volumeTypeIds = requested.volumeTypeIds();
                availabilityZone = requested.availabilityZone();
                List<VolumeId> members =
                        requested.members().stream().map(Member::volumeId).toList();
                volumes.addAll(members);
                creation = new Creation(members, new HashSet<>(members));
            }
            case GroupVolumeCopied copied -> {
                if (creation != null) {
                    creation.left().remove(copied.volumeId());
                }
            }
            case GroupCompleted _, GroupCreationFailed _ -> creation = null;
            case GroupRenamed renamed -> {
                name = renamed.name();
                description = renamed.description();
            }
            case GroupVolumesChanged changed -> {
                volumes.addAll(changed.added());
                changed.removed().forEach(volumes::remove);
            }
            case GroupDeletionRequested _ -> {
                going = true;
                creation = null;
            }
            case GroupDeletionFailed _, GroupStatusReset _, GroupOverdue _ -> {
                going = false;
                creation = null;
            }
            case GroupDeleted _ -> markDeleted();
        }
    }

    public String projectId() {
        return projectId;
    }

    public String availabilityZone() {
        return availabilityZone;
    }

    public GroupTypeId groupTypeId() {
        return groupTypeId;
    }

    public List<VolumeTypeId> volumeTypeIds() {
        return volumeTypeIds;
    }

    public GroupStatus status() {
        return status;
    }

    /** Whether its deletion is really under way. */
    public boolean isGoing() {
        return going;
    }

    public List<VolumeId> volumes() {
        return List.copyOf(volumes);
    }
}
