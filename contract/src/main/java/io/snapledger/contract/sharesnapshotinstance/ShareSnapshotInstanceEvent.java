package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a share snapshot instance. Where work is named, the agent of the host is to act.
 */
public sealed interface ShareSnapshotInstanceEvent extends ResourceEvent {

    @Override
    ShareSnapshotInstanceId id();

    @Override
    String projectId();

    /**
     * Accepted.
     *
     * @param host of the share instance, null if no backend could be chosen for that
     * @param workId an agent is to take it of its share instance; null: it will be a copy of the
     *     active replica's, and waits for that
     */
    @StoredName("share-snapshot-instance.requested")
    record ShareSnapshotInstanceRequested(
            ShareSnapshotInstanceId id,
            String projectId,
            ShareSnapshotId snapshotId,
            ShareId shareId,
            ShareInstanceId shareInstanceId,
            int sizeGib,
            @Nullable String host,
            @Nullable UUID workId,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    /** What it waited for is there: an agent is to copy it. */
    @StoredName("share-snapshot-instance.copy-requested")
    record ShareSnapshotInstanceCopyRequested(
            ShareSnapshotInstanceId id,
            String projectId,
            ShareSnapshotId snapshotId,
            ShareId shareId,
            ShareInstanceId shareInstanceId,
            String host,
            Source source,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    /** There is one now. Its status stays where it was set otherwise while it was being taken. */
    @StoredName("share-snapshot-instance.taken")
    record ShareSnapshotInstanceTaken(
            ShareSnapshotInstanceId id,
            String projectId,
            @Nullable String providerLocation,
            List<ExportLocation> exportLocations,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    /**
     * Could not be taken.
     *
     * @param progress how far it came, 0 to 100
     */
    @StoredName("share-snapshot-instance.failed")
    record ShareSnapshotInstanceFailed(
            ShareSnapshotInstanceId id,
            String projectId,
            int progress,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    /**
     * Accepted; an agent is to drop it.
     *
     * @param force whether it goes even if storage fails
     */
    @StoredName("share-snapshot-instance.deletion-requested")
    record ShareSnapshotInstanceDeletionRequested(
            ShareSnapshotInstanceId id,
            String projectId,
            ShareSnapshotId snapshotId,
            ShareId shareId,
            ShareInstanceId shareInstanceId,
            String host,
            @Nullable String providerLocation,
            boolean force,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    /** Is gone; the reason says so if storage failed and force made it go. */
    @StoredName("share-snapshot-instance.deleted")
    record ShareSnapshotInstanceDeleted(
            ShareSnapshotInstanceId id,
            String projectId,
            ShareSnapshotId snapshotId,
            StatusChange change,
            Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    @StoredName("share-snapshot-instance.deletion-failed")
    record ShareSnapshotInstanceDeletionFailed(
            ShareSnapshotInstanceId id, String projectId, StatusChange change, Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}

    @StoredName("share-snapshot-instance.status-reset")
    record ShareSnapshotInstanceStatusReset(
            ShareSnapshotInstanceId id, String projectId, StatusChange change, Instant at)
            implements ShareSnapshotInstanceEvent, ChangesStatus {}
}
