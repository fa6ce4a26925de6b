package io.snapledger.command.volume.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused.StateForbids;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A volume: made and removed by an agent, a member of one group at most. */
@AggregateRoot(type = "volume")
public class Volume {

    @AggregateIdentifier private VolumeId id;
    private String projectId;
    private VolumeTypeId volumeTypeId;
    private int sizeGib;
    private VolumeStatus status;
    private Instant since;
    private @Nullable GroupId groupId;
    private boolean made;
    // It is created together with a group, and shows itself with it.
    private boolean withGroup;
    // The storage work whose outcome is waited for; no other outcome changes anything.
    private @Nullable UUID awaitedWork;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected Volume() {}

    @SuppressWarnings("NullAway.Init")
    public Volume(CreateVolume command) {
        apply(
                new VolumeRequested(
                        command.id(),
                        command.projectId(),
                        command.userId(),
                        command.name(),
                        command.description(),
                        command.sizeGib(),
                        command.volumeTypeId(),
                        command.groupId(),
                        command.availabilityZone(),
                        command.metadata(),
                        command.workId(),
                        StatusChange.to(null, VolumeStatus.CREATING.word()),
                        command.at()));
    }

    @SuppressWarnings("NullAway.Init")
    public Volume(VolumeFromSourceRequested requested) {
        apply(requested);
    }

    /**
     * Asks for its removal by itself: it must be in no group and have no snapshots.
     *
     * @param hasSnapshots what the look-up says
     */
    public void requestDeletion(
            boolean hasSnapshots, @Nullable String reason, UUID workId, Instant at) {
        if (!status.allowsDeletion() || groupId != null || hasSnapshots) {
            throw new RefusedException(new StateForbids(id, "delete", status));
        }
        delete(reason, workId, at);
    }

    /** Asks for its removal together with its group, whatever its status. */
    public void requestDeletionWithGroup(@Nullable String reason, UUID workId, Instant at) {
        delete(reason, workId, at);
    }

    private void delete(@Nullable String reason, UUID workId, Instant at) {
        apply(
                new VolumeDeletionRequested(
                        id, projectId, workId, change(VolumeStatus.DELETING, reason), at));
    }

    public void resetStatus(ResetVolumeStatus command) {
        apply(
                new VolumeStatusReset(
                        id, projectId, change(command.status(), command.reason()), command.at()));
    }

    public void joinGroup(GroupId group, Instant at) {
        apply(new VolumeGroupChanged(id, projectId, group, at));
    }

    public void leaveGroup(Instant at) {
        apply(new VolumeGroupChanged(id, projectId, null, at));
    }

    /** Takes an agent's word; one that is late, repeated or about other work changes nothing. */
    public Settled record(RecordVolumeOutcome command) {
        var outcome = command.outcome();
        var result = outcome.result();
        if (!outcome.workId().equals(awaitedWork)) {
            return Settled.NOTHING;
        }
        if (status == VolumeStatus.CREATING) {
            if (!result.succeeded()) {
                return failCreation(reasonOf(result.reason()), command.at());
            }
            if (withGroup) {
                apply(
                        new VolumeCopied(
                                id,
                                projectId,
                                outcome.agent(),
                                result.providerLocation(),
                                command.at()));
                return Settled.COPIED;
            }
            apply(
                    new VolumeCreated(
                            id,
                            projectId,
                            outcome.agent(),
                            result.providerLocation(),
                            change(VolumeStatus.AVAILABLE, null),
                            command.at()));
            return Settled.NOTHING;
        }
        if (result.succeeded()) {
            apply(
                    new VolumeDeleted(
                            id, projectId, change(VolumeStatus.DELETED, null), command.at()));
            return Settled.DELETED;
        }
        failDeletion(reasonOf(result.reason()), command.at());
        return Settled.DELETION_FAILED;
    }

    /** Ends a wait that has lasted too long. */
    public Settled failOverdue(FailOverdueVolume command, String reason) {
        if (status != command.status() || !since.equals(command.since())) {
            return Settled.NOTHING;
        }
        if (status == VolumeStatus.CREATING) {
            return failCreation(reason, command.at());
        }
        failDeletion(reason, command.at());
        return Settled.DELETION_FAILED;
    }

    /** Shows itself, if it is copied and waits for its group only. */
    public void complete(Instant at) {
        if (status == VolumeStatus.CREATING && made) {
            apply(new VolumeCompleted(id, projectId, change(VolumeStatus.AVAILABLE, null), at));
        }
    }

    /** Is given up together with the group it was to be created with, if it still waits. */
    public void giveUpCreation(String reason, Instant at) {
        if (status == VolumeStatus.CREATING) {
            failCreation(reason, at);
        }
    }

    private Settled failCreation(String reason, Instant at) {
        apply(new VolumeCreationFailed(id, projectId, change(VolumeStatus.ERROR, reason), at));
        return withGroup ? Settled.CREATION_FAILED : Settled.NOTHING;
    }

    private void failDeletion(String reason, Instant at) {
        apply(
                new VolumeDeletionFailed(
                        id, projectId, change(VolumeStatus.ERROR_DELETING, reason), at));
    }

    private static String reasonOf(@Nullable String reason) {
        return reason == null ? "the agent gave no reason" : reason;
    }

    private StatusChange change(VolumeStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(VolumeEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = VolumeStatus.of(changed.change().to()).orElseThrow();
            since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        }
        switch (event) {
            case VolumeRequested requested -> {
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                groupId = requested.groupId();
                awaitedWork = requested.workId();
            }
            case VolumeFromSourceRequested requested -> {
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                groupId = requested.groupId();
                withGroup = requested.withGroup();
                awaitedWork = requested.workId();
            }
            case VolumeDeletionRequested requested -> awaitedWork = requested.workId();
            case VolumeCopied _ -> {
                made = true;
                awaitedWork = null;
            }
            case VolumeCompleted _ -> awaitedWork = null;
            case VolumeCreated _ -> {
                made = true;
                awaitedWork = null;
            }
            case VolumeCreationFailed _, VolumeDeletionFailed _, VolumeStatusReset _ ->
                    awaitedWork = null;
            case VolumeGroupChanged changed -> groupId = changed.groupId();
            case VolumeDeleted _ -> markDeleted();
        }
    }

    public String projectId() {
        return projectId;
    }

    public VolumeTypeId volumeTypeId() {
        return volumeTypeId;
    }

    public int sizeGib() {
        return sizeGib;
    }

    /** Whether an agent has made it, so that a backend keeps it. */
    public boolean hasHost() {
        return made;
    }

    public VolumeStatus status() {
        return status;
    }

    public @Nullable GroupId groupId() {
        return groupId;
    }

    /** What an outcome or a deadline meant for the group the volume is in. */
    public enum Settled {
        NOTHING,
        COPIED,
        CREATION_FAILED,
        DELETED,
        DELETION_FAILED
    }
}
