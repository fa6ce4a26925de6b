package io.snapledger.gateway.groupsnapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupNotFound;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupNotReady;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.GroupTypeReserved;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.NotFound;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.StatusForbids;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeHasNoHost;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeMigrates;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.VolumeStatusForbids;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.fault.Fault;

/** What a refused group snapshot command looks like on the wire; there is no 409 anywhere. */
final class GroupSnapshotFaults {

    private GroupSnapshotFaults() {}

    static RuntimeException of(RefusedException exception) {
        if (!(exception.refused() instanceof GroupSnapshotRefused refused)) {
            return exception;
        }
        return switch (refused) {
            case NotFound none -> notFound(none.id().toString());
            case GroupNotFound none -> groupNotFound(none.id().toString());
            case GroupTypeReserved reserved -> reserved(reserved.id());
            case GroupNotReady _ ->
                    // cinder/objects/group_snapshot.py, create
                    Fault.badRequest(
                            "Invalid Group: Source group cannot be empty or in 'creating' or"
                                    + " 'updating' state. No group snapshot will be created.");
            case VolumeHasNoHost _ ->
                    Fault.badRequest(
                            "Invalid volume: The snapshot cannot be created because volume has not"
                                    + " been scheduled to any host.");
            case VolumeMigrates _ ->
                    Fault.badRequest(
                            "Invalid volume: Snapshot cannot be created while volume is"
                                    + " migrating.");
            case VolumeStatusForbids volume -> volumeForbids(volume.status());
            case StatusForbids _ ->
                    // 400 and not 409: cinder/api/v3/group_snapshots.py, delete, makes a bad
                    // request
                    // of InvalidGroupSnapshot.
                    Fault.badRequest(
                            "Invalid GroupSnapshot: GroupSnapshot status must be available or"
                                    + " error, and no Group can be currently using it as source for"
                                    + " its creation.");
        };
    }

    static Fault notFound(String id) {
        return Fault.notFound("GroupSnapshot " + id + " could not be found.");
    }

    static Fault groupNotFound(String id) {
        return Fault.notFound("Group " + id + " could not be found.");
    }

    // cinder/api/v3/group_snapshots.py, _check_default_cgsnapshot_type
    static Fault reserved(GroupTypeId id) {
        return Fault.badRequest(
                "Group_type "
                        + id
                        + " is reserved for migrating CGs to groups. Migrated group snapshots can"
                        + " only be operated by CG snapshot APIs.");
    }

    // cinder/volume/api.py, create_snapshot_in_db
    private static Fault volumeForbids(VolumeStatus status) {
        return Fault.badRequest(
                status == VolumeStatus.MAINTENANCE
                        ? "Invalid volume: The snapshot cannot be created when the volume is in"
                                + " maintenance mode."
                        : "Invalid volume: The snapshot cannot be created when the volume is in "
                                + status.word()
                                + " status.");
    }
}
