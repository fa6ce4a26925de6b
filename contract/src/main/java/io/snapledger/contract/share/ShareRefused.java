package io.snapledger.contract.share;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharetype.ShareTypeId;

/** Why a share command was turned down. */
public sealed interface ShareRefused extends Refused {

    record NotFound(ShareId id) implements ShareRefused {
        @Override
        public String sentence() {
            return "There is no share " + id;
        }
    }

    record ShareTypeNotFound(ShareTypeId id) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share: there is no share type " + id;
        }
    }

    record SnapshotNotFound(ShareSnapshotId id) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share: there is no share snapshot " + id;
        }
    }

    /** Only an available snapshot can be copied. */
    record SnapshotNotAvailable(ShareSnapshotId id, ShareSnapshotStatus status)
            implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share: share snapshot %s is in status %s"
                    .formatted(id, status.word());
        }
    }

    record SmallerThanSnapshot(int sizeGib, int snapshotSizeGib) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share of %d GiB: its snapshot has %d"
                    .formatted(sizeGib, snapshotSizeGib);
        }
    }

    /** The type of the snapshot's share does not allow shares from its snapshots. */
    record SnapshotCannotBeCopied(ShareSnapshotId id) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share from share snapshot " + id + ": its share forbids it";
        }
    }

    /** A share from a snapshot must be of the type of the snapshot's share. */
    record TypeDiffersFromSnapshot(ShareSnapshotId id, ShareTypeId type) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot create a share of type %s from share snapshot %s: that is of another"
                    .formatted(type, id);
        }
    }

    /** Its status does not allow deletion. */
    record StatusForbidsDeletion(ShareId id, ShareStatus status) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot delete share %s: status is %s".formatted(id, status.word());
        }
    }

    record HasSnapshots(ShareId id, int snapshots) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot delete share %s: it has %d snapshots".formatted(id, snapshots);
        }
    }

    /** Its replicas have to go first. */
    record HasReplicas(ShareId id) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot delete share " + id + ": it has replicas";
        }
    }

    /** It is busy with a task, whose state says so. */
    record IsBusy(ShareId id, String taskState) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot change share %s: it is busy, %s".formatted(id, taskState);
        }
    }

    record NotLarger(ShareId id, int sizeGib, int askedGib) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot extend share %s to %d GiB: it has %d".formatted(id, askedGib, sizeGib);
        }
    }

    /** Only an available share grows. */
    record StatusForbidsExtension(ShareId id, ShareStatus status) implements ShareRefused {
        @Override
        public String sentence() {
            return "Cannot extend share %s: status is %s".formatted(id, status.word());
        }
    }
}
