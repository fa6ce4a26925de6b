package io.snapledger.command.volume;

import io.snapledger.command.group.Groups;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused.GroupNotFound;
import io.snapledger.contract.volume.VolumeRefused.GroupStatusForbids;
import io.snapledger.contract.volume.VolumeRefused.VolumeTypeNotInGroup;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Lets a volume be born into a group. */
@Component
class GroupEntry {

    private final Groups groups;

    GroupEntry(Groups groups) {
        this.groups = groups;
    }

    /** The caller holds the group's lock. */
    void enter(VolumeId volume, VolumeTypeId type, GroupId group, Instant at) {
        var state =
                groups.find(group)
                        .orElseThrow(() -> new RefusedException(new GroupNotFound(group)));
        if (!state.volumeTypeIds().contains(type)) {
            throw new RefusedException(new VolumeTypeNotInGroup(type, group));
        }
        // create_volume.py, GROUP_PROCEED_STATUS
        if (state.status() != GroupStatus.AVAILABLE && state.status() != GroupStatus.CREATING) {
            throw new RefusedException(new GroupStatusForbids(group, state.status()));
        }
        groups.addVolume(group, volume, at);
    }
}
