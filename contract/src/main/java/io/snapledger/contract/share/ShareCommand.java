package io.snapledger.contract.share;

import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a share. */
public sealed interface ShareCommand {

    ShareId id();

    /**
     * Asks for a new share, with one instance.
     *
     * @param shareTypeId null if none was named and none is the default; the share then ends in
     *     error
     * @param snapshotId the snapshot whose files it begins with, null for an empty share
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateShare(
            @TargetAggregateIdentifier ShareId id,
            String shareProto,
            int sizeGib,
            @Nullable String name,
            @Nullable String description,
            @Nullable ShareTypeId shareTypeId,
            @Nullable ShareSnapshotId snapshotId,
            boolean isPublic,
            @Nullable String availabilityZone,
            Map<String, String> metadata,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements ShareCommand {}

    /** Gives it another name, description or openness; null leaves one as it is. */
    record UpdateShare(
            @TargetAggregateIdentifier ShareId id,
            @Nullable NewText name,
            @Nullable NewText description,
            @Nullable Boolean isPublic,
            Instant at)
            implements ShareCommand {}

    record ChangeShareMetadata(
            @TargetAggregateIdentifier ShareId id, MetadataChange change, Instant at)
            implements ShareCommand {}

    /** Asks for a larger one: each of its instances grows. */
    record ExtendShare(@TargetAggregateIdentifier ShareId id, int sizeGib, UUID workId, Instant at)
            implements ShareCommand {}

    /**
     * Asks for its end.
     *
     * @param force whatever its status, and even if storage fails
     */
    record DeleteShare(
            @TargetAggregateIdentifier ShareId id,
            boolean force,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements ShareCommand {}

    /** Sets the status of its active or only instance by hand. */
    record ResetShareStatus(
            @TargetAggregateIdentifier ShareId id,
            ShareStatus status,
            @Nullable String reason,
            Instant at)
            implements ShareCommand {}

    /**
     * Sets by hand what the share is said to be busy with.
     *
     * @param taskState null: with nothing
     */
    record ResetShareTaskState(
            @TargetAggregateIdentifier ShareId id,
            @Nullable String taskState,
            @Nullable String reason,
            Instant at)
            implements ShareCommand {}
}
