package io.snapledger.gateway.shareinstance;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.shareinstance.ShareInstanceRefused;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.HasSnapshots;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.HoldsLastCopy;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.LastActiveReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NoActiveReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotAReplica;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotFound;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.NotReplicable;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ReplicaIsBehind;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ReplicaNotAvailable;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ShareIsBusy;
import io.snapledger.contract.shareinstance.ShareInstanceRefused.ShareNotFound;
import io.snapledger.gateway.fault.Fault;

/** What a refused command to a share instance or a replica looks like on the wire. */
final class ShareInstanceFaults {

    private ShareInstanceFaults() {}

    static RuntimeException of(RefusedException exception) {
        if (!(exception.refused() instanceof ShareInstanceRefused refused)) {
            return exception;
        }
        return switch (refused) {
            case NotFound _ -> Fault.notFound();
            case NotAReplica none -> replicaNotFound(none.id().toString());
            case ShareNotFound none -> shareNotFound(none.id().toString());
            // manila/share/api.py, create_share_replica
            case NotReplicable share ->
                    Fault.badRequest("Replication not supported for share " + share.id() + ".");
            case ShareIsBusy busy ->
                    Fault.badRequest(
                            "Share is busy with an active task: " + busy.taskState() + ".");
            case NoActiveReplica share ->
                    replication(
                            "Share "
                                    + share.id()
                                    + " does not have any active replica in available state");
            // delete_share_replica
            case LastActiveReplica _ -> replication("Cannot delete last active replica");
            case HoldsLastCopy replica ->
                    replication(
                            "Replica %s holds the only copy of share snapshot %s"
                                    .formatted(replica.id(), replica.snapshotId()));
            // promote_share_replica
            case ReplicaNotAvailable replica ->
                    replication(
                            "Replica %s must be in %s state to be promoted"
                                    .formatted(replica.id(), "available"));
            // Only administrators may: exception.AdminRequired.
            case ReplicaIsBehind _ -> Fault.forbidden();
            case HasSnapshots _ ->
                    Fault.badRequest(
                            "Invalid share instance: There are snapshots on it; delete them"
                                    + " first.");
        };
    }

    private static Fault replication(String reason) {
        return Fault.badRequest("Unable to perform a replication action: " + reason + ".");
    }

    static Fault replicaNotFound(String id) {
        return Fault.notFound("No replica exists with ID " + id + ".");
    }

    static Fault shareNotFound(String id) {
        return Fault.notFound("No share exists with ID " + id + ".");
    }
}
