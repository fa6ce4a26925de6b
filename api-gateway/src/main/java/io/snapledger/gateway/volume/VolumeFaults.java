package io.snapledger.gateway.volume;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.gateway.fault.Fault;

/** cinder/volume/api.py and the texts of cinder/exception.py. */
final class VolumeFaults {

    private VolumeFaults() {}

    static Fault notFound(Object id) {
        return Fault.notFound("Volume " + id + " could not be found.");
    }

    static Fault groupNotFound(Object id) {
        return Fault.notFound("Group " + id + " could not be found.");
    }

    static Fault snapshotNotFound(Object id) {
        return Fault.notFound("Snapshot " + id + " could not be found.");
    }

    static Fault metadataNotFound(String id, String key) {
        return Fault.notFound("Volume " + id + " has no metadata with key " + key + ".");
    }

    /** What Cinder can and we, so far, cannot. */
    static Fault notImplemented(String what) {
        return Fault.of(501, what + " is not implemented.");
    }

    static RuntimeException of(RefusedException refusal) {
        return refusal.refused() instanceof VolumeRefused refused ? of(refused) : refusal;
    }

    private static Fault of(VolumeRefused refused) {
        return switch (refused) {
            case VolumeRefused.NotFound unknown -> notFound(unknown.id());
            // delete(): one text for everything that may stand in the way.
            case VolumeRefused.StateForbids _ ->
                    Fault.badRequest(
                            "Invalid volume: Volume status must be available or error or"
                                    + " error_restoring or error_extending or error_managing and"
                                    + " must not be migrating, attached, belong to a group, have"
                                    + " snapshots, awaiting a transfer, or be disassociated from"
                                    + " snapshots after volume transfer.");
            // The two blanks are upstream's: no status is asked for.
            case VolumeRefused.HeldByOthers _ ->
                    Fault.badRequest(
                            "Invalid volume: Volume  must not be migrating, attached, belong to a"
                                    + " group, have snapshots, awaiting a transfer, or be"
                                    + " disassociated from snapshots after volume transfer.");
            case VolumeRefused.SnapshotInGroupSnapshot _ ->
                    Fault.badRequest("Invalid volume: Failed to update snapshot.");
            // _extend()
            case VolumeRefused.NotLarger volume ->
                    Fault.badRequest(
                            "Invalid input received: New size for extend must be greater than"
                                    + " current size. (current: %d, extended: %d)."
                                            .formatted(volume.sizeGib(), volume.askedGib()));
            case VolumeRefused.StatusForbidsExtension volume ->
                    Fault.badRequest(
                            "Invalid volume: Volume %s status must be '{'status': '%s'}' to extend,"
                                            .formatted(volume.id(), volume.wanted().word())
                                    + " currently "
                                    + volume.status().word()
                                    + ".");
            case VolumeRefused.InMaintenance _ ->
                    Fault.badRequest(
                            "Invalid volume: The volume cannot be updated during maintenance.");
            case VolumeRefused.StatusForbidsMetadata volume ->
                    Fault.badRequest(
                            "Invalid volume: %s volume metadata is not allowed for volumes in %s"
                                            .formatted(
                                                    volume.deletion() ? "Deleting" : "Updating",
                                                    volume.status().word())
                                    + " status.");
            case VolumeRefused.VolumeTypeNotFound unknown ->
                    Fault.notFound("Volume type " + unknown.id() + " could not be found.");
            case VolumeRefused.GroupNotFound unknown -> groupNotFound(unknown.id());
            // cinder/volume/flows/api/create_volume.py, _extract_resource and _extract_size
            case VolumeRefused.GroupStatusForbids _ ->
                    Fault.badRequest(
                            "Invalid Group: Originating group status must be one of 'available,"
                                    + " creating' values");
            case VolumeRefused.SnapshotNotFound unknown -> snapshotNotFound(unknown.id());
            case VolumeRefused.SnapshotNotAvailable _ ->
                    Fault.badRequest(
                            "Invalid snapshot: Originating snapshot status must be one of"
                                    + " 'available' values");
            case VolumeRefused.SourceStatusForbids _ ->
                    Fault.badRequest(
                            "Invalid volume: Originating source volume status must be one of"
                                    + " 'available, in-use' values");
            case VolumeRefused.SmallerThanSnapshot smaller ->
                    Fault.badRequest(
                            ("Invalid input received: Volume size '%d'GB cannot be smaller than the"
                                            + " snapshot size %dGB. They must be >= original"
                                            + " snapshot size.")
                                    .formatted(smaller.sizeGib(), smaller.snapshotSizeGib()));
            case VolumeRefused.SmallerThanSource smaller ->
                    Fault.badRequest(
                            ("Invalid input received: Volume size '%d'GB cannot be smaller than"
                                            + " original volume size  %dGB. They must be >="
                                            + " original volume size.")
                                    .formatted(smaller.sizeGib(), smaller.sourceSizeGib()));
            // create(): upstream prints its whole object where the id stands here.
            case VolumeRefused.VolumeTypeNotInGroup stranger ->
                    Fault.badRequest(
                            "Invalid input received: Invalid volume_type provided: "
                                    + stranger.id()
                                    + " (requested type must be supported by this group).");
        };
    }
}
