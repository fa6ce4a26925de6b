package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;

/** Why a share snapshot command was turned down. */
public sealed interface ShareSnapshotRefused extends Refused {

    record NotFound(ShareSnapshotId id) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "There is no share snapshot " + id;
        }
    }

    record ShareNotFound(ShareId id) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a share snapshot: there is no share " + id;
        }
    }

    /** The share's type has no snapshots. */
    record NotSupported(ShareId id) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a share snapshot: share " + id + " does not have that capability";
        }
    }

    record ShareNotAvailable(ShareId id, ShareStatus status) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a share snapshot: status of share %s is %s"
                    .formatted(id, status.word());
        }
    }

    /** The share is busy with a task, whose state says so. */
    record ShareIsBusy(ShareId id, String taskState) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a share snapshot: share %s is busy, %s".formatted(id, taskState);
        }
    }

    /** Its status does not allow deletion. */
    record StatusForbidsDeletion(ShareSnapshotId id, ShareSnapshotStatus status)
            implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot delete share snapshot %s: status is %s".formatted(id, status.word());
        }
    }

    /** A share is being created from it, so that its files are needed. */
    record IsBeingCopied(ShareSnapshotId id) implements ShareSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot delete share snapshot " + id + ": a share is being created from it";
        }
    }
}
