package io.snapledger.command.shareinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.share.Shares;
import io.snapledger.command.share.Shares.ShareState;
import io.snapledger.command.shareinstance.Placement.Place;
import io.snapledger.command.shareinstance.ShareInstances.ShareInstanceState;
import io.snapledger.command.shareinstance.domain.ShareInstance;
import io.snapledger.command.shareinstance.domain.ShareInstance.Settled;
import io.snapledger.command.sharesnapshot.ShareSnapshots;
import io.snapledger.command.sharesnapshotinstance.ShareSnapshotInstances;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.DeleteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.FailOverdueShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ForceDeleteShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.PromoteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.RecordShareInstanceOutcome;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetShareInstanceStatus;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceRefused;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.HasSnapshots;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.LastActiveReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NoActiveReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotAReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotFound;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotReplicable;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ReplicaIsBehind;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ReplicaNotAvailable;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ShareIsBusy;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ShareNotFound;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes commands to share instances. The share, and the snapshots on the instance, change with it
 * in one transaction, and after it in the event log.
 */
@Component
public class ShareInstanceCommandHandler implements HandlesCommands {

    private static final String NO_PLACE = "no backend is left for another replica";

    private final Aggregates<ShareInstance> aggregates;
    private final ShareInstances instances;
    private final Shares shares;
    private final ShareSnapshots snapshots;
    private final ShareSnapshotInstances snapshotInstances;
    private final Placement placement;
    private final ShareTrees trees;
    private final ResourceLocks locks;
    private final DeadlineProperties deadline;

    ShareInstanceCommandHandler(
            Aggregates<ShareInstance> aggregates,
            ShareInstances instances,
            Shares shares,
            ShareSnapshots snapshots,
            ShareSnapshotInstances snapshotInstances,
            Placement placement,
            ShareTrees trees,
            ResourceLocks locks,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.instances = instances;
        this.shares = shares;
        this.snapshots = snapshots;
        this.snapshotInstances = snapshotInstances;
        this.placement = placement;
        this.trees = trees;
        this.locks = locks;
        this.deadline = deadline;
    }

    // manila/share/api.py, create_share_replica(), in its order
    @CommandHandler
    public void handle(CreateShareReplica command) {
        locks.exclusive(command.shareId());
        ShareState share =
                shares.find(command.shareId())
                        .orElseThrow(() -> refused(new ShareNotFound(command.shareId())));
        if (share.capabilities().replicationType() == null) {
            throw refused(new NotReplicable(share.id()));
        }
        if (share.busyWith() != null) {
            throw refused(new ShareIsBusy(share.id(), share.busyWith()));
        }
        List<ShareInstanceState> others = instances.ofShare(share.id());
        ShareInstanceState active =
                others.stream()
                        .filter(each -> each.isActive() && each.status() == ShareStatus.AVAILABLE)
                        .findFirst()
                        .orElseThrow(() -> refused(new NoActiveReplica(share.id())));
        request(command, share, active, others);
    }

    private void request(
            CreateShareReplica command,
            ShareState share,
            ShareInstanceState active,
            List<ShareInstanceState> others) {
        String activeHost = Objects.requireNonNull(active.host());
        Set<String> taken = new HashSet<>();
        for (ShareInstanceState other : others) {
            if (other.host() != null) {
                taken.add(other.host());
            }
        }
        @Nullable Place place =
                placement.forReplica(command.availabilityZone(), taken, activeHost).orElse(null);
        String host = place == null ? null : place.host();
        String failure = place == null ? NO_PLACE : null;
        instances.request(
                new ShareInstanceRequested(
                        command.id(),
                        share.projectId(),
                        share.id(),
                        share.shareTypeId(),
                        share.shareProto(),
                        share.sizeGib(),
                        place == null ? command.availabilityZone() : place.availabilityZone(),
                        host,
                        place == null ? ReplicaState.ERROR : ReplicaState.OUT_OF_SYNC,
                        new Source(active.id(), null, activeHost, active.providerLocation()),
                        command.workId(),
                        StatusChange.to(null, ShareStatus.CREATING.word()),
                        command.at()),
                failure);
        snapshots.joinedBy(command.id(), host, share.id(), failure, command.at());
    }

