package io.snapledger.command.shareinstance.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.FailOverdueShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreationFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeleted;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtended;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** Where a share lives: on one backend, as its only instance or as one of its replicas. */
@AggregateRoot(type = "share-instance")
public class ShareInstance {

    @AggregateIdentifier private ShareInstanceId id;
    private String projectId;
    private ShareId shareId;
    private int sizeGib;
    private @Nullable String host;
    private @Nullable String availabilityZone;
    private @Nullable ReplicaState replicaState;
    private @Nullable String providerLocation;
    private boolean made;
    private ShareStatus status;
    private Instant since;
    // What storage was asked for. A status set by hand, or by a deadline, recalls none of it: its
    // outcome still says what there is.
    private @Nullable UUID creation;
    private @Nullable UUID lastExtension;
    private Map<UUID, Extension> extensions = new LinkedHashMap<>();
    private @Nullable UUID lastDeletion;
    private Map<UUID, Boolean> deletions = new LinkedHashMap<>();

    // One that is given up was said to have failed, or was waited for too long: nobody counts on
    // it, but it may still be done.
    private record Extension(int sizeGib, boolean givenUp) {

        Extension giveUp() {
            return new Extension(sizeGib, true);
        }
    }

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected ShareInstance() {}

    /** One that was refused a place at once, if a reason is given. */
    @SuppressWarnings("NullAway.Init")
    public ShareInstance(ShareInstanceRequested requested, @Nullable String failure) {
        apply(requested);
        if (failure != null) {
            apply(
                    new ShareInstanceCreationFailed(
                            requested.id(),
                            requested.projectId(),
                            new StatusChange(
                                    requested.change().to(), ShareStatus.ERROR.word(), failure),
                            requested.at()));
        }
    }

    /** Asks for its end; where it has no place there is nobody to ask. */
    public void requestDeletion(boolean force, @Nullable String reason, UUID workId, Instant at) {
        if (host == null) {
            end(reason, at);
        } else {
            apply(
                    new ShareInstanceDeletionRequested(
                            id,
                            projectId,
                            shareId,
                            host,
                            providerLocation,
                            force,
                            workId,
                            change(ShareStatus.DELETING, reason),
                            at));
        }
    }

    /** Asks for a larger one, if there is one. */
    public void requestExtension(int gib, UUID workId, Instant at) {
        if (host != null && made && gib > sizeGib) {
            apply(
                    new ShareInstanceExtensionRequested(
                            id,
                            projectId,
                            shareId,
                            gib,
                            Math.max(gib, chargedGib(sizeGib, null)),
                            host,
                            workId,
                            change(ShareStatus.EXTENDING, null),
                            at));
        }
    }

    public void resetStatus(ShareStatus to, @Nullable String reason, Instant at) {
        apply(new ShareInstanceStatusReset(id, projectId, change(to, reason), at));
    }

    /** Compares otherwise with the active one from now on; only a replica does. */
    public void changeReplicaState(ReplicaState to, @Nullable String reason, Instant at) {
        if (replicaState != to) {
            apply(
                    new ShareInstanceReplicaStateChanged(
                            id, projectId, shareId, replicaState, to, reason, at));
        }
    }

    /** Takes an agent's word on work that it was asked for; on any other it changes nothing. */
    public Settled record(ShareInstanceOutcome outcome, Instant at) {
        UUID workId = outcome.workId();
        WorkResult result = outcome.result();
        Boolean byForce = deletions.get(workId);
        if (byForce != null) {
            return recordDeletion(workId, byForce, result, at);
        }
        Extension extension = extensions.get(workId);
        if (extension != null) {
            return recordExtension(workId, extension, result, at);
        }
        return workId.equals(creation) ? recordCreation(outcome, at) : Settled.NOTHING;
    }

    private Settled recordCreation(ShareInstanceOutcome outcome, Instant at) {
        WorkResult result = outcome.result();
        if (result.succeeded()) {
            ShareStatus after = status == ShareStatus.CREATING ? ShareStatus.AVAILABLE : status;
            apply(
                    new ShareInstanceCreated(
                            id,
                            projectId,
                            outcome.agent(),
                            result.providerLocation(),
                            ExportLocation.of(id.value(), outcome.exportPaths()),
                            change(after, null),
                            at));
            return Settled.CREATED;
        }
        if (!status.claimsNothing()) {
            failCreation(reasonOf(result), at);
        }
        return Settled.CREATION_FAILED;
    }

    private Settled recordExtension(
            UUID workId, Extension extension, WorkResult result, Instant at) {
        boolean waitedFor = status == ShareStatus.EXTENDING && workId.equals(lastExtension);
        if (result.succeeded()) {
            ShareStatus after = waitedFor ? ShareStatus.AVAILABLE : status;
            int grown = Math.max(sizeGib, extension.sizeGib());
            apply(
                    new ShareInstanceExtended(
                            id,
                            projectId,
                            grown,
                            chargedGib(grown, workId),
                            workId,
                            change(after, null),
                            at));
            return Settled.EXTENDED;
        }
        if (extension.givenUp()) {
            return Settled.NOTHING;
        }
        failExtension(
                workId, waitedFor ? ShareStatus.EXTENDING_ERROR : status, reasonOf(result), at);
        return Settled.EXTENSION_FAILED;
    }

