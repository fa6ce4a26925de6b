package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;

/** Why a group snapshot command was turned down. */
public sealed interface GroupSnapshotRefused extends Refused {

    record NotFound(GroupSnapshotId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "There is no group snapshot " + id;
        }
    }

    record GroupNotFound(GroupId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: there is no group " + id;
        }
    }

    /** Groups of the type kept for migrated consistency groups take no group snapshots. */
    record GroupTypeReserved(GroupTypeId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: group type " + id + " is reserved";
        }
    }

    /** The group is empty, or being created or updated. */
    record GroupNotReady(GroupId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: group "
                    + id
                    + " is empty or being created or updated";
        }
    }

    /**
     * A volume of the group is in a status that forbids a snapshot: {@code error} or {@code
     * maintenance}.
     */
    record VolumeStatusForbids(VolumeId id, VolumeStatus status) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: volume %s is in status %s"
                    .formatted(id, status.word());
        }
    }

    /** No agent has made a volume of the group yet. */
    record VolumeHasNoHost(VolumeId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: no backend keeps volume " + id;
        }
    }

    /** A volume of the group is being migrated. */
    record VolumeMigrates(VolumeId id) implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot create a group snapshot: volume " + id + " is being migrated";
        }
    }

    /** Its own status forbids it, or a group is being created from it. */
    record StatusForbids(GroupSnapshotId id, String action, GroupSnapshotStatus status)
            implements GroupSnapshotRefused {
        @Override
        public String sentence() {
            return "Cannot %s group snapshot %s: status is %s".formatted(action, id, status.word());
        }
    }
}
