package io.snapledger.gateway.sharesnapshot;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.IsBeingCopied;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.NotFound;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.NotSupported;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareIsBusy;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareNotAvailable;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.ShareNotFound;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.StatusForbidsDeletion;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.metadata.MetadataFaults;

/** What a refused share snapshot command looks like on the wire. */
final class ShareSnapshotFaults {

    private ShareSnapshotFaults() {}

    static RuntimeException of(RefusedException exception) {
        if (!(exception.refused() instanceof ShareSnapshotRefused refused)) {
            return MetadataFaults.ofManila(exception);
        }
        return switch (refused) {
            case NotFound _ -> Fault.notFound();
            case ShareNotFound _ -> shareNotFound();
            case NotSupported share -> notSupported(share.id());
            // manila/share/api.py, create_snapshot
            case ShareNotAvailable _ ->
                    Fault.badRequest("Invalid share: Source share status must be available.");
            case ShareIsBusy busy ->
                    Fault.badRequest(
                            "Share is busy with an active task: " + busy.taskState() + ".");
            // manila/share/api.py, delete_snapshot
            case StatusForbidsDeletion _ ->
                    Fault.badRequest(
                            "Invalid share snapshot: Share Snapshot status must be one of"
                                    + " ('available', 'error').");
            case IsBeingCopied _ ->
                    Fault.badRequest("Invalid share snapshot: A share is being created from it.");
        };
    }

    // The share API's own exception gets as far as middleware/fault.py.
    static Fault shareNotFound() {
        return Fault.notFound("NotFound: Resource could not be found.");
    }

    // manila/api/v2/share_snapshots.py, create
    static Fault notSupported(ShareId share) {
        return Fault.unprocessable(
                "Snapshots cannot be created for share '"
                        + share
                        + "' since it does not have that capability.");
    }
}
