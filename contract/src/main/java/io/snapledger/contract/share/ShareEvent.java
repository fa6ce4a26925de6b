package io.snapledger.contract.share;

import io.snapledger.contract.resource.FollowsStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a share. Storage works on its instances, never on the share itself. */
public sealed interface ShareEvent extends ResourceEvent {

    @Override
    ShareId id();

    @Override
    String projectId();

    /**
     * Accepted; its first instance is on its way.
     *
     * @param shareTypeId null if none was named and none was the default
     * @param snapshotId the snapshot whose files it begins with, null for an empty share
     */
    @StoredName("share.requested")
    record ShareRequested(
            ShareId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            String shareProto,
            int sizeGib,
            @Nullable ShareTypeId shareTypeId,
            @Nullable ShareSnapshotId snapshotId,
            boolean isPublic,
            @Nullable String availabilityZone,
            ShareCapabilities capabilities,
            Map<String, String> metadata,
            StatusChange change,
            Instant at)
            implements ShareEvent, FollowsStatus {}

    /** Its active or only instance changed its status, and the share with it. */
    @StoredName("share.status-followed")
    record ShareStatusFollowed(ShareId id, String projectId, StatusChange change, Instant at)
            implements ShareEvent, FollowsStatus {}

    /** Its last instance is gone, and the share with it. */
    @StoredName("share.deleted")
    record ShareDeleted(ShareId id, String projectId, StatusChange change, Instant at)
            implements ShareEvent, FollowsStatus {}

    /**
     * Has another name, description or openness now.
     *
     * @param isPublic whether other projects see it
     */
    @StoredName("share.updated")
    record ShareUpdated(
            ShareId id,
            String projectId,
            @Nullable String name,
            @Nullable String description,
            boolean isPublic,
            Instant at)
            implements ShareEvent {}

    /**
     * Has other metadata now.
     *
     * @param metadata all of it
     */
    @StoredName("share.metadata-changed")
    record ShareMetadataChanged(
            ShareId id, String projectId, Map<String, String> metadata, Instant at)
            implements ShareEvent {}

    /**
     * Accepted; its instances are to grow to that size.
     *
     * @param chargedGib the size that its project's quota counts it with: the largest asked for
     */
    @StoredName("share.extension-requested")
    record ShareExtensionRequested(
            ShareId id, String projectId, int sizeGib, int chargedGib, Instant at)
            implements ShareEvent {}

    /**
     * Is that large now.
     *
     * @param chargedGib the size that its project's quota counts it with: this one, or a larger one
     *     that is still asked for
     */
    @StoredName("share.extended")
    record ShareExtended(ShareId id, String projectId, int sizeGib, int chargedGib, Instant at)
            implements ShareEvent {}

    /**
     * Did not grow.
     *
     * @param sizeGib the size it still has
     * @param chargedGib the size that its project's quota counts it with: this one, or a larger one
     *     that is still asked for
     */
    @StoredName("share.extension-failed")
    record ShareExtensionFailed(
            ShareId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            @Nullable String reason,
            Instant at)
            implements ShareEvent {}

    /**
     * An administrator said what it is busy with.
     *
     * @param taskState null: with nothing
     */
    @StoredName("share.task-state-reset")
    record ShareTaskStateReset(
            ShareId id,
            String projectId,
            @Nullable String taskState,
            @Nullable String reason,
            Instant at)
            implements ShareEvent {}
}