    @CommandHandler
    public void handle(DeleteShareReplica command) {
        Aggregate<ShareInstance> replica = locked(command.id());
        @Nullable ReplicaState state = replica.invoke(ShareInstance::replicaState);
        if (state == null) {
            throw refused(new NotAReplica(command.id()));
        }
        ShareId share = replica.invoke(ShareInstance::shareId);
        boolean lastActive =
                state == ReplicaState.ACTIVE
                        && staysBeside(command.id(), share).noneMatch(ShareInstanceState::isActive);
        if (lastActive) {
            throw refused(new LastActiveReplica(command.id()));
        }
        replica.execute(found ->
                found.requestDeletion(
                        command.force(), command.reason(), command.workId(), command.at()));
        afterDeletion(command.id(), share, command.reason(), command.at());
    }

    @CommandHandler
    public void handle(ForceDeleteShareInstance command) {
        Aggregate<ShareInstance> instance = locked(command.id());
        ShareId share = instance.invoke(ShareInstance::shareId);
        if (staysBeside(command.id(), share).findAny().isEmpty() && snapshots.countOf(share) > 0) {
            throw refused(new HasSnapshots(command.id()));
        }
        instance.execute(found ->
                found.requestDeletion(true, command.reason(), command.workId(), command.at()));
        afterDeletion(command.id(), share, command.reason(), command.at());
    }

    // What is on its way out keeps nothing.
    private Stream<ShareInstanceState> staysBeside(ShareInstanceId id, ShareId share) {
        return instances.ofShare(share).stream()
                .filter(other -> !other.id().equals(id))
                .filter(other -> other.status() != ShareStatus.DELETING);
    }

    // Where the instance had no place it is gone already.
    private void afterDeletion(
            ShareInstanceId id, ShareId share, @Nullable String reason, Instant at) {
        if (instances.find(id).isEmpty()) {
            gone(id, share, reason, at);
        }
        shares.follow(share, reason, at);
    }

    @CommandHandler
    public void handle(PromoteShareReplica command) {
        Aggregate<ShareInstance> replica = locked(command.id());
        @Nullable ReplicaState state = replica.invoke(ShareInstance::replicaState);
        if (state == null) {
            throw refused(new NotAReplica(command.id()));
        }
        if (state == ReplicaState.ACTIVE) {
            return;
        }
        ShareStatus status = replica.invoke(ShareInstance::status);
        if (status != ShareStatus.AVAILABLE) {
            throw refused(new ReplicaNotAvailable(command.id(), status));
        }
        if (state != ReplicaState.IN_SYNC && !command.evenIfBehind()) {
            throw refused(new ReplicaIsBehind(command.id(), state));
        }
        ShareId share = replica.invoke(ShareInstance::shareId);
        for (ShareInstanceState other : instances.ofShare(share)) {
            if (other.isActive()) {
                changeReplicaState(
                        other.id(), ReplicaState.IN_SYNC, command.reason(), command.at());
            }
        }
        replica.execute(found ->
                found.changeReplicaState(ReplicaState.ACTIVE, command.reason(), command.at()));
        snapshotInstances.interruptOn(command.id(), "its replica was promoted", command.at());
        snapshots.settleWaitingOf(share, command.at());
        snapshots.followAllOf(share, command.reason(), command.at());
        shares.follow(share, command.reason(), command.at());
    }

    private void changeReplicaState(
            ShareInstanceId id, ReplicaState to, @Nullable String reason, Instant at) {
        aggregates
                .find(id)
                .ifPresent(found ->
                        found.execute(instance -> instance.changeReplicaState(to, reason, at)));
    }

