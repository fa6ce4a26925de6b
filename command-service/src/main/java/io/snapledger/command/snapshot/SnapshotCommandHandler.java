package io.snapledger.command.snapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.snapshot.domain.Snapshot;
import io.snapledger.command.snapshot.domain.Snapshot.Settled;
import io.snapledger.command.volume.Volumes;
import io.snapledger.command.volume.Volumes.VolumeState;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotCommand.ChangeSnapshotMetadata;
import io.snapledger.contract.snapshot.SnapshotCommand.CreateSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RecordSnapshotOutcome;
import io.snapledger.contract.snapshot.SnapshotCommand.RenameSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ReportSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.snapshot.SnapshotRefused.NotFound;
import io.snapledger.contract.snapshot.SnapshotRefused.VolumeHasNoHost;
import io.snapledger.contract.snapshot.SnapshotRefused.VolumeMigrates;
import io.snapledger.contract.snapshot.SnapshotRefused.VolumeNotFound;
import io.snapledger.contract.snapshot.SnapshotRefused.VolumeStatusForbids;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to volume snapshots. */
@Component
public class SnapshotCommandHandler implements HandlesCommands {

    private static final String SNAPSHOT = "snapshot";

    private final Aggregates<Snapshot> aggregates;
    private final Volumes volumes;
    private final References references;
    private final ResourceLocks locks;
    private final DeadlineProperties deadline;

    SnapshotCommandHandler(
            Aggregates<Snapshot> aggregates,
            Volumes volumes,
            References references,
            ResourceLocks locks,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.volumes = volumes;
        this.references = references;
        this.locks = locks;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(CreateSnapshot command) {
        MetadataChange.requireRoom(command.metadata());
        // Shared: many may be taken of a volume at once, while nobody deletes it, by itself or with
        // its group.
        locks.shared(List.of(command.volumeId()));
        volumes.groupOf(command.volumeId()).ifPresent(group -> locks.shared(List.of(group)));
        VolumeState volume =
                volumes.find(command.volumeId())
                        .orElseThrow(() -> refused(new VolumeNotFound(command.volumeId())));
        checkIsReady(volume, command.inUseToo());
        aggregates.add(() -> new Snapshot(requestFor(command, volume)));
    }

    // cinder/volume/api.py, _create_snapshot_in_db_validate and create_snapshot_in_db, in their
    // order
    private static void checkIsReady(VolumeState volume, boolean inUseToo) {
        if (!volume.hasHost()) {
            throw refused(new VolumeHasNoHost(volume.id()));
        }
        if (volume.migrating() && volume.status() != VolumeStatus.MAINTENANCE) {
            throw refused(new VolumeMigrates(volume.id()));
        }
        boolean ready =
                volume.status() == VolumeStatus.AVAILABLE
                        || (inUseToo && volume.status() == VolumeStatus.IN_USE);
        if (!ready) {
            throw refused(new VolumeStatusForbids(volume.id(), volume.status(), inUseToo));
        }
    }

    private static SnapshotRequested requestFor(CreateSnapshot command, VolumeState volume) {
        return new SnapshotRequested(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                volume.id(),
                volume.sizeGib(),
                volume.volumeTypeId(),
                null,
                command.workId(),
                StatusChange.to(null, SnapshotStatus.CREATING.word()),
                command.at(),
                command.metadata());
    }

    @CommandHandler
    public void handle(RenameSnapshot command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(snapshot -> snapshot.rename(command));
    }

    @CommandHandler
    public void handle(ChangeSnapshotMetadata command) {
        locks.exclusive(command.id());
        existing(command.id())
                .execute(snapshot -> snapshot.changeMetadata(command.change(), command.at()));
    }

    @CommandHandler
    public void handle(DeleteSnapshot command) {
        locks.exclusive(command.id());
        boolean beingCopied = references.holds(command.id());
        existing(command.id()).execute(snapshot -> snapshot.requestDeletion(command, beingCopied));
    }

    @CommandHandler
    public void handle(ResetSnapshotStatus command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(snapshot -> snapshot.resetStatus(command));
    }

    @CommandHandler
    public void handle(ReportSnapshotStatus command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(snapshot -> snapshot.report(command));
    }

    @CommandHandler
    public void handle(RecordSnapshotOutcome command) {
        var outcome = command.outcome();
        settle(
                command.id(),
                command.at(),
                snapshot -> snapshot.record(outcome.workId(), outcome.result(), command.at()));
    }

    @CommandHandler
    public void handle(FailOverdueSnapshot command) {
        settle(
                command.id(),
                command.at(),
                snapshot -> snapshot.failOverdue(command, deadline.reason()));
    }

    // A volume being deleted with its snapshots goes after the last of them, and stays with the
    // first that cannot go.
    private void settle(SnapshotId id, Instant at, Function<Snapshot, Settled> step) {
        locks.exclusive(id);
        Aggregate<Snapshot> snapshot = existing(id);
        VolumeId volume = snapshot.invoke(Snapshot::volumeId);
        locks.exclusive(volume);
        switch (snapshot.invoke(step)) {
            case NOTHING, TAKEN -> {}
            case DELETED -> {
                if (!references.holdsBesides(volume, SNAPSHOT, id)) {
                    volumes.snapshotsGone(volume, UUID.randomUUID(), at);
                }
            }
            case DELETION_FAILED -> volumes.snapshotStays(volume, id, at);
        }
    }

    private Aggregate<Snapshot> existing(SnapshotId id) {
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(SnapshotRefused refused) {
        return new RefusedException(refused);
    }
}
