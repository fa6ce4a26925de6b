package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a volume. */
public sealed interface VolumeCommand {

    VolumeId id();

    /**
     * Asks for a new volume.
     *
     * @param workId names the storage work that follows, so that its outcome can be told from any
     *     other
     */
    record CreateVolume(
            @TargetAggregateIdentifier VolumeId id,
            int sizeGib,
            @Nullable String name,
            @Nullable String description,
            VolumeTypeId volumeTypeId,
            @Nullable GroupId groupId,
            String availabilityZone,
            Map<String, String> metadata,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements VolumeCommand {}

    /**
     * Asks for a new volume with the bytes of a snapshot or of another volume: exactly one of the
     * two is named.
     */
    record CreateVolumeFromSource(
            @TargetAggregateIdentifier VolumeId id,
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId sourceVolumeId,
            int sizeGib,
            @Nullable String name,
            @Nullable String description,
            VolumeTypeId volumeTypeId,
            @Nullable GroupId groupId,
            String availabilityZone,
            Map<String, String> metadata,
            String projectId,
            String userId,
            UUID workId,
            Instant at)
            implements VolumeCommand {

        public CreateVolumeFromSource {
            if ((snapshotId == null) == (sourceVolumeId == null)) {
                throw new IllegalArgumentException("a volume has exactly one source");
            }
        }
    }

    /**
     * Asks for its removal.
     *
     * @param force whatever its status
     * @param cascade with its snapshots, if all of them may go
     * @param othersSnapshotsToo whether snapshots that other projects own may go with it
     */
    record DeleteVolume(
            @TargetAggregateIdentifier VolumeId id,
            boolean force,
            boolean cascade,
            boolean othersSnapshotsToo,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements VolumeCommand {

        /** Of it alone, and only if its status allows. */
        public DeleteVolume(VolumeId id, @Nullable String reason, UUID workId, Instant at) {
            this(id, false, false, false, reason, workId, at);
        }
    }

    /**
     * Sets by hand what a volume is said to be; null leaves a thing as it is.
     *
     * @param attached whether it counts as attached
     * @param migration where its migration stands
     */
    record ResetVolumeStatus(
            @TargetAggregateIdentifier VolumeId id,
            @Nullable VolumeStatus status,
            @Nullable Boolean attached,
            @Nullable NewMigration migration,
            @Nullable String reason,
            Instant at)
            implements VolumeCommand {

        /** The status alone. */
        public ResetVolumeStatus(
                VolumeId id, VolumeStatus status, @Nullable String reason, Instant at) {
            this(id, status, null, null, reason, at);
        }
    }

    /**
     * Where a migration stands from now on.
     *
     * @param status null: there is none
     */
    record NewMigration(@Nullable MigrationStatus status) {}

    /**
     * Gives it another name, description or metadata; null leaves one as it is.
     *
     * @param metadata all of it
     */
    record UpdateVolume(
            @TargetAggregateIdentifier VolumeId id,
            @Nullable NewText name,
            @Nullable NewText description,
            @Nullable Map<String, String> metadata,
            Instant at)
            implements VolumeCommand {}

    record ChangeVolumeMetadata(
            @TargetAggregateIdentifier VolumeId id, MetadataChange change, Instant at)
            implements VolumeCommand {}

    /**
     * Asks for a larger one.
     *
     * @param inUse whether it must be in use, else it must be available
     */
    record ExtendVolume(
            @TargetAggregateIdentifier VolumeId id,
            int sizeGib,
            boolean inUse,
            UUID workId,
            Instant at)
            implements VolumeCommand {}

    record RecordVolumeOutcome(
            @TargetAggregateIdentifier VolumeId id, VolumeOutcome outcome, Instant at)
            implements VolumeCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueVolume(
            @TargetAggregateIdentifier VolumeId id, VolumeStatus status, Instant since, Instant at)
            implements VolumeCommand {}
}
