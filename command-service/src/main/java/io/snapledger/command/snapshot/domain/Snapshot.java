package io.snapledger.command.snapshot.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RenameSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ReportSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReported;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotRefused.NothingToReport;
import io.snapledger.contract.snapshot.SnapshotRefused.PartOfGroupSnapshot;
import io.snapledger.contract.snapshot.SnapshotRefused.ReportDoesNotFollow;
import io.snapledger.contract.snapshot.SnapshotRefused.StateForbidsDeletion;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A snapshot of one volume, by itself or with its group snapshot. */
@AggregateRoot(type = "snapshot")
public class Snapshot {

    // cinder/api/contrib/snapshot_actions.py, status_map
    private static final Map<SnapshotStatus, Set<SnapshotStatus>> REPORTS =
            Map.of(
                    SnapshotStatus.CREATING,
                    Set.of(SnapshotStatus.CREATING, SnapshotStatus.AVAILABLE, SnapshotStatus.ERROR),
                    SnapshotStatus.DELETING,
                    Set.of(SnapshotStatus.DELETING, SnapshotStatus.ERROR_DELETING));

    @AggregateIdentifier private SnapshotId id;
    private String projectId;
    private VolumeTypeId volumeTypeId;
    private int sizeGib;
    private VolumeId volumeId;
    private @Nullable GroupSnapshotId groupSnapshotId;
    private @Nullable String name;
    private @Nullable String description;
    private Map<String, String> metadata = Map.of();
    private SnapshotStatus status;
    private Instant since;
    // What storage was asked for. A status set by hand, or by a deadline, recalls none of it: its
    // outcome still says whether there is a snapshot.
    private @Nullable UUID creation;
    private @Nullable UUID lastDeletion;
    private Set<UUID> deletions = new LinkedHashSet<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected Snapshot() {}

    @SuppressWarnings("NullAway.Init")
    public Snapshot(SnapshotRequested requested) {
        apply(requested);
    }

    /** Gives it another name or description. */
    public void rename(RenameSnapshot command) {
        String newName = NewText.over(name, command.name());
        String newDescription = NewText.over(description, command.description());
        if (!Objects.equals(newName, name) || !Objects.equals(newDescription, description)) {
            apply(new SnapshotRenamed(id, projectId, newName, newDescription, command.at()));
        }
    }

    public void changeMetadata(MetadataChange change, Instant at) {
        Map<String, String> after = change.appliedTo(metadata);
        if (!after.equals(metadata)) {
            apply(new SnapshotMetadataChanged(id, projectId, after, at));
        }
    }

    /** Asks for its end by itself: it must be part of no group snapshot, and no copy under way. */
    public void requestDeletion(DeleteSnapshot command, boolean beingCopied) {
        if (command.force() && groupSnapshotId != null) {
            throw new RefusedException(new PartOfGroupSnapshot(id));
        }
        if (!command.force()
                && (groupSnapshotId != null || beingCopied || !status.allowsDeletion())) {
            throw new RefusedException(new StateForbidsDeletion(id, status));
        }
        requestDeletion(command.reason(), command.workId(), command.at());
    }

    /** Asks for its end together with its group snapshot or its volume, whatever its status. */
    public void requestDeletion(@Nullable String reason, UUID workId, Instant at) {
        apply(
                new SnapshotDeletionRequested(
                        id,
                        projectId,
                        workId,
                        change(SnapshotStatus.DELETING, reason),
                        at,
                        groupSnapshotId));
    }

    public void resetStatus(ResetSnapshotStatus command) {
        apply(
                new SnapshotStatusReset(
                        id, projectId, change(command.status(), command.reason()), command.at()));
    }

    /** Takes the word of a caller who works on it in storage's place. */
    public void report(ReportSnapshotStatus command) {
        Set<SnapshotStatus> follow = REPORTS.get(status);
        if (follow == null) {
            throw new RefusedException(new NothingToReport(id, status));
        }
        SnapshotStatus reported =
                SnapshotStatus.of(command.status())
                        .filter(follow::contains)
                        .orElseThrow(() ->
                                new RefusedException(
                                        new ReportDoesNotFollow(id, status, command.status())));
        apply(
                new SnapshotStatusReported(
                        id, projectId, command.progress(), change(reported, null), command.at()));
    }

