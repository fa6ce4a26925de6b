package io.snapledger.command.snapshot.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A snapshot of one volume, taken and dropped with its group snapshot. */
@AggregateRoot(type = "snapshot")
public class Snapshot {

    @AggregateIdentifier private SnapshotId id;
    private String projectId;
    private VolumeTypeId volumeTypeId;
    private int sizeGib;
    private SnapshotStatus status;
    private Instant since;
    // The storage work whose outcome is waited for; no other outcome changes anything.
    private @Nullable UUID awaitedWork;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected Snapshot() {}

    @SuppressWarnings("NullAway.Init")
    public Snapshot(SnapshotRequested requested) {
        apply(requested);
    }

    public void requestDeletion(@Nullable String reason, UUID workId, Instant at) {
        apply(
                new SnapshotDeletionRequested(
                        id, projectId, workId, change(SnapshotStatus.DELETING, reason), at));
    }

    /**
     * Takes an agent's word; one that is late, repeated or about other work changes nothing.
     *
     * @return whether it was waited for
     */
    public boolean record(UUID workId, WorkResult result, Instant at) {
        if (!workId.equals(awaitedWork)) {
            return false;
        }
        if (!result.succeeded()) {
            String reason = result.reason() == null ? "the agent gave no reason" : result.reason();
            fail(reason, result.progress(), at);
        } else if (status == SnapshotStatus.CREATING) {
            apply(
                    new SnapshotTaken(
                            id,
                            projectId,
                            result.providerLocation(),
                            change(SnapshotStatus.AVAILABLE, null),
                            at));
        } else {
            apply(new SnapshotDeleted(id, projectId, change(SnapshotStatus.DELETED, null), at));
        }
        return true;
    }

    /** Gives up waiting, if it waits. */
    public void giveUp(String reason, Instant at) {
        if (awaitedWork != null) {
            fail(reason, 0, at);
        }
    }

    /** Ends a wait that has lasted too long. */
    public void failOverdue(FailOverdueSnapshot command, String reason) {
        if (status == command.status() && since.equals(command.since())) {
            fail(reason, 0, command.at());
        }
    }

    private void fail(String reason, int progress, Instant at) {
        StatusChange change = change(SnapshotStatus.ERROR, reason);
        apply(
                status == SnapshotStatus.CREATING
                        ? new SnapshotFailed(id, projectId, progress, change, at)
                        : new SnapshotDeletionFailed(id, projectId, change, at));
    }

    private StatusChange change(SnapshotStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(SnapshotEvent event) {
        id = event.id();
        projectId = event.projectId();
        status = SnapshotStatus.of(event.change().to()).orElseThrow();
        since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        switch (event) {
            case SnapshotRequested requested -> {
                volumeTypeId = requested.volumeTypeId();
                sizeGib = requested.sizeGib();
                awaitedWork = requested.workId();
            }
            case SnapshotDeletionRequested requested -> awaitedWork = requested.workId();
            case SnapshotTaken _, SnapshotFailed _, SnapshotDeletionFailed _ -> awaitedWork = null;
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

    public SnapshotStatus status() {
        return status;
    }
}
