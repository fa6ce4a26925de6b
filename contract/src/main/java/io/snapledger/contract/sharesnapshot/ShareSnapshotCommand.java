package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.share.ShareId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a share snapshot. */
public sealed interface ShareSnapshotCommand {

    ShareSnapshotId id();

    /**
     * Asks for a snapshot of a share, with one instance for each instance of the share.
     *
     * @param projectId the caller's project, which owns the result, whoever owns the share
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateShareSnapshot(
            @TargetAggregateIdentifier ShareSnapshotId id,
            ShareId shareId,
            @Nullable String name,
            @Nullable String description,
            Map<String, String> metadata,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements ShareSnapshotCommand {}

    /** Gives it another name or description; null leaves one as it is. */
    record RenameShareSnapshot(
            @TargetAggregateIdentifier ShareSnapshotId id,
            @Nullable NewText name,
            @Nullable NewText description,
            Instant at)
            implements ShareSnapshotCommand {}

    record ChangeShareSnapshotMetadata(
            @TargetAggregateIdentifier ShareSnapshotId id, MetadataChange change, Instant at)
            implements ShareSnapshotCommand {}

    /**
     * Asks for the end of all its instances, and with the last of them its own.
     *
     * @param force whatever its status, and even if storage fails
     */
    record DeleteShareSnapshot(
            @TargetAggregateIdentifier ShareSnapshotId id,
            boolean force,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements ShareSnapshotCommand {}

    /** Sets the status of the instance that speaks for it by hand. */
    record ResetShareSnapshotStatus(
            @TargetAggregateIdentifier ShareSnapshotId id,
            ShareSnapshotStatus status,
            @Nullable String reason,
            Instant at)
            implements ShareSnapshotCommand {}
}
