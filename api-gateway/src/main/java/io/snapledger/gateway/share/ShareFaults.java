package io.snapledger.gateway.share;

import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.share.ShareRefused.HasReplicas;
import io.snapledger.contract.share.ShareRefused.HasSnapshots;
import io.snapledger.contract.share.ShareRefused.IsBusy;
import io.snapledger.contract.share.ShareRefused.NotFound;
import io.snapledger.contract.share.ShareRefused.NotLarger;
import io.snapledger.contract.share.ShareRefused.ShareTypeNotFound;
import io.snapledger.contract.share.ShareRefused.SmallerThanSnapshot;
import io.snapledger.contract.share.ShareRefused.SnapshotCannotBeCopied;
import io.snapledger.contract.share.ShareRefused.SnapshotNotAvailable;
import io.snapledger.contract.share.ShareRefused.SnapshotNotFound;
import io.snapledger.contract.share.ShareRefused.StatusForbidsDeletion;
import io.snapledger.contract.share.ShareRefused.StatusForbidsExtension;
import io.snapledger.contract.share.ShareRefused.TypeDiffersFromSnapshot;
import io.snapledger.gateway.fault.Fault;

/** What a refused share command looks like on the wire. */
final class ShareFaults {

    private ShareFaults() {}

    static RuntimeException of(RefusedException exception) {
        if (!(exception.refused() instanceof ShareRefused refused)) {
            return exception;
        }
        return switch (refused) {
            case NotFound _ -> Fault.notFound();
            case ShareTypeNotFound _ -> typeNotFound();
            case SnapshotNotFound none -> snapshotNotFound(none.id().toString());
            // manila/share/api.py, create
            case SnapshotNotAvailable _ ->
                    Fault.badRequest("Invalid share snapshot: status must be 'available'.");
            case SmallerThanSnapshot smaller ->
                    invalidInput(
                            "Share size '%d' must be equal or greater than snapshot size"
                                    .formatted(smaller.sizeGib()));
            case TypeDiffersFromSnapshot _ ->
                    invalidInput(
                            "Invalid share type specified: the requested share type must match"
                                    + " the type of the source share. If a share type is not"
                                    + " specified when requesting a new share from a snapshot, the"
                                    + " share type of the source share will be applied to the new"
                                    + " share.");
            // manila/api/v2/shares.py, _create
            case SnapshotCannotBeCopied snapshot ->
                    Fault.badRequest(
                            "A new share may not be created from snapshot '%s', because the"
                                            .formatted(snapshot.id())
                                    + " snapshot's parent share does not have that capability.");
            // 403 and not 400: manila/api/v2/shares.py, delete, makes it of InvalidShare.
            case StatusForbidsDeletion _ ->
                    Fault.of(
                            403,
                            "Invalid share: Share status must be one of ('available', 'error',"
                                    + " 'inactive').");
            case HasSnapshots share ->
                    Fault.of(
                            403,
                            "Invalid share: Share still has %d dependent snapshots.."
                                    .formatted(share.snapshots()));
            case HasReplicas share ->
                    Fault.conflict(
                            "Share %s has replicas. Remove the replicas before deleting the share."
                                    .formatted(share.id()));
            case IsBusy busy ->
                    Fault.badRequest(
                            "Share is busy with an active task: " + busy.taskState() + ".");
            // manila/share/api.py, extend
            case NotLarger share ->
                    invalidInput(
                            "New size for extend must be greater than current size. (current: %d, extended: %d)."
                                    .formatted(share.sizeGib(), share.askedGib()));
            case StatusForbidsExtension share ->
                    Fault.badRequest(
                            "Invalid share: Share %s status must be 'available' to extend, but current status is: %s.."
                                    .formatted(share.id(), share.status().word()));
        };
    }

    // manila/share/api.py, _check_if_replica_quotas_exceeded: other words than for a replica alone
    static RuntimeException ofCreation(RefusedException exception) {
        if (exception.refused() instanceof Exceeded over) {
            String failed = "Failed while creating a share with replication support. ";
            if (over.resource() == QuotaResource.SHARE_REPLICAS) {
                return Fault.overLimit(
                        "ShareReplicasLimitExceeded: "
                                + failed
                                + "Maximum number of allowed share-replicas is exceeded.");
            }
            if (over.resource() == QuotaResource.REPLICA_GIGABYTES) {
                return Fault.overLimit(
                        "ShareReplicaSizeExceedsAvailableQuota: "
                                + failed
                                + "Requested share replica exceeds allowed project/user or share"
                                + " type gigabytes quota.");
            }
        }
        return of(exception);
    }

    // manila/api/v1/shares.py, _extend, which makes a 403 of the one; manila/share/api.py, extend
    static RuntimeException ofExtension(RefusedException exception) {
        if (exception.refused() instanceof Exceeded over) {
            if (over.resource() == QuotaResource.SHARE_GIGABYTES) {
                return Fault.of(
                        403,
                        "Requested share exceeds allowed project/user or share type gigabytes"
                                + " quota.");
            }
            if (over.resource() == QuotaResource.REPLICA_GIGABYTES) {
                return Fault.overLimit(
                        "ShareReplicaSizeExceedsAvailableQuota: Failed while extending a share with replication support. There is no available quota to extend the share and its %d replicas. Maximum number of allowed replica_gigabytes is exceeded."
                                .formatted(over.takers()));
            }
        }
        return of(exception);
    }

    // manila/exception.py, InvalidInput: a full stop after whatever is said.
    static Fault invalidInput(String reason) {
        return Fault.badRequest("Invalid input received: " + reason + ".");
    }

    static Fault typeNotFound() {
        return Fault.notFound("Share type not found.");
    }

    // The share API's own exception gets as far as middleware/fault.py.
    static Fault snapshotNotFound(String id) {
        return Fault.notFound("ShareSnapshotNotFound: Snapshot " + id + " could not be found.");
    }

    /** As actions say it that look for the share themselves. */
    static Fault shareNotFound(String id) {
        return Fault.notFound("ShareNotFound: Share " + id + " could not be found.");
    }
}
