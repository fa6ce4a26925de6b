package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
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

    record DeleteVolume(
            @TargetAggregateIdentifier VolumeId id,
            @Nullable String reason,
            UUID workId,
            Instant at)
            implements VolumeCommand {}

    record ResetVolumeStatus(
            @TargetAggregateIdentifier VolumeId id,
            VolumeStatus status,
            @Nullable String reason,
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
