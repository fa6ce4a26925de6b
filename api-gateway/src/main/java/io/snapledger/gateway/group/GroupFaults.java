package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupRefused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Python;
import java.util.List;

/** cinder/group/api.py and the texts of cinder/exception.py. */
final class GroupFaults {

    // VALID_ADD_VOL_TO_GROUP_STATUS and VALID_REMOVE_VOL_FROM_GROUP_STATUS
    private static final String ADDABLE = words(VolumeStatus.AVAILABLE, VolumeStatus.IN_USE);
    private static final String REMOVABLE =
            words(
                    VolumeStatus.AVAILABLE,
                    VolumeStatus.IN_USE,
                    VolumeStatus.ERROR,
                    VolumeStatus.ERROR_DELETING);

    private GroupFaults() {}

    static Fault notFound(Object id) {
        return Fault.notFound("Group " + id + " could not be found.");
    }

    /** cinder/api/v3/groups.py, _check_default_cgsnapshot_type. */
    static Fault reserved(Object groupTypeId) {
        return Fault.badRequest(
                "Group_type "
                        + groupTypeId
                        + " is reserved for migrating CGs to groups. Migrated group can only be"
                        + " operated by CG APIs.");
    }

    static Fault inBothLists(List<String> volumes) {
        return invalidVolume(
                "UUIDs " + Python.repr(volumes) + " are in both add and remove volume list.");
    }

    static Fault volumeToAddNotFound(Object volume, Object group) {
        return cannotAdd(volume, group, "volume cannot be found");
    }

    static Fault volumeNotInGroup(Object volume, Object group) {
        return cannotRemove(volume, group, "it is not in the group");
    }

    static RuntimeException of(RefusedException refusal, Caller caller) {
        return refusal.refused() instanceof GroupRefused refused ? of(refused, caller) : refusal;
    }

    private static Fault of(GroupRefused refused, Caller caller) {
        return switch (refused) {
            case GroupRefused.NotFound unknown -> notFound(unknown.id());
            case GroupRefused.GroupTypeNotFound unknown ->
                    Fault.notFound("Group type " + unknown.id() + " could not be found.");
            case GroupRefused.VolumeTypeNotFound unknown ->
                    Fault.notFound("Volume type " + unknown.id() + " could not be found.");
            case GroupRefused.NotAvailable _ -> invalidGroup("Group status must be available.");
            case GroupRefused.NothingToUpdate nothing ->
                    invalidGroup(
                            "Cannot update group "
                                    + nothing.id()
                                    + " because no valid name, description, add_volumes, or"
                                    + " remove_volumes were provided.");
            case GroupRefused.AddedAndRemoved both ->
                    inBothLists(both.volumes().stream().map(VolumeId::toString).toList());
            case GroupRefused.VolumeToAddNotFound unknown ->
                    volumeToAddNotFound(unknown.volume(), unknown.id());
            case GroupRefused.VolumeInOtherGroup other ->
                    cannotAdd(
                            other.volume(), other.id(), "it is already in group " + other.other());
            // Whether it is there at all is no stranger's business.
            case GroupRefused.VolumeInOtherProject foreign ->
                    caller.admin()
                            ? invalidVolume(
                                    "Cannot add volume %s to group %s as they belong to different"
                                                    .formatted(foreign.volume(), foreign.id())
                                            + " projects.")
                            : volumeToAddNotFound(foreign.volume(), foreign.id());
            case GroupRefused.VolumeTypeNotInGroup type ->
                    cannotAdd(
                            type.volume(),
                            type.id(),
                            "volume type " + type.type() + " is not supported by the group");
            case GroupRefused.VolumeStatusForbids status ->
                    status.adding()
                            ? cannotAdd(
                                    status.volume(),
                                    status.id(),
                                    "volume is in an " + invalidState(status.status(), ADDABLE))
                            : cannotRemove(
                                    status.volume(),
                                    status.id(),
                                    "volume is in an " + invalidState(status.status(), REMOVABLE));
            case GroupRefused.VolumeNotInGroup stranger ->
                    volumeNotInGroup(stranger.volume(), stranger.id());
            case GroupRefused.StatusForbidsDeletion status ->
                    invalidGroup(
                            "Group status must be available or error, but current status is: "
                                    + status.status().word());
            case GroupRefused.HasVolumes holder ->
                    invalidGroup(
                            "Group "
                                    + holder.id()
                                    + " still contains volumes. The delete-volumes flag is"
                                    + " required to delete it.");
            case GroupRefused.HasGroupSnapshots _ -> invalidGroup("Group has existing snapshots.");
            case GroupRefused.VolumeKeepsGroup _ ->
                    invalidGroup("Volume in group still has dependent snapshots.");
            case GroupRefused.IsBeingCopied source ->
                    invalidGroup(
                            "Cannot delete group %s. Group %s, and it cannot be the source for an"
                                            .formatted(
                                                    source.id(),
                                                    source.deletesVolumes()
                                                            ? "status must be available or error"
                                                                    + " and must not have dependent"
                                                                    + " group snapshots"
                                                            : "must not have attached volumes,"
                                                                    + " volumes with snapshots, or"
                                                                    + " dependent group snapshots")
                                    + " ongoing group or group snapshot creation.");
            case GroupRefused.GroupSnapshotNotFound unknown ->
                    Fault.notFound("GroupSnapshot " + unknown.id() + " could not be found.");
            case GroupRefused.GroupSnapshotIsEmpty _ ->
                    invalidGroup("Group snapshot is empty. No group will be created.");
            case GroupRefused.SourceGroupIsEmpty _ ->
                    invalidGroup("Source Group is empty. No group will be created.");
            // cinder/volume/flows/api/create_volume.py, _extract_resource
            case GroupRefused.SnapshotNotAvailable _ ->
                    Fault.badRequest(
                            "Invalid snapshot: Originating snapshot status must be one of"
                                    + " 'available' values");
            case GroupRefused.SourceVolumeStatusForbids _ ->
                    invalidVolume(
                            "Originating source volume status must be one of 'available, in-use'"
                                    + " values");
            case GroupRefused.SourceTypeNotFound unknown ->
                    Fault.badRequest("Volume type " + unknown.id() + " could not be found.");
        };
    }

    private static Fault invalidGroup(String reason) {
        return Fault.badRequest("Invalid Group: " + reason);
    }

    private static Fault invalidVolume(String reason) {
        return Fault.badRequest("Invalid volume: " + reason);
    }

    private static Fault cannotAdd(Object volume, Object group, String because) {
        return invalidVolume(
                "Cannot add volume %s to group %s because %s.".formatted(volume, group, because));
    }

    private static Fault cannotRemove(Object volume, Object group, String because) {
        return invalidVolume(
                "Cannot remove volume %s from group %s because %s."
                        .formatted(volume, group, because));
    }

    private static String invalidState(VolumeStatus status, String valid) {
        return "invalid state: " + status.word() + ". Valid states are: " + valid;
    }

    private static String words(VolumeStatus... statuses) {
        return Python.tuple(List.of(statuses).stream().map(VolumeStatus::word).toList());
    }
}
