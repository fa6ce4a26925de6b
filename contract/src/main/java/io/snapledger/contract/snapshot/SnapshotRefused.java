package io.snapledger.contract.snapshot;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;

/** Why a snapshot command was turned down. */
public sealed interface SnapshotRefused extends Refused {

    record NotFound(SnapshotId id) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "There is no snapshot " + id;
        }
    }

    record VolumeNotFound(VolumeId id) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a snapshot: there is no volume " + id;
        }
    }

    /** No agent has made the volume yet. */
    record VolumeHasNoHost(VolumeId id) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a snapshot: no agent has made volume " + id + " yet";
        }
    }

    record VolumeMigrates(VolumeId id) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a snapshot: volume " + id + " is being migrated";
        }
    }

    /**
     * The volume's status forbids it.
     *
     * @param inUseToo whether in use would have done
     */
    record VolumeStatusForbids(VolumeId id, VolumeStatus status, boolean inUseToo)
            implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a snapshot: status of volume %s is %s"
                    .formatted(id, status.word());
        }
    }

    /** Its status forbids it, or it belongs to a group snapshot. */
    record StateForbidsDeletion(SnapshotId id, SnapshotStatus status) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot delete snapshot %s: status is %s, it is being copied, or part of a group snapshot"
                    .formatted(id, status.word());
        }
    }

    /** Not even force takes it out of its group snapshot. */
    record PartOfGroupSnapshot(SnapshotId id) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot delete snapshot " + id + " by force: it is part of a group snapshot";
        }
    }

    /** Nobody but storage works on it in that status. */
    record NothingToReport(SnapshotId id, SnapshotStatus status) implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot report on snapshot %s: status is %s".formatted(id, status.word());
        }
    }

    /** What is reported does not follow from its status. */
    record ReportDoesNotFollow(SnapshotId id, SnapshotStatus status, String reported)
            implements SnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot report %s of snapshot %s: status is %s"
                    .formatted(reported, id, status.word());
        }
    }
}