    /** Takes an agent's word on work that it was asked for; on any other it changes nothing. */
    public Settled record(UUID workId, WorkResult result, Instant at) {
        if (deletions.contains(workId)) {
            return recordDeletion(workId, result, at);
        }
        if (!workId.equals(creation)) {
            return Settled.NOTHING;
        }
        if (result.succeeded()) {
            SnapshotStatus after =
                    status == SnapshotStatus.CREATING ? SnapshotStatus.AVAILABLE : status;
            apply(
                    new SnapshotTaken(
                            id, projectId, result.providerLocation(), change(after, null), at));
        } else if (!status.claimsNothing()) {
            failCreation(reasonOf(result), result.progress(), at);
        }
        return status == SnapshotStatus.AVAILABLE ? Settled.TAKEN : Settled.NOTHING;
    }

    private Settled recordDeletion(UUID workId, WorkResult result, Instant at) {
        if (result.succeeded()) {
            apply(new SnapshotDeleted(id, projectId, change(SnapshotStatus.DELETED, null), at));
            return Settled.DELETED;
        }
        if (!workId.equals(lastDeletion)) {
            return Settled.NOTHING;
        }
        if (status == SnapshotStatus.DELETING) {
            failDeletion(reasonOf(result), at);
        }
        return Settled.DELETION_FAILED;
    }

    /** Gives up waiting, if it waits. */
    public void giveUp(String reason, Instant at) {
        if (status == SnapshotStatus.CREATING) {
            failCreation(reason, 0, at);
        } else if (status == SnapshotStatus.DELETING) {
            failDeletion(reason, at);
        }
    }

    /** Ends a wait that has lasted too long. */
    public Settled failOverdue(FailOverdueSnapshot command, String reason) {
        if (status != command.status() || !since.equals(command.since())) {
            return Settled.NOTHING;
        }
        giveUp(reason, command.at());
        return command.status() == SnapshotStatus.DELETING
                ? Settled.DELETION_FAILED
                : Settled.NOTHING;
    }

    private void failCreation(String reason, int progress, Instant at) {
        apply(
                new SnapshotFailed(
                        id, projectId, progress, change(SnapshotStatus.ERROR, reason), at));
    }

    // cinder/volume/manager.py: delete_snapshot() says error_deleting, delete_group_snapshot()
    // says error of its members.
    private void failDeletion(String reason, Instant at) {
        SnapshotStatus after =
                groupSnapshotId == null ? SnapshotStatus.ERROR_DELETING : SnapshotStatus.ERROR;
        apply(new SnapshotDeletionFailed(id, projectId, change(after, reason), at));
    }

    private static String reasonOf(WorkResult result) {
        return result.reason() == null ? "the agent gave no reason" : result.reason();
    }

    private StatusChange change(SnapshotStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(SnapshotEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = SnapshotStatus.of(changed.change().to()).orElseThrow();
            if (changed.beginsStay()) {
                since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
            }
        }
        switch (event) {
            case SnapshotRequested requested -> {
                volumeId = requested.volumeId();
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                groupSnapshotId = requested.groupSnapshotId();
                name = requested.name();
                description = requested.description();
                metadata = requested.metadata() == null ? Map.of() : requested.metadata();
                creation = requested.workId();
            }
            case SnapshotDeletionRequested requested -> {
                deletions.add(requested.workId());
                lastDeletion = requested.workId();
            }
            case SnapshotTaken _ -> creation = null;
            case SnapshotRenamed renamed -> {
                name = renamed.name();
                description = renamed.description();
            }
            case SnapshotMetadataChanged changed -> metadata = changed.metadata();
            case SnapshotFailed _,
                    SnapshotDeletionFailed _,
                    SnapshotStatusReset _,
                    SnapshotStatusReported _ -> {}
            case SnapshotDeleted _ -> markDeleted();
        }
    }

    /** The type its volume had when it was taken. */
    public VolumeTypeId volumeTypeId() {
        return volumeTypeId;
    }

    public int sizeGib() {
        return sizeGib;
    }

    public String projectId() {
        return projectId;
    }

    public VolumeId volumeId() {
        return volumeId;
    }

    public @Nullable GroupSnapshotId groupSnapshotId() {
        return groupSnapshotId;
    }

    public boolean isPartOfGroupSnapshot() {
        return groupSnapshotId != null;
    }

    public SnapshotStatus status() {
        return status;
    }

    /** What an outcome or a deadline meant for what the snapshot belongs to. */
    public enum Settled {
        NOTHING,
        TAKEN,
        DELETED,
        DELETION_FAILED
    }
}
