package io.snapledger.contract.shareinstance;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.resource.ToldInHistory;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a share instance. Where a host is named, the agent of that host is to act. */
public sealed interface ShareInstanceEvent extends ResourceEvent {

    @Override
    ShareInstanceId id();

    @Override
    String projectId();

    /**
     * Where the files come from with which something begins.
     *
     * @param shareInstanceId the instance whose files, or the files of whose snapshot, they are
     * @param snapshotInstanceId the snapshot, null for the instance itself
     * @param providerLocation where that backend keeps them
     */
    record Source(
            ShareInstanceId shareInstanceId,
            @Nullable ShareSnapshotInstanceId snapshotInstanceId,
            String host,
            @Nullable String providerLocation) {}

    /**
     * Accepted; an agent is to make it.
     *
     * @param host null if no backend could be chosen: then nobody is asked
     * @param replicaState null if the share is not replicated
     * @param source null if it begins empty
     */
    @StoredName("share-instance.requested")
    record ShareInstanceRequested(
            ShareInstanceId id,
            String projectId,
            ShareId shareId,
            @Nullable ShareTypeId shareTypeId,
            String shareProto,
            int sizeGib,
            @Nullable String availabilityZone,
            @Nullable String host,
            @Nullable ReplicaState replicaState,
            @Nullable Source source,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    /** There is one now. Its status stays where it was set otherwise while it was being made. */
    @StoredName("share-instance.created")
    record ShareInstanceCreated(
            ShareInstanceId id,
            String projectId,
            AgentIdentity agent,
            @Nullable String providerLocation,
            List<ExportLocation> exportLocations,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    @StoredName("share-instance.creation-failed")
    record ShareInstanceCreationFailed(
            ShareInstanceId id, String projectId, StatusChange change, Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    /** Compares otherwise with the active one from now on. */
    @StoredName("share-instance.replica-state-changed")
    record ShareInstanceReplicaStateChanged(
            ShareInstanceId id,
            String projectId,
            ShareId shareId,
            @Nullable ReplicaState from,
            ReplicaState to,
            @Nullable String reason,
            Instant at)
            implements ShareInstanceEvent, ToldInHistory {}

    /**
     * Accepted; an agent is to make it that large.
     *
     * @param chargedGib the size that quotas count it with, if it is a replica: the largest that is
     *     asked for and under way
     */
    @StoredName("share-instance.extension-requested")
    record ShareInstanceExtensionRequested(
            ShareInstanceId id,
            String projectId,
            ShareId shareId,
            int sizeGib,
            int chargedGib,
            String host,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    /**
     * Is that large now. Its status stays where it was set otherwise while it grew.
     *
     * @param chargedGib the size that quotas count it with, if it is a replica: a larger one if
     *     another extension is still under way
     * @param workId the extension that is done
     */
    @StoredName("share-instance.extended")
    record ShareInstanceExtended(
            ShareInstanceId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    /**
     * Did not grow. Its status stays where it was set otherwise meanwhile.
     *
     * @param sizeGib the size it still has
     * @param chargedGib the size that quotas count it with, if it is a replica: a larger one if
     *     another extension is still under way
     * @param workId the extension that failed, or was waited for too long; null if there was none,
     *     and the status was set by hand
     */
    @StoredName("share-instance.extension-failed")
    record ShareInstanceExtensionFailed(
            ShareInstanceId id,
            String projectId,
            int sizeGib,
            int chargedGib,
            @Nullable UUID workId,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {

        @Override
        public boolean beginsStay() {
            return change.moves();
        }
    }

    /**
     * Accepted; an agent is to remove it.
     *
     * @param force whether it goes even if storage fails
     */
    @StoredName("share-instance.deletion-requested")
    record ShareInstanceDeletionRequested(
            ShareInstanceId id,
            String projectId,
            ShareId shareId,
            String host,
            @Nullable String providerLocation,
            boolean force,
            UUID workId,
            StatusChange change,
            Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    /** Is gone; the reason says so if storage failed and force made it go. */
    @StoredName("share-instance.deleted")
    record ShareInstanceDeleted(
            ShareInstanceId id, String projectId, ShareId shareId, StatusChange change, Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    @StoredName("share-instance.deletion-failed")
    record ShareInstanceDeletionFailed(
            ShareInstanceId id, String projectId, StatusChange change, Instant at)
            implements ShareInstanceEvent, ChangesStatus {}

    @StoredName("share-instance.status-reset")
    record ShareInstanceStatusReset(
            ShareInstanceId id, String projectId, StatusChange change, Instant at)
            implements ShareInstanceEvent, ChangesStatus {}
}
