package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.volumetype.VolumeTypeId;

/** Why a volume command was turned down. */
public sealed interface VolumeRefused extends Refused {

    record NotFound(VolumeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "There is no volume " + id;
        }
    }

    /** Its status forbids it, or a group or a snapshot still holds it. */
    record StateForbids(VolumeId id, String action, VolumeStatus status) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot %s volume %s: status is %s, or it is in a group, or has snapshots"
                    .formatted(action, id, status.word());
        }
    }

    record VolumeTypeNotFound(VolumeTypeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume: there is no volume type " + id;
        }
    }

    record GroupNotFound(GroupId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume: there is no group " + id;
        }
    }

    /** The group is being deleted. */
    record GroupIsGoing(GroupId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume: group " + id + " is being deleted";
        }
    }

    /** The group does not take volumes of that type. */
    record VolumeTypeNotInGroup(VolumeTypeId id, GroupId group) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume of type %s: group %s does not support it"
                    .formatted(id, group);
        }
    }
}
