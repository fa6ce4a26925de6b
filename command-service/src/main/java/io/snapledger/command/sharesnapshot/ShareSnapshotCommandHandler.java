package io.snapledger.command.sharesnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.share.Shares;
import io.snapledger.command.share.Shares.ShareState;
import io.snapledger.command.shareinstance.ShareInstances;
import io.snapledger.command.shareinstance.ShareInstances.ShareInstanceState;
import io.snapledger.command.sharesnapshot.domain.ShareSnapshot;
import io.snapledger.command.sharesnapshotinstance.ShareSnapshotInstances;
import io.snapledger.command.sharesnapshotinstance.ShareSnapshotInstances.SnapshotInstanceState;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.DerivedStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ChangeShareSnapshotMetadata;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.RenameShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ResetShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.NotFound;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.NotSupported;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareIsBusy;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareNotAvailable;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareNotFound;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes commands to share snapshots. The instances change with the snapshot in one transaction, and
 * before it in the event log: who sees it available may rely on them.
 */
@Component
public class ShareSnapshotCommandHandler implements HandlesCommands {

    private static final String NO_PLACE = "its replica is on no backend";

    private final Aggregates<ShareSnapshot> aggregates;
    private final ShareSnapshots snapshots;
    private final ShareSnapshotInstances snapshotInstances;
    private final Shares shares;
    private final ShareInstances shareInstances;
    private final ShareTrees trees;
    private final ResourceLocks locks;

    ShareSnapshotCommandHandler(
            Aggregates<ShareSnapshot> aggregates,
            ShareSnapshots snapshots,
            ShareSnapshotInstances snapshotInstances,
            Shares shares,
            ShareInstances shareInstances,
            ShareTrees trees,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.snapshots = snapshots;
        this.snapshotInstances = snapshotInstances;
        this.shares = shares;
        this.shareInstances = shareInstances;
        this.trees = trees;
        this.locks = locks;
    }

    // manila/api/v2/share_snapshots.py, _create(), and manila/share/api.py, create_snapshot(), in
    // their order
    @CommandHandler
    public void handle(CreateShareSnapshot command) {
        locks.exclusive(command.shareId());
        ShareState share =
                shares.find(command.shareId())
                        .orElseThrow(() -> refused(new ShareNotFound(command.shareId())));
        if (!share.capabilities().snapshots()) {
            throw refused(new NotSupported(share.id()));
        }
        if (share.status() != ShareStatus.AVAILABLE) {
            throw refused(new ShareNotAvailable(share.id(), share.status()));
        }
        if (share.busyWith() != null) {
            throw refused(new ShareIsBusy(share.id(), share.busyWith()));
        }
        List<ShareInstanceState> instances = shareInstances.ofShare(share.id());
        Optional<ShareInstanceState> first = ShareInstances.speaker(instances);
        boolean taken = first.map(ShareInstanceState::host).isPresent();
        for (ShareInstanceState instance : instances) {
            // Replicas get copies of the active one's, so that all hold the same files.
            boolean copy = first.filter(instance::equals).isEmpty();
            @Nullable UUID workId = copy || instance.host() == null ? null : command.workId();
            request(command, share, instance, workId, whyNot(instance, copy, taken));
        }
        aggregates.add(() -> new ShareSnapshot(requested(command, share)));
    }

    private void request(
            CreateShareSnapshot command,
            ShareState share,
            ShareInstanceState instance,
            @Nullable UUID workId,
            @Nullable String failure) {
        snapshotInstances.request(
                new ShareSnapshotInstanceRequested(
                        new ShareSnapshotInstanceId(UUID.randomUUID()),
                        command.projectId(),
                        command.id(),
                        share.id(),
                        instance.id(),
                        share.sizeGib(),
                        instance.host(),
                        workId,
                        StatusChange.to(null, ShareSnapshotStatus.CREATING.word()),
                        command.at()),
                failure);
    }

    private static @Nullable String whyNot(
            ShareInstanceState instance, boolean copy, boolean taken) {
        if (instance.host() == null) {
            return NO_PLACE;
        }
        if (!copy) {
            return null;
        }
        if (!instance.isThereOrComing()) {
            return ShareSnapshots.NO_REPLICA;
        }
        return taken ? null : ShareSnapshots.NOTHING_TO_COPY;
    }

    private static ShareSnapshotRequested requested(CreateShareSnapshot command, ShareState share) {
        return new ShareSnapshotRequested(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                share.id(),
                share.shareTypeId(),
                share.shareProto(),
                share.sizeGib(),
                command.metadata(),
                StatusChange.to(null, ShareSnapshotStatus.CREATING.word()),
                command.at());
    }

    @CommandHandler
    public void handle(RenameShareSnapshot command) {
        locked(command.id()).execute(snapshot -> snapshot.rename(command));
    }

    @CommandHandler
    public void handle(ChangeShareSnapshotMetadata command) {
        locked(command.id())
                .execute(snapshot -> snapshot.changeMetadata(command.change(), command.at()));
    }

    @CommandHandler
    public void handle(DeleteShareSnapshot command) {
        Aggregate<ShareSnapshot> snapshot = locked(command.id());
        List<SnapshotInstanceState> left = snapshotInstances.ofSnapshot(command.id());
        boolean beingCopied =
                left.stream().anyMatch(each -> snapshotInstances.isBeingCopied(each.id()));
        snapshot.execute(found -> found.requireMayGo(command, beingCopied));
        for (SnapshotInstanceState instance : left) {
            snapshotInstances.requestDeletion(
                    instance.id(),
                    command.force(),
                    command.reason(),
                    command.workId(),
                    command.at());
        }
        snapshots.follow(command.id(), command.reason(), command.at());
    }

    @CommandHandler
    public void handle(ResetShareSnapshotStatus command) {
        locked(command.id());
        DerivedStatus.speaker(snapshots.standings(command.id()))
                .ifPresent(speaker ->
                        snapshotInstances.resetStatus(
                                speaker.id(), command.status(), command.reason(), command.at()));
        snapshots.settleWaiting(command.id(), command.at());
        snapshots.follow(command.id(), command.reason(), command.at());
    }

    private Aggregate<ShareSnapshot> locked(ShareSnapshotId id) {
        trees.lock(id, ShareTrees.SNAPSHOT);
        return aggregates.find(id).orElseThrow(() -> refused(new NotFound(id)));
    }

    private static RefusedException refused(ShareSnapshotRefused refused) {
        return new RefusedException(refused);
    }
}
