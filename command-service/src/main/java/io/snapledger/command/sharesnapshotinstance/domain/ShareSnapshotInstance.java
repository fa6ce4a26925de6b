package io.snapledger.command.sharesnapshotinstance.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.FailOverdueShareSnapshotInstance;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceCopyRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeleted;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionFailed;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceFailed;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceStatusReset;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceTaken;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** Where a share snapshot lives: beside one instance of its share. */
@AggregateRoot(type = "share-snapshot-instance")
public class ShareSnapshotInstance {

    @AggregateIdentifier private ShareSnapshotInstanceId id;
    private String projectId;
    private ShareSnapshotId snapshotId;
    private ShareId shareId;
    private ShareInstanceId shareInstanceId;
    private @Nullable String host;
    private @Nullable String providerLocation;
    // It is to be a copy of another, and nobody was asked for that yet.
    private boolean waiting;
    private boolean taken;
    private ShareSnapshotStatus status;
    private Instant since;
    // What storage was asked for. A status set by hand, or by a deadline, recalls none of it: its
    // outcome still says whether there is a snapshot.
    private @Nullable UUID creation;
    private @Nullable UUID lastDeletion;
    private Map<UUID, Boolean> deletions = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected ShareSnapshotInstance() {}

    /** One that cannot come into being where it belongs, if a reason is given. */
    @SuppressWarnings("NullAway.Init")
    public ShareSnapshotInstance(
            ShareSnapshotInstanceRequested requested, @Nullable String failure) {
        apply(requested);
        if (failure != null) {
            apply(
                    new ShareSnapshotInstanceFailed(
                            requested.id(),
                            requested.projectId(),
                            0,
                            new StatusChange(
                                    requested.change().to(),
                                    ShareSnapshotStatus.ERROR.word(),
                                    failure),
                            requested.at()));
        }
    }

    /** What it waits for is there. */
    public void requestCopy(Source source, UUID workId, Instant at) {
        if (waiting && host != null && !status.claimsNothing()) {
            apply(
                    new ShareSnapshotInstanceCopyRequested(
                            id,
                            projectId,
                            snapshotId,
                            shareId,
                            shareInstanceId,
                            host,
                            source,
                            workId,
                            change(status, null),
                            at));
        }
    }

    /** What it waits for will not be there. */
    public void giveUp(String reason, Instant at) {
        if (waiting && !status.claimsNothing()) {
            fail(reason, 0, at);
        }
    }

    /**
     * Its replica became the active one: who is said to be on the way is not waited for any longer,
     * unless somebody works on it, or will.
     */
    public void interrupt(String reason, Instant at) {
        boolean coming = status == ShareSnapshotStatus.CREATING && !waiting && creation == null;
        if (coming || status == ShareSnapshotStatus.DELETING) {
            fail(reason, progress(), at);
        }
    }

    // Who resets the status of what is there does not take it away.
    private int progress() {
        return taken ? 100 : 0;
    }

    /** Asks for its end; where it has no place there is nobody to ask. */
    public void requestDeletion(boolean force, @Nullable String reason, UUID workId, Instant at) {
        if (host == null) {
            end(reason, at);
        } else {
            apply(
                    new ShareSnapshotInstanceDeletionRequested(
                            id,
                            projectId,
                            snapshotId,
                            shareId,
                            shareInstanceId,
                            host,
                            providerLocation,
                            force,
                            workId,
                            change(ShareSnapshotStatus.DELETING, reason),
                            at));
        }
    }

    public void resetStatus(ShareSnapshotStatus to, @Nullable String reason, Instant at) {
        apply(new ShareSnapshotInstanceStatusReset(id, projectId, change(to, reason), at));
    }

    /** Its share instance is gone, and it with that. */
    public void end(@Nullable String reason, Instant at) {
        apply(
                new ShareSnapshotInstanceDeleted(
                        id,
                        projectId,
                        snapshotId,
                        change(ShareSnapshotStatus.DELETED, reason),
                        at));
    }

