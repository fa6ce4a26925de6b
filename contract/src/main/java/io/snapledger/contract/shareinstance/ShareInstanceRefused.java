package io.snapledger.contract.shareinstance;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;

/** Why a command to a share instance or a replica was turned down. */
public sealed interface ShareInstanceRefused extends Refused {

    record NotFound(ShareInstanceId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "There is no share instance " + id;
        }
    }

    record ShareNotFound(ShareId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot create a replica: there is no share " + id;
        }
    }

    /** The share's type has no replication. */
    record NotReplicable(ShareId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot create a replica of share " + id + ": its type has no replication";
        }
    }

    /** It is an instance of a share that is not replicated. */
    record NotAReplica(ShareInstanceId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Share instance " + id + " is no replica";
        }
    }

    /** The share is busy with a task, whose state says so. */
    record ShareIsBusy(ShareId id, String taskState) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot create a replica of share %s: it is busy, %s".formatted(id, taskState);
        }
    }

    /** No instance of the share is active and available. */
    record NoActiveReplica(ShareId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot create a replica of share " + id + ": none is active and available";
        }
    }

    record LastActiveReplica(ShareInstanceId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot delete replica " + id + ": it is the last active one";
        }
    }

    /** Only an available replica can be promoted. */
    record ReplicaNotAvailable(ShareInstanceId id, ShareStatus status)
            implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot promote replica %s: status is %s".formatted(id, status.word());
        }
    }

    /** It is out of sync or in error, and was not to be promoted then. */
    record ReplicaIsBehind(ShareInstanceId id, ReplicaState state) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot promote replica %s: its state is %s".formatted(id, state.word());
        }
    }

    /** A snapshot of its share would be nowhere any more. */
    record HoldsLastCopy(ShareInstanceId id, ShareSnapshotId snapshotId)
            implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot delete replica %s: it holds the only copy of snapshot %s"
                    .formatted(id, snapshotId);
        }
    }

    /** It still has snapshots, whose instances on it would lose their files. */
    record HasSnapshots(ShareInstanceId id) implements ShareInstanceRefused {
        @Override
        public String sentence() {
            return "Cannot delete share instance " + id + ": there are snapshots on it";
        }
    }
}