    private Settled recordDeletion(UUID workId, boolean byForce, WorkResult result, Instant at) {
        if (result.succeeded()) {
            end(null, at);
            return Settled.DELETED;
        }
        if (byForce) {
            end("deleted by force: " + reasonOf(result), at);
            return Settled.DELETED;
        }
        if (workId.equals(lastDeletion) && status == ShareStatus.DELETING) {
            failDeletion(reasonOf(result), at);
        }
        return Settled.NOTHING;
    }

    /** Ends a wait that has lasted too long. */
    public Settled failOverdue(FailOverdueShareInstance command, String reason) {
        if (status != command.status() || !since.equals(command.since())) {
            return Settled.NOTHING;
        }
        if (status == ShareStatus.EXTENDING) {
            failExtension(lastExtension, ShareStatus.EXTENDING_ERROR, reason, command.at());
            return Settled.EXTENSION_FAILED;
        }
        if (status != ShareStatus.DELETING) {
            failCreation(reason, command.at());
            return Settled.CREATION_FAILED;
        }
        if (lastDeletion != null && deletions.getOrDefault(lastDeletion, false)) {
            end("deleted by force: " + reason, command.at());
            return Settled.DELETED;
        }
        failDeletion(reason, command.at());
        return Settled.NOTHING;
    }

    private void end(@Nullable String reason, Instant at) {
        apply(
                new ShareInstanceDeleted(
                        id, projectId, shareId, change(ShareStatus.DELETED, reason), at));
    }

    private void failCreation(String reason, Instant at) {
        apply(
                new ShareInstanceCreationFailed(
                        id, projectId, change(ShareStatus.ERROR, reason), at));
    }

    private void failExtension(
            @Nullable UUID workId, ShareStatus after, String reason, Instant at) {
        apply(
                new ShareInstanceExtensionFailed(
                        id,
                        projectId,
                        sizeGib,
                        chargedGib(sizeGib, workId),
                        workId,
                        change(after, reason),
                        at));
    }

    // The size that quotas count a replica with: what it has, or the largest it may still get.
    private int chargedGib(int actualGib, @Nullable UUID ended) {
        return extensions.entrySet().stream()
                .filter(asked -> !asked.getKey().equals(ended) && !asked.getValue().givenUp())
                .mapToInt(asked -> asked.getValue().sizeGib())
                .reduce(actualGib, Math::max);
    }

    private void failDeletion(String reason, Instant at) {
        apply(
                new ShareInstanceDeletionFailed(
                        id, projectId, change(ShareStatus.ERROR_DELETING, reason), at));
    }

    private static String reasonOf(WorkResult result) {
        return result.reason() == null ? "the agent gave no reason" : result.reason();
    }

    private StatusChange change(ShareStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(ShareInstanceEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = ShareStatus.of(changed.change().to()).orElseThrow();
            if (changed.beginsStay()) {
                since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
            }
        }
        switch (event) {
            case ShareInstanceRequested requested -> {
                shareId = requested.shareId();
                sizeGib = requested.sizeGib();
                host = requested.host();
                availabilityZone = requested.availabilityZone();
                replicaState = requested.replicaState();
                creation = requested.workId();
            }
            case ShareInstanceCreated created -> {
                made = true;
                creation = null;
                providerLocation = created.providerLocation();
            }
            case ShareInstanceReplicaStateChanged changed -> replicaState = changed.to();
            case ShareInstanceExtensionRequested requested -> {
                extensions.put(requested.workId(), new Extension(requested.sizeGib(), false));
                lastExtension = requested.workId();
            }
            case ShareInstanceExtended extended -> {
                sizeGib = extended.sizeGib();
                extensions.remove(extended.workId());
                if (extended.workId().equals(lastExtension)) {
                    lastExtension = null;
                }
            }
            case ShareInstanceExtensionFailed failed -> {
                if (failed.workId() != null) {
                    extensions.computeIfPresent(failed.workId(), (_, asked) -> asked.giveUp());
                }
            }
            case ShareInstanceDeletionRequested requested -> {
                deletions.put(requested.workId(), requested.force());
                lastDeletion = requested.workId();
            }
            case ShareInstanceCreationFailed _,
                    ShareInstanceDeletionFailed _,
                    ShareInstanceStatusReset _ -> {}
            case ShareInstanceDeleted _ -> markDeleted();
        }
    }

    public ShareId shareId() {
        return shareId;
    }

    public String projectId() {
        return projectId;
    }

    public int sizeGib() {
        return sizeGib;
    }

    /** The largest size that storage was asked for and may still give it, 0 for none. */
    public int askedGib() {
        return chargedGib(0, null);
    }

    public ShareStatus status() {
        return status;
    }

    public @Nullable String host() {
        return host;
    }

    public @Nullable String availabilityZone() {
        return availabilityZone;
    }

    public @Nullable ReplicaState replicaState() {
        return replicaState;
    }

    public @Nullable String providerLocation() {
        return providerLocation;
    }

    /** Whether an agent has made it. */
    public boolean isMade() {
        return made;
    }

    /** Whether an agent may still make it, and it is said to be coming. */
    public boolean isBeingMade() {
        return creation != null && !status.claimsNothing();
    }

    /** What an outcome or a deadline meant for what the instance belongs to. */
    public enum Settled {
        NOTHING,
        CREATED,
        CREATION_FAILED,
        EXTENDED,
        EXTENSION_FAILED,
        DELETED
    }
}
