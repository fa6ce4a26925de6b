package io.snapledger.command.share;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.share.Shares.ShareState;
import io.snapledger.command.share.domain.Share;
import io.snapledger.command.shareinstance.Placement;
import io.snapledger.command.shareinstance.Placement.Place;
import io.snapledger.command.shareinstance.ShareInstances;
import io.snapledger.command.shareinstance.ShareInstances.ShareInstanceState;
import io.snapledger.command.sharesnapshot.ShareSnapshots;
import io.snapledger.command.sharesnapshot.ShareSnapshots.SourceOfShare;
import io.snapledger.command.sharetype.ShareTypes;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareCommand.ChangeShareMetadata;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareStatus;
import io.snapledger.contract.share.ShareCommand.ResetShareTaskState;
import io.snapledger.contract.share.ShareCommand.UpdateShare;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.share.ShareRefused.NotFound;
import io.snapledger.contract.share.ShareRefused.ShareTypeNotFound;
import io.snapledger.contract.share.ShareRefused.SmallerThanSnapshot;
import io.snapledger.contract.share.ShareRefused.SnapshotCannotBeCopied;
import io.snapledger.contract.share.ShareRefused.SnapshotNotAvailable;
import io.snapledger.contract.share.ShareRefused.SnapshotNotFound;
import io.snapledger.contract.share.ShareRefused.TypeDiffersFromSnapshot;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes commands to shares. The instances change with the share in one transaction, and before it
 * in the event log: who sees it available may rely on them.
 */
@Component
public class ShareCommandHandler implements HandlesCommands {

    private static final String NO_TYPE = "no share type was named and none is the default";
    private static final String NOTHING_GROWS = "no instance of the share is there to grow";
    private static final String NO_PLACE = "no backend is there for the share";

    private final Aggregates<Share> aggregates;
    private final Shares shares;
    private final ShareInstances instances;
    private final ShareSnapshots snapshots;
    private final ShareTypes shareTypes;
    private final Placement placement;
    private final ResourceLocks locks;

    ShareCommandHandler(
            Aggregates<Share> aggregates,
            Shares shares,
            ShareInstances instances,
            ShareSnapshots snapshots,
            ShareTypes shareTypes,
            Placement placement,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.shares = shares;
        this.instances = instances;
        this.snapshots = snapshots;
        this.shareTypes = shareTypes;
        this.placement = placement;
        this.locks = locks;
    }

    @CommandHandler
    public void handle(CreateShare command) {
        @Nullable SourceOfShare source =
                command.snapshotId() == null ? null : source(command, command.snapshotId());
        @Nullable ShareTypeId type =
                command.shareTypeId() == null && source != null
                        ? source.shareTypeId()
                        : command.shareTypeId();
        ShareCapabilities capabilities =
                type == null ? ShareCapabilities.NONE : capabilitiesOf(type);
        // A copy stays where its source is.
        Optional<Place> place =
                source == null
                        ? placement.forShare(command.availabilityZone())
                        : Optional.of(source.place());
        @Nullable String failure = type == null ? NO_TYPE : place.isEmpty() ? NO_PLACE : null;
        @Nullable Place where = failure == null ? place.orElseThrow() : null;
        instances.request(
                new ShareInstanceRequested(
                        new ShareInstanceId(UUID.randomUUID()),
                        command.projectId(),
                        command.id(),
                        type,
                        command.shareProto(),
                        command.sizeGib(),
                        where == null ? command.availabilityZone() : where.availabilityZone(),
                        where == null ? null : where.host(),
                        capabilities.replicationType() == null ? null : ReplicaState.ACTIVE,
                        source == null ? null : source.source(),
                        command.workId(),
                        StatusChange.to(null, ShareStatus.CREATING.word()),
                        command.at()),
                failure);
        @Nullable String zone =
                source == null ? command.availabilityZone() : source.place().availabilityZone();
        aggregates.add(() -> new Share(requested(command, type, zone, capabilities), failure));
    }

