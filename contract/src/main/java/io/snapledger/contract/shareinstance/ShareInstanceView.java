package io.snapledger.contract.shareinstance;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share instance as it is read.
 *
 * @param host null if no backend could be chosen
 * @param replicaState null if the share is not replicated
 * @param progress 0 to 100, null until something was said of it
 */
public record ShareInstanceView(
        ShareInstanceId id,
        ShareId shareId,
        String projectId,
        @Nullable ShareTypeId shareTypeId,
        String shareProto,
        int sizeGib,
        ShareStatus status,
        @Nullable String availabilityZone,
        @Nullable String host,
        @Nullable ReplicaState replicaState,
        @Nullable Integer progress,
        List<ExportLocation> exportLocations,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    public ShareInstanceView {
        exportLocations = List.copyOf(exportLocations);
    }
}
