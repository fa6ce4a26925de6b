package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share snapshot instance as it is read.
 *
 * @param host of its share instance, null if no backend could be chosen for that
 * @param progress 0 to 100
 */
public record ShareSnapshotInstanceView(
        ShareSnapshotInstanceId id,
        ShareSnapshotId snapshotId,
        ShareId shareId,
        ShareInstanceId shareInstanceId,
        String projectId,
        ShareSnapshotStatus status,
        @Nullable String host,
        int progress,
        @Nullable String providerLocation,
        List<ExportLocation> exportLocations,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    public ShareSnapshotInstanceView {
        exportLocations = List.copyOf(exportLocations);
    }
}
