package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.resource.FollowsStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a share snapshot. Storage works on its instances, never on it itself. */
public sealed interface ShareSnapshotEvent extends ResourceEvent {

    @Override
    ShareSnapshotId id();

    @Override
    String projectId();

    /**
     * Accepted; its instances are on their way.
     *
     * @param sizeGib the size of the share at that moment
     */
    @StoredName("share-snapshot.requested")
    record ShareSnapshotRequested(
            ShareSnapshotId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            ShareId shareId,
            @Nullable ShareTypeId shareTypeId,
            String shareProto,
            int sizeGib,
            Map<String, String> metadata,
            StatusChange change,
            Instant at)
            implements ShareSnapshotEvent, FollowsStatus {}

    /** One of its instances changed its status, and what follows for the snapshot is another. */
    @StoredName("share-snapshot.status-followed")
    record ShareSnapshotStatusFollowed(
            ShareSnapshotId id, String projectId, StatusChange change, Instant at)
            implements ShareSnapshotEvent, FollowsStatus {}

    /** Its last instance is gone, and the snapshot with it. */
    @StoredName("share-snapshot.deleted")
    record ShareSnapshotDeleted(
            ShareSnapshotId id, String projectId, StatusChange change, Instant at)
            implements ShareSnapshotEvent, FollowsStatus {}

    @StoredName("share-snapshot.renamed")
    record ShareSnapshotRenamed(
            ShareSnapshotId id,
            String projectId,
            @Nullable String name,
            @Nullable String description,
            Instant at)
            implements ShareSnapshotEvent {}

    /**
     * Has other metadata now.
     *
     * @param metadata all of it
     */
    @StoredName("share-snapshot.metadata-changed")
    record ShareSnapshotMetadataChanged(
            ShareSnapshotId id, String projectId, Map<String, String> metadata, Instant at)
            implements ShareSnapshotEvent {}
}
