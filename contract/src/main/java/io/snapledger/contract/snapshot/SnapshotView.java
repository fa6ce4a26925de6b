package io.snapledger.contract.snapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume snapshot as it is read.
 *
 * @param progress 0 to 100
 */
public record SnapshotView(
        SnapshotId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        VolumeId volumeId,
        SnapshotStatus status,
        int sizeGib,
        Map<String, String> metadata,
        @Nullable GroupSnapshotId groupSnapshotId,
        int progress,
        @Nullable String providerLocation,
        Instant createdAt,
        @Nullable Instant updatedAt) {}
