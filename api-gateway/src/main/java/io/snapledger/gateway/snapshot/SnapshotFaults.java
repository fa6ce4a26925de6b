package io.snapledger.gateway.snapshot;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.fault.Fault;

/** cinder/volume/api.py and the texts of cinder/exception.py. */
final class SnapshotFaults {

    private SnapshotFaults() {}

    static Fault notFound(Object id) {
        return Fault.notFound("Snapshot " + id + " could not be found.");
    }

    static Fault volumeNotFound(Object id) {
        return Fault.notFound("Volume " + id + " could not be found.");
    }

    static Fault metadataNotFound(String id, String key) {
        return Fault.notFound("Snapshot " + id + " has no metadata with key " + key + ".");
    }

    static RuntimeException of(RefusedException refusal) {
        return refusal.refused() instanceof SnapshotRefused refused ? of(refused) : refusal;
    }

    private static Fault of(SnapshotRefused refused) {
        return switch (refused) {
            case SnapshotRefused.NotFound unknown -> notFound(unknown.id());
            case SnapshotRefused.VolumeNotFound unknown -> volumeNotFound(unknown.id());
            case SnapshotRefused.VolumeHasNoHost _ ->
                    Fault.badRequest(
                            "Invalid volume: The snapshot cannot be created because volume has not"
                                    + " been scheduled to any host.");
            case SnapshotRefused.VolumeMigrates _ ->
                    Fault.badRequest(
                            "Invalid volume: Snapshot cannot be created while volume is"
                                    + " migrating.");
            case SnapshotRefused.VolumeStatusForbids volume -> volumeForbids(volume);
            case SnapshotRefused.StateForbidsDeletion _ ->
                    Fault.badRequest(
                            "Invalid snapshot: Snapshot status must be available or error and must"
                                    + " not be part of a group.");
            // The two blanks are upstream's: no status is asked for.
            case SnapshotRefused.PartOfGroupSnapshot _ ->
                    Fault.badRequest("Invalid snapshot: Snapshot  must not be part of a group.");
            // cinder/api/contrib/snapshot_actions.py, _update_snapshot_status
            case SnapshotRefused.NothingToReport snapshot ->
                    Fault.badRequest(
                            "Snapshot status %s not allowed for update_snapshot_status"
                                    .formatted(snapshot.status().word()));
            case SnapshotRefused.ReportDoesNotFollow snapshot ->
                    Fault.badRequest(
                            "Provided snapshot status %s not allowed for snapshot with status %s."
                                    .formatted(snapshot.reported(), snapshot.status().word()));
        };
    }

    // create_snapshot_in_db() and _create_snapshot_in_db_validate()
    private static Fault volumeForbids(SnapshotRefused.VolumeStatusForbids volume) {
        VolumeStatus status = volume.status();
        if (status == VolumeStatus.MAINTENANCE) {
            return Fault.badRequest(
                    "Invalid volume: The snapshot cannot be created when the volume is in"
                            + " maintenance mode.");
        }
        if (status == VolumeStatus.ERROR) {
            return Fault.badRequest(
                    "Invalid volume: The snapshot cannot be created when the volume is in error"
                            + " status.");
        }
        return Fault.badRequest(
                "Invalid volume: Volume %s status must be %s, but current status is: %s."
                        .formatted(
                                volume.id(),
                                volume.inUseToo() ? "available, in-use" : "available",
                                status.word()));
    }
}
