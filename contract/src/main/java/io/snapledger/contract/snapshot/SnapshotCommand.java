package io.snapledger.contract.snapshot;

import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.volume.VolumeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a volume snapshot. */
public sealed interface SnapshotCommand {

    SnapshotId id();

    /**
     * Asks for a snapshot of one volume.
     *
     * @param inUseToo whether the volume may be in use
     * @param projectId the caller's project, which owns the result, whoever owns the volume
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateSnapshot(
            @TargetAggregateIdentifier SnapshotId id,
            VolumeId volumeId,
            boolean inUseToo,
            @Nullable String name,
            @Nullable String description,
            Map<String, String> metadata,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements SnapshotCommand {}

    /** Gives it another name or description; null leaves one as it is. */
    record RenameSnapshot(
            @TargetAggregateIdentifier SnapshotId id,
            @Nullable NewText name,
            @Nullable NewText description,
            Instant at)
            implements SnapshotCommand {}

    record ChangeSnapshotMetadata(
            @TargetAggregateIdentifier SnapshotId id, MetadataChange change, Instant at)
            implements SnapshotCommand {}

    /**
     * Asks for its end.
     *
     * @param force whatever its status
     */
    record DeleteSnapshot(
            @TargetAggregateIdentifier SnapshotId id,
            boolean force,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements SnapshotCommand {}

    record ResetSnapshotStatus(
            @TargetAggregateIdentifier SnapshotId id,
            SnapshotStatus status,
            @Nullable String reason,
            Instant at)
            implements SnapshotCommand {}

    /**
     * Tells how far somebody else has come, who takes or drops the snapshot in storage's place.
     *
     * @param progress 0 to 100, null if that was not said
     */
    record ReportSnapshotStatus(
            @TargetAggregateIdentifier SnapshotId id,
            String status,
            @Nullable Integer progress,
            Instant at)
            implements SnapshotCommand {}

    record RecordSnapshotOutcome(
            @TargetAggregateIdentifier SnapshotId id, SnapshotOutcome outcome, Instant at)
            implements SnapshotCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueSnapshot(
            @TargetAggregateIdentifier SnapshotId id,
            SnapshotStatus status,
            Instant since,
            Instant at)
            implements SnapshotCommand {}
}
