package io.snapledger.contract.shareinstance;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a share instance, which is a replica if its share is replicated. */
public sealed interface ShareInstanceCommand {

    ShareInstanceId id();

    /**
     * Asks for one more instance of a share, with the files and the snapshots of the active one.
     *
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateShareReplica(
            @TargetAggregateIdentifier ShareInstanceId id,
            ShareId shareId,
            @Nullable String availabilityZone,
            UUID workId,
            Instant at)
            implements ShareInstanceCommand {}

    /**
     * Asks for the end of a replica, which must not be the last active one, with its snapshot
     * instances.
     *
     * @param force even if storage fails
     */
    record DeleteShareReplica(
            @TargetAggregateIdentifier ShareInstanceId id,
            boolean force,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements ShareInstanceCommand {}

    /**
     * Makes a replica the active one.
     *
     * @param evenIfBehind whether it may be out of sync or in error
     */
    record PromoteShareReplica(
            @TargetAggregateIdentifier ShareInstanceId id,
            boolean evenIfBehind,
            @Nullable String reason,
            Instant at)
            implements ShareInstanceCommand {}

    /** Sets by hand how a replica compares with the active one. */
    record ResetReplicaState(
            @TargetAggregateIdentifier ShareInstanceId id,
            ReplicaState state,
            @Nullable String reason,
            Instant at)
            implements ShareInstanceCommand {}

    /** Asks for its end by force; with the last one its share ends. */
    record ForceDeleteShareInstance(
            @TargetAggregateIdentifier ShareInstanceId id,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements ShareInstanceCommand {}

    record ResetShareInstanceStatus(
            @TargetAggregateIdentifier ShareInstanceId id,
            ShareStatus status,
            @Nullable String reason,
            Instant at)
            implements ShareInstanceCommand {}

    record RecordShareInstanceOutcome(
            @TargetAggregateIdentifier ShareInstanceId id, ShareInstanceOutcome outcome, Instant at)
            implements ShareInstanceCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueShareInstance(
            @TargetAggregateIdentifier ShareInstanceId id,
            ShareStatus status,
            Instant since,
            Instant at)
            implements ShareInstanceCommand {}
}
