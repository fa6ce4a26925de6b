package io.snapledger.command.volume.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.NewMigration;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeCommand.UpdateVolume;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeAttachmentReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeCascadeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMetadataChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMigrationReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeRenamed;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused.HeldByOthers;
import io.snapledger.contract.volume.VolumeRefused.InMaintenance;
import io.snapledger.contract.volume.VolumeRefused.NotLarger;
import io.snapledger.contract.volume.VolumeRefused.StateForbids;
import io.snapledger.contract.volume.VolumeRefused.StatusForbidsExtension;
import io.snapledger.contract.volume.VolumeRefused.StatusForbidsMetadata;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private @Nullable String name;
    private @Nullable String description;
    private Map<String, String> metadata;
    private int sizeGib;
    private VolumeStatus status;
    private Instant since;
    private @Nullable GroupId groupId;
    private boolean attached;
    private @Nullable MigrationStatus migration;
    private boolean made;
    // It is created together with a group, and shows itself with it.
    private boolean withGroup;
    // Its snapshots that go before it.
    private Set<SnapshotId> cascade = Set.of();
    // What storage was asked for. A status set by hand, or by a deadline, recalls none of it: its
    // outcome still says what there is.
    private @Nullable UUID creation;
    private @Nullable UUID lastExtension;
    private Map<UUID, Extension> extensions = new LinkedHashMap<>();
    private @Nullable UUID lastDeletion;
    private Set<UUID> deletions = new LinkedHashSet<>();

    // One that is given up was said to have failed, or was waited for too long: nobody counts on
    // it, but it may still be done.
    private record Extension(int sizeGib, VolumeStatus before, boolean givenUp) {

        Extension giveUp() {
            return new Extension(sizeGib, before, true);
        }
    }

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
     * Asks for its removal, by itself or with its snapshots.
     *
     * @param held whether anything needs it that does not go with it
     * @param snapshots those that go with it
     */
    public void requestDeletion(DeleteVolume command, boolean held, List<SnapshotId> snapshots) {
        if (groupId != null
                || held
                || attached
                || isMigrating()
                || (!command.force() && !status.allowsDeletion())) {
            throw new RefusedException(
                    command.force()
                            ? new HeldByOthers(id)
                            : new StateForbids(id, "delete", status));
        }
        if (snapshots.isEmpty()) {
            delete(command.reason(), command.workId(), command.at());
        } else {
            apply(
                    new VolumeCascadeRequested(
                            id,
                            projectId,
                            snapshots,
                            change(VolumeStatus.DELETING, command.reason()),
                            command.at()));
        }
    }

    /** The last of its snapshots is gone; if that was waited for, so goes the volume. */
    public void snapshotsGone(UUID workId, Instant at) {
        if (!cascade.isEmpty()) {
            delete(null, workId, at);
        }
    }

    /** One of its snapshots could not be dropped; if that was waited for, the volume stays. */
    public void snapshotStays(SnapshotId snapshot, Instant at) {
        if (cascade.contains(snapshot)) {
            failDeletion("snapshot " + snapshot + " could not be deleted", at);
        }
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

    /** Sets by hand what it is said to be. */
    public void resetStatus(ResetVolumeStatus command) {
        VolumeStatus asked = command.status();
        if (asked != null) {
            apply(
                    new VolumeStatusReset(
                            id, projectId, change(asked, command.reason()), command.at()));
        }
        Boolean isAttached = command.attached();
        if (isAttached != null) {
            apply(
                    new VolumeAttachmentReset(
                            id, projectId, isAttached, command.reason(), command.at()));
        }
        NewMigration newMigration = command.migration();
        if (newMigration != null) {
            MigrationStatus where = newMigration.status();
            apply(
                    new VolumeMigrationReset(
                            id,
                            projectId,
                            where == null ? null : where.word(),
                            command.reason(),
                            command.at()));
        }
    }

    /** Gives it another name, description or metadata. */
    public void update(UpdateVolume command) {
        if (status == VolumeStatus.MAINTENANCE) {
            throw new RefusedException(new InMaintenance(id));
        }
        String newName = NewText.over(name, command.name());
        String newDescription = NewText.over(description, command.description());
        if (!Objects.equals(newName, name) || !Objects.equals(newDescription, description)) {
            apply(new VolumeRenamed(id, projectId, newName, newDescription, command.at()));
        }
        Map<String, String> entries = command.metadata();
        if (entries != null) {
            applyMetadata(MetadataChange.replacingAllBy(entries), command.at());
        }
    }

    public void changeMetadata(MetadataChange change, Instant at) {
        if (status == VolumeStatus.MAINTENANCE || status == VolumeStatus.UPLOADING) {
            throw new RefusedException(
                    new StatusForbidsMetadata(id, status, !change.removes().isEmpty()));
        }
        applyMetadata(change, at);
    }

    private void applyMetadata(MetadataChange change, Instant at) {
        Map<String, String> after = change.appliedTo(metadata);
        if (!after.equals(metadata)) {
            apply(new VolumeMetadataChanged(id, projectId, after, at));
        }
    }

    /** Asks for a larger one. */
    public void requestExtension(ExtendVolume command) {
        if (command.sizeGib() <= sizeGib) {
            throw new RefusedException(new NotLarger(id, sizeGib, command.sizeGib()));
        }
        VolumeStatus wanted = command.inUse() ? VolumeStatus.IN_USE : VolumeStatus.AVAILABLE;
        if (status != wanted) {
            throw new RefusedException(new StatusForbidsExtension(id, status, wanted));
        }
        apply(
                new VolumeExtensionRequested(
                        id,
                        projectId,
                        command.sizeGib(),
                        Math.max(command.sizeGib(), chargedGib(sizeGib, null)),
                        command.workId(),
                        change(VolumeStatus.EXTENDING, null),
                        command.at()));
    }

    public void joinGroup(GroupId group, Instant at) {
        apply(new VolumeGroupChanged(id, projectId, group, at));
    }

    public void leaveGroup(Instant at) {
        apply(new VolumeGroupChanged(id, projectId, null, at));
    }

    /** Takes an agent's word on work that it was asked for; on any other it changes nothing. */
    public Settled record(RecordVolumeOutcome command) {
        UUID workId = command.outcome().workId();
        WorkResult result = command.outcome().result();
        if (deletions.contains(workId)) {
            return recordDeletion(workId, result, command.at());
        }
        Extension extension = extensions.get(workId);
        if (extension != null) {
            recordExtension(workId, extension, result, command.at());
        } else if (workId.equals(creation)) {
            return recordCreation(command.outcome().agent(), result, command.at());
        }
        return Settled.NOTHING;
    }

    private Settled recordCreation(AgentIdentity agent, WorkResult result, Instant at) {
        if (!result.succeeded()) {
            if (!status.claimsNothing()) {
                failCreation(reasonOf(result.reason()), at);
            }
            return withGroup ? Settled.CREATION_FAILED : Settled.NOTHING;
        }
        if (withGroup && status == VolumeStatus.CREATING) {
            apply(new VolumeCopied(id, projectId, agent, result.providerLocation(), at));
            return Settled.COPIED;
        }
        VolumeStatus after = status == VolumeStatus.CREATING ? VolumeStatus.AVAILABLE : status;
        apply(
                new VolumeCreated(
                        id, projectId, agent, result.providerLocation(), change(after, null), at));
        return withGroup ? Settled.COPIED : Settled.NOTHING;
    }

    private void recordExtension(UUID workId, Extension extension, WorkResult result, Instant at) {
        boolean waitedFor = status == VolumeStatus.EXTENDING && workId.equals(lastExtension);
        if (result.succeeded()) {
            VolumeStatus after = waitedFor ? extension.before() : status;
            int grown = Math.max(sizeGib, extension.sizeGib());
            apply(
                    new VolumeExtended(
                            id,
                            projectId,
                            grown,
                            chargedGib(grown, workId),
                            workId,
                            change(after, null),
                            at));
        } else if (!extension.givenUp()) {
            failExtension(
                    workId,
                    waitedFor ? VolumeStatus.ERROR_EXTENDING : status,
                    reasonOf(result.reason()),
                    at);
        }
    }

    private Settled recordDeletion(UUID workId, WorkResult result, Instant at) {
        if (result.succeeded()) {
            apply(new VolumeDeleted(id, projectId, change(VolumeStatus.DELETED, null), at));
            return Settled.DELETED;
        }
        if (!workId.equals(lastDeletion)) {
            return Settled.NOTHING;
        }
        if (status == VolumeStatus.DELETING) {
            failDeletion(reasonOf(result.reason()), at);
        }
        return Settled.DELETION_FAILED;
    }

    /** Ends a wait that has lasted too long. */
    public Settled failOverdue(FailOverdueVolume command, String reason) {
        if (status != command.status() || !since.equals(command.since())) {
            return Settled.NOTHING;
        }
        if (status == VolumeStatus.DELETING) {
            failDeletion(reason, command.at());
            return Settled.DELETION_FAILED;
        }
        if (status == VolumeStatus.EXTENDING) {
            failExtension(lastExtension, VolumeStatus.ERROR_EXTENDING, reason, command.at());
            return Settled.NOTHING;
        }
        return failCreation(reason, command.at());
    }

    private void failExtension(
            @Nullable UUID workId, VolumeStatus after, String reason, Instant at) {
        apply(
                new VolumeExtensionFailed(
                        id,
                        projectId,
                        sizeGib,
                        chargedGib(sizeGib, workId),
                        workId,
                        change(after, reason),
                        at));
    }

    // The size that quotas count it with: what it has, or the largest it may still get.
    private int chargedGib(int actualGib, @Nullable UUID ended) {
        return extensions.entrySet().stream()
                .filter(asked -> !asked.getKey().equals(ended) && !asked.getValue().givenUp())
                .mapToInt(asked -> asked.getValue().sizeGib())
                .reduce(actualGib, Math::max);
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
            if (changed.beginsStay()) {
                since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
            }
        }
        switch (event) {
            case VolumeRequested requested -> {
                name = requested.name();
                description = requested.description();
                metadata = requested.metadata();
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                groupId = requested.groupId();
                creation = requested.workId();
            }
            case VolumeFromSourceRequested requested -> {
                name = requested.name();
                description = requested.description();
                metadata = requested.metadata();
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                groupId = requested.groupId();
                withGroup = requested.withGroup();
                creation = requested.workId();
            }
            case VolumeCopied _ -> {
                made = true;
                creation = null;
            }
            case VolumeCompleted _ -> {}
            case VolumeCreated _ -> {
                made = true;
                creation = null;
            }
            case VolumeCascadeRequested requested -> cascade = Set.copyOf(requested.snapshots());
            case VolumeDeletionRequested requested -> {
                deletions.add(requested.workId());
                lastDeletion = requested.workId();
                cascade = Set.of();
            }
            case VolumeDeletionFailed _, VolumeStatusReset _ -> cascade = Set.of();
            case VolumeExtensionRequested requested -> {
                VolumeStatus before =
                        VolumeStatus.of(String.valueOf(requested.change().from())).orElseThrow();
                extensions.put(
                        requested.workId(), new Extension(requested.sizeGib(), before, false));
                lastExtension = requested.workId();
            }
            case VolumeExtended extended -> {
                sizeGib = extended.sizeGib();
                extensions.remove(extended.workId());
                if (extended.workId().equals(lastExtension)) {
                    lastExtension = null;
                }
            }
            case VolumeRenamed renamed -> {
                name = renamed.name();
                description = renamed.description();
            }
            case VolumeMetadataChanged changed -> metadata = changed.metadata();
            case VolumeAttachmentReset reset -> attached = reset.attached();
            case VolumeMigrationReset reset ->
                    migration =
                            Optional.ofNullable(reset.migrationStatus())
                                    .flatMap(MigrationStatus::of)
                                    .orElse(null);
            case VolumeGroupChanged changed -> groupId = changed.groupId();
            case VolumeExtensionFailed failed -> {
                if (failed.workId() != null) {
                    extensions.computeIfPresent(failed.workId(), (_, asked) -> asked.giveUp());
                }
            }
            case VolumeCreationFailed _ -> {}
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

    public boolean isMigrating() {
        return migration != null && migration.isUnderWay();
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
