package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.share.ShareId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share snapshot as it is read.
 *
 * @param status what its instances make of it
 * @param sizeGib the size of its share when it was taken
 * @param progress of the instance that speaks for it: 0 to 100
 * @param providerLocation of the instance that speaks for it
 */
public record ShareSnapshotView(
        ShareSnapshotId id,
        ShareId shareId,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        ShareSnapshotStatus status,
        int sizeGib,
        String shareProto,
        Map<String, String> metadata,
        @Nullable Integer progress,
        @Nullable String providerLocation,
        Instant createdAt,
        @Nullable Instant updatedAt) {}
