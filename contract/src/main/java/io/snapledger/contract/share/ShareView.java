package io.snapledger.contract.share;

import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share as it is read.
 *
 * @param availabilityZone null until an agent has made it
 * @param progress 0 to 100, null until something was said of it
 * @param host where its active or only instance is, null until one was chosen
 */
public record ShareView(
        ShareId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        String shareProto,
        ShareStatus status,
        int sizeGib,
        @Nullable ShareTypeId shareTypeId,
        @Nullable ShareSnapshotId snapshotId,
        boolean isPublic,
        @Nullable String availabilityZone,
        ShareCapabilities capabilities,
        boolean hasReplicas,
        @Nullable String taskState,
        Map<String, String> metadata,
        @Nullable Integer progress,
        @Nullable String host,
        Instant createdAt,
        @Nullable Instant updatedAt) {}
