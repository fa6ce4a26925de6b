package io.snapledger.command.sharesnapshotinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.sharesnapshot.ShareSnapshots;
import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance;
import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance.Settled;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.FailOverdueShareSnapshotInstance;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.RecordShareSnapshotInstanceOutcome;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.ResetShareSnapshotInstanceStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceRefused.NotFound;
import java.time.Instant;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes commands to share snapshot instances. The snapshot changes with its instance in one
 * transaction, and after it in the event log.
 */
@Component
public class ShareSnapshotInstanceCommandHandler implements HandlesCommands {

    private final Aggregates<ShareSnapshotInstance> aggregates;
    private final ShareSnapshots snapshots;
    private final ShareTrees trees;
    private final DeadlineProperties deadline;

    ShareSnapshotInstanceCommandHandler(
            Aggregates<ShareSnapshotInstance> aggregates,
            ShareSnapshots snapshots,
            ShareTrees trees,
            DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.snapshots = snapshots;
        this.trees = trees;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(ResetShareSnapshotInstanceStatus command) {
        Aggregate<ShareSnapshotInstance> instance = locked(command.id());
        instance.execute(
                found -> found.resetStatus(command.status(), command.reason(), command.at()));
        ShareSnapshotId snapshot = instance.invoke(ShareSnapshotInstance::snapshotId);
        snapshots.settleWaiting(snapshot, command.at());
        snapshots.follow(snapshot, command.reason(), command.at());
    }

    @CommandHandler
    public void handle(RecordShareSnapshotInstanceOutcome command) {
        settle(
                command.id(),
                command.at(),
                command.outcome().result().reason(),
                instance -> instance.record(command.outcome(), command.at()));
    }

    @CommandHandler
    public void handle(FailOverdueShareSnapshotInstance command) {
        settle(
                command.id(),
                command.at(),
                deadline.reason(),
                instance -> instance.failOverdue(command, deadline.reason()));
    }

    private void settle(
            ShareSnapshotInstanceId id,
            Instant at,
            @Nullable String reason,
            Function<ShareSnapshotInstance, Settled> step) {
        Aggregate<ShareSnapshotInstance> instance = locked(id);
        ShareSnapshotId snapshot = instance.invoke(ShareSnapshotInstance::snapshotId);
        switch (instance.invoke(step)) {
            case NOTHING -> {}
            case TAKEN, FAILED -> snapshots.settleWaiting(snapshot, at);
        }
        snapshots.follow(snapshot, reason, at);
    }

    private Aggregate<ShareSnapshotInstance> locked(ShareSnapshotInstanceId id) {
        trees.lock(id, ShareTrees.SNAPSHOT_INSTANCE);
        return aggregates.existing(id, NotFound::new);
    }
}