    /**
     * Takes an agent's word on work that it was asked for; on any other it changes nothing.
     *
     * @param mountable whether clients may reach it where it is
     */
    public Settled record(ShareSnapshotInstanceOutcome outcome, boolean mountable, Instant at) {
        UUID workId = outcome.workId();
        WorkResult result = outcome.result();
        Boolean byForce = deletions.get(workId);
        if (byForce != null) {
            return recordDeletion(workId, byForce, result, at);
        }
        if (!workId.equals(creation)) {
            return Settled.NOTHING;
        }
        if (result.succeeded()) {
            ShareSnapshotStatus after =
                    status == ShareSnapshotStatus.CREATING ? ShareSnapshotStatus.AVAILABLE : status;
            apply(
                    new ShareSnapshotInstanceTaken(
                            id,
                            projectId,
                            result.providerLocation(),
                            mountable
                                    ? ExportLocation.of(id.value(), outcome.exportPaths())
                                    : List.of(),
                            change(after, null),
                            at));
            return Settled.TAKEN;
        }
        if (!status.claimsNothing()) {
            fail(reasonOf(result), result.progress(), at);
        }
        return Settled.FAILED;
    }

    private Settled recordDeletion(UUID workId, boolean byForce, WorkResult result, Instant at) {
        if (result.succeeded()) {
            end(null, at);
        } else if (byForce) {
            end("deleted by force: " + reasonOf(result), at);
        } else if (workId.equals(lastDeletion) && status == ShareSnapshotStatus.DELETING) {
            failDeletion(reasonOf(result), at);
        }
        return Settled.NOTHING;
    }

    /** Ends a wait that has lasted too long. */
    public Settled failOverdue(FailOverdueShareSnapshotInstance command, String reason) {
        if (status != command.status() || !since.equals(command.since())) {
            return Settled.NOTHING;
        }
        if (status != ShareSnapshotStatus.DELETING) {
            fail(reason, progress(), command.at());
            return Settled.FAILED;
        }
        if (lastDeletion != null && deletions.getOrDefault(lastDeletion, false)) {
            end("deleted by force: " + reason, command.at());
        } else {
            failDeletion(reason, command.at());
        }
        return Settled.NOTHING;
    }

    private void fail(String reason, int progress, Instant at) {
        apply(
                new ShareSnapshotInstanceFailed(
                        id, projectId, progress, change(ShareSnapshotStatus.ERROR, reason), at));
    }

    private void failDeletion(String reason, Instant at) {
        apply(
                new ShareSnapshotInstanceDeletionFailed(
                        id, projectId, change(ShareSnapshotStatus.ERROR_DELETING, reason), at));
    }

    private static String reasonOf(WorkResult result) {
        return result.reason() == null ? "the agent gave no reason" : result.reason();
    }

    private StatusChange change(ShareSnapshotStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(ShareSnapshotInstanceEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = ShareSnapshotStatus.of(changed.change().to()).orElseThrow();
            since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        }
        switch (event) {
            case ShareSnapshotInstanceRequested requested -> {
                snapshotId = requested.snapshotId();
                shareId = requested.shareId();
                shareInstanceId = requested.shareInstanceId();
                host = requested.host();
                creation = requested.workId();
                waiting = creation == null;
            }
            case ShareSnapshotInstanceCopyRequested requested -> {
                creation = requested.workId();
                waiting = false;
            }
            case ShareSnapshotInstanceTaken done -> {
                taken = true;
                creation = null;
                providerLocation = done.providerLocation();
            }
            case ShareSnapshotInstanceDeletionRequested requested -> {
                deletions.put(requested.workId(), requested.force());
                lastDeletion = requested.workId();
                waiting = false;
            }
            case ShareSnapshotInstanceFailed _,
                    ShareSnapshotInstanceDeletionFailed _,
                    ShareSnapshotInstanceStatusReset _ -> {}
            case ShareSnapshotInstanceDeleted _ -> markDeleted();
        }
    }

    public ShareSnapshotId snapshotId() {
        return snapshotId;
    }

    public ShareId shareId() {
        return shareId;
    }

    public ShareInstanceId shareInstanceId() {
        return shareInstanceId;
    }

    public ShareSnapshotStatus status() {
        return status;
    }

    public @Nullable String host() {
        return host;
    }

    public @Nullable String providerLocation() {
        return providerLocation;
    }

    /** Whether an agent has taken or copied it. */
    public boolean isTaken() {
        return taken;
    }

    /** Whether an agent may still take or copy it, and it is said to be coming. */
    public boolean isBeingTaken() {
        return creation != null && !status.claimsNothing();
    }

    /** Whether it is to be a copy of another, and nobody was asked for that yet. */
    public boolean isWaiting() {
        return waiting;
    }

    /** What an outcome or a deadline meant for the snapshot's other instances. */
    public enum Settled {
        NOTHING,
        TAKEN,
        FAILED
    }
}
