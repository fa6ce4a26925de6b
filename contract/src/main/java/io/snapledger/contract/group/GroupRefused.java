package io.snapledger.contract.group;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;

/** Why a group command was turned down. */
public sealed interface GroupRefused extends Refused {

    record NotFound(GroupId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "There is no group " + id;
        }
    }

    record GroupTypeNotFound(GroupTypeId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot create a group: there is no group type " + id;
        }
    }

    record VolumeTypeNotFound(VolumeTypeId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot create a group: there is no volume type " + id;
        }
    }

    /** An update needs an available group. */
    record NotAvailable(GroupId id, GroupStatus status) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot update group %s: status is %s".formatted(id, status.word());
        }
    }

    /** The update would change nothing. */
    record NothingToUpdate(GroupId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot update group " + id + ": nothing would change";
        }
    }

    /** The same volumes are to be added and removed. */
    record AddedAndRemoved(List<VolumeId> volumes) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot update a group: volumes %s are to be added and removed"
                    .formatted(volumes);
        }
    }

    /** A volume to be added does not exist in the group's project. */
    record VolumeToAddNotFound(GroupId id, VolumeId volume) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot add volume %s to group %s: there is none".formatted(volume, id);
        }
    }

    /** A volume to be added is in another group. */
    record VolumeInOtherGroup(GroupId id, VolumeId volume, GroupId other) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot add volume %s to group %s: it is in group %s"
                    .formatted(volume, id, other);
        }
    }

    /** A volume to be added belongs to another project than the group. */
    record VolumeInOtherProject(GroupId id, VolumeId volume) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot add volume %s to group %s: it belongs to another project"
                    .formatted(volume, id);
        }
    }

    /** A volume to be added is of a type the group does not take. */
    record VolumeTypeNotInGroup(GroupId id, VolumeId volume, VolumeTypeId type)
            implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot add volume %s to group %s: its type %s is not supported"
                    .formatted(volume, id, type);
        }
    }

    /** A volume is in a status in which it cannot change groups. */
    record VolumeStatusForbids(GroupId id, VolumeId volume, VolumeStatus status, boolean adding)
            implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot %s volume %s: status is %s"
                    .formatted(adding ? "add" : "remove", volume, status.word());
        }
    }

    /** A volume to be removed is not in the group. */
    record VolumeNotInGroup(GroupId id, VolumeId volume) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot remove volume %s from group %s: it is not in it".formatted(volume, id);
        }
    }

    /** Its status does not allow deletion. */
    record StatusForbidsDeletion(GroupId id, GroupStatus status) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot delete group %s: status is %s".formatted(id, status.word());
        }
    }

    /** It has volumes, and they were not to go with it. */
    record HasVolumes(GroupId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot delete group " + id + ": it has volumes";
        }
    }

    record HasGroupSnapshots(GroupId id) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot delete group " + id + ": it has group snapshots";
        }
    }

    /** One of its volumes cannot go. */
    record VolumeKeepsGroup(GroupId id, VolumeId volume) implements GroupRefused {
        @Override
        public String sentence() {
            return "Cannot delete group %s: volume %s has snapshots or is in use"
                    .formatted(id, volume);
        }
    }

    /** A group is being created from it. */
    record IsBeingCopied(GroupId id, boolean deletesVolumes) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot delete group " + id + ": a group is being created from it";
        }
    }

    record GroupSnapshotNotFound(GroupSnapshotId id) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group: there is no group snapshot " + id;
        }
    }

    /** Nothing to create a group from. */
    record GroupSnapshotIsEmpty(GroupSnapshotId id) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group: group snapshot " + id + " is empty";
        }
    }

    /** Nothing to create a group from. */
    record SourceGroupIsEmpty(GroupId id) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group: group " + id + " is empty";
        }
    }

    /** A member of the group snapshot is in a status that forbids copying it. */
    record SnapshotNotAvailable(SnapshotId id, SnapshotStatus status) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group: snapshot %s is in status %s"
                    .formatted(id, status.word());
        }
    }

    /** A volume of the source group is in a status that forbids copying it. */
    record SourceVolumeStatusForbids(VolumeId id, VolumeStatus status) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group: volume %s is in status %s".formatted(id, status.word());
        }
    }

    /** The type of something to be copied does not exist any more. */
    record SourceTypeNotFound(VolumeTypeId id) implements GroupRefused {

        @Override
        public String sentence() {
            return "Cannot create a group from a source: there is no volume type " + id;
        }
    }
}
