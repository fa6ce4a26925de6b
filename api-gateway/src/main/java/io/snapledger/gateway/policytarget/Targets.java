package io.snapledger.gateway.policytarget;

import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.policy.Target;

/** Resources as policy rules see them; {@code docs/configuration.md} promises what is here. */
public final class Targets {

    private Targets() {}

    public static Target of(VolumeView volume) {
        return new Target(volume.projectId(), volume.userId())
                .with("id", volume.id())
                .with("display_name", volume.name())
                .with("status", volume.status().word())
                .with("size", volume.sizeGib())
                .with("volume_type_id", volume.volumeTypeId())
                .with("group_id", volume.groupId())
                .with("availability_zone", volume.availabilityZone());
    }

    public static Target of(SnapshotView snapshot) {
        return new Target(snapshot.projectId(), snapshot.userId())
                .with("id", snapshot.id())
                .with("display_name", snapshot.name())
                .with("status", snapshot.status().word())
                .with("volume_id", snapshot.volumeId())
                .with("volume_size", snapshot.sizeGib())
                .with("group_snapshot_id", snapshot.groupSnapshotId());
    }

    public static Target of(GroupView group) {
        return new Target(group.projectId(), group.userId())
                .with("id", group.id())
                .with("name", group.name())
                .with("status", group.status().word())
                .with("group_type_id", group.groupTypeId())
                .with("availability_zone", group.availabilityZone());
    }

    public static Target of(GroupSnapshotView groupSnapshot) {
        return new Target(groupSnapshot.projectId(), groupSnapshot.userId())
                .with("id", groupSnapshot.id())
                .with("name", groupSnapshot.name())
                .with("status", groupSnapshot.status().word())
                .with("group_id", groupSnapshot.groupId())
                .with("group_type_id", groupSnapshot.groupTypeId());
    }
}