    private static ShareRequested requested(
            CreateShare command,
            @Nullable ShareTypeId type,
            @Nullable String availabilityZone,
            ShareCapabilities capabilities) {
        return new ShareRequested(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                command.shareProto(),
                command.sizeGib(),
                type,
                command.snapshotId(),
                command.isPublic(),
                availabilityZone,
                capabilities,
                command.metadata(),
                StatusChange.to(null, ShareStatus.CREATING.word()),
                command.at());
    }

    private ShareCapabilities capabilitiesOf(ShareTypeId type) {
        // Shared: many may be made of a type at once, while nobody deletes it.
        locks.shared(List.of(type));
        return shareTypes
                .specs(type)
                .map(ShareCapabilities::of)
                .orElseThrow(() -> refused(new ShareTypeNotFound(type)));
    }

    private SourceOfShare source(CreateShare command, ShareSnapshotId snapshot) {
        SourceOfShare source =
                snapshots
                        .lockAsSource(snapshot)
                        .orElseThrow(() -> refused(new SnapshotNotFound(snapshot)));
        if (source.status() != ShareSnapshotStatus.AVAILABLE) {
            throw refused(new SnapshotNotAvailable(snapshot, source.status()));
        }
        if (command.sizeGib() < source.sizeGib()) {
            throw refused(new SmallerThanSnapshot(command.sizeGib(), source.sizeGib()));
        }
        boolean allowed =
                shares.find(source.shareId())
                        .map(ShareState::capabilities)
                        .map(ShareCapabilities::sharesFromSnapshots)
                        .orElse(false);
        if (!allowed) {
            throw refused(new SnapshotCannotBeCopied(snapshot));
        }
        if (command.shareTypeId() != null && !command.shareTypeId().equals(source.shareTypeId())) {
            throw refused(new TypeDiffersFromSnapshot(snapshot, command.shareTypeId()));
        }
        return source;
    }

    @CommandHandler
    public void handle(UpdateShare command) {
        locked(command.id()).execute(share -> share.update(command));
    }

    @CommandHandler
    public void handle(ChangeShareMetadata command) {
        locked(command.id()).execute(share -> share.changeMetadata(command.change(), command.at()));
    }

    @CommandHandler
    public void handle(ExtendShare command) {
        locked(command.id()).execute(share -> share.requestExtension(command));
        for (ShareInstanceState instance : instances.ofShare(command.id())) {
            instances.requestExtension(
                    instance.id(), command.sizeGib(), command.workId(), command.at());
        }
        shares.settleExtension(command.id(), NOTHING_GROWS, command.at());
        shares.follow(command.id(), null, command.at());
    }

    @CommandHandler
    public void handle(DeleteShare command) {
        Aggregate<Share> share = locked(command.id());
        List<ShareInstanceState> left = instances.ofShare(command.id());
        int snapshotsLeft = snapshots.countOf(command.id());
        share.execute(found -> found.requireMayGo(command, left.size(), snapshotsLeft));
        for (ShareInstanceState instance : left) {
            instances.requestDeletion(
                    instance.id(),
                    command.force(),
                    command.reason(),
                    command.workId(),
                    command.at());
        }
        shares.follow(command.id(), command.reason(), command.at());
    }

    @CommandHandler
    public void handle(ResetShareStatus command) {
        locked(command.id());
        ShareInstances.speaker(instances.ofShare(command.id()))
                .ifPresent(speaker ->
                        instances.resetStatus(
                                speaker.id(), command.status(), command.reason(), command.at()));
        shares.follow(command.id(), command.reason(), command.at());
        snapshots.followAllOf(command.id(), command.reason(), command.at());
    }

    @CommandHandler
    public void handle(ResetShareTaskState command) {
        locked(command.id()).execute(share -> share.resetTaskState(command));
    }

    private Aggregate<Share> locked(ShareId id) {
        locks.exclusive(id);
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(ShareRefused refused) {
        return new RefusedException(refused);
    }
}