    @CommandHandler
    public void handle(ResetReplicaState command) {
        Aggregate<ShareInstance> replica = locked(command.id());
        if (replica.invoke(ShareInstance::replicaState) == null) {
            throw refused(new NotAReplica(command.id()));
        }
        replica.execute(
                found -> found.changeReplicaState(command.state(), command.reason(), command.at()));
        ShareId share = replica.invoke(ShareInstance::shareId);
        snapshots.followAllOf(share, command.reason(), command.at());
        shares.follow(share, command.reason(), command.at());
    }

    @CommandHandler
    public void handle(ResetShareInstanceStatus command) {
        Aggregate<ShareInstance> instance = locked(command.id());
        instance.execute(
                found -> found.resetStatus(command.status(), command.reason(), command.at()));
        ShareId share = instance.invoke(ShareInstance::shareId);
        shares.follow(share, command.reason(), command.at());
        // Which snapshot instance speaks depends on which share instance is on the move.
        snapshots.followAllOf(share, command.reason(), command.at());
    }

    @CommandHandler
    public void handle(RecordShareInstanceOutcome command) {
        settle(
                command.id(),
                command.at(),
                command.outcome().result().reason(),
                instance -> instance.record(command.outcome(), command.at()));
    }

    @CommandHandler
    public void handle(FailOverdueShareInstance command) {
        settle(
                command.id(),
                command.at(),
                deadline.reason(),
                instance -> instance.failOverdue(command, deadline.reason()));
    }

    private void settle(
            ShareInstanceId id,
            Instant at,
            @Nullable String reason,
            Function<ShareInstance, Settled> step) {
        Aggregate<ShareInstance> instance = locked(id);
        ShareId share = instance.invoke(ShareInstance::shareId);
        @Nullable ReplicaState state = instance.invoke(ShareInstance::replicaState);
        boolean copy = state != null && state != ReplicaState.ACTIVE;
        boolean made = instance.invoke(ShareInstance::isMade);
        switch (instance.invoke(step)) {
            case NOTHING -> {}
            case CREATED -> {
                if (copy) {
                    instance.execute(
                            found -> found.changeReplicaState(ReplicaState.IN_SYNC, null, at));
                    catchUp(instance, share, at);
                    snapshots.settleWaitingOf(share, at);
                    snapshots.followAllOf(share, null, at);
                }
            }
            case CREATION_FAILED -> {
                if (copy && !made) {
                    instance.execute(
                            found -> found.changeReplicaState(ReplicaState.ERROR, reason, at));
                    snapshots.settleWaitingOf(share, at);
                    snapshots.followAllOf(share, reason, at);
                }
            }
            case EXTENDED, EXTENSION_FAILED -> shares.settleExtension(share, reason, at);
            case DELETED -> gone(id, share, reason, at);
        }
        shares.follow(share, reason, at);
    }

    // Its share may have grown while it was being made.
    private void catchUp(Aggregate<ShareInstance> instance, ShareId share, Instant at) {
        int largest =
                instances.ofShare(share).stream()
                        .mapToInt(ShareInstanceState::largestGib)
                        .max()
                        .orElse(0);
        instance.execute(found -> found.requestExtension(largest, UUID.randomUUID(), at));
    }

    private void gone(ShareInstanceId id, ShareId share, @Nullable String reason, Instant at) {
        shares.settleExtension(share, reason, at);
        List<ShareSnapshotId> left = snapshotInstances.endOn(id, at);
        for (ShareSnapshotId snapshot : left) {
            snapshots.settleWaiting(snapshot, at);
            snapshots.follow(snapshot, reason, at);
        }
    }

    private Aggregate<ShareInstance> locked(ShareInstanceId id) {
        trees.lock(id, ShareTrees.INSTANCE);
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(ShareInstanceRefused refused) {
        return new RefusedException(refused);
    }
}
