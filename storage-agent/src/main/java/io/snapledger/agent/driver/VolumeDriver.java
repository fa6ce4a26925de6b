package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;

/**
 * What a storage backend must be able to do.
 *
 * <p>Our ids are the idempotency keys: any call may be repeated, even years later and after a crash
 * half way through it, and then finishes or confirms what is there. A failure leaves nothing behind
 * and is an answer, not an exception. Calls come from several threads at once. A caller that has
 * waited long enough interrupts the thread: the driver then undoes what it has begun and answers.
 */
public interface VolumeDriver {

    /** The word for it in the settings and in the agent's host. */
    String name();

    /** Makes an empty volume. */
    WorkResult createVolume(VolumeId id, int sizeGib);

    /**
     * Makes a volume with the bytes of a snapshot, at least that large; what is beyond them reads
     * as zeros. It lives on without the snapshot.
     */
    WorkResult createVolumeFromSnapshot(VolumeId id, SnapshotId source, int sizeGib);

    /** Makes a volume with the bytes another volume holds now, likewise. */
    WorkResult createVolumeFromVolume(VolumeId id, VolumeId source, int sizeGib);

    /** Makes a volume that large, keeping what it holds; one that is larger already stays so. */
    WorkResult extendVolume(VolumeId id, int sizeGib);

    /** Removes a volume; succeeds where there is none. Its snapshots stay. */
    WorkResult deleteVolume(VolumeId id);

    /** Keeps what the volume holds now; later writes to the volume do not reach the snapshot. */
    WorkResult takeSnapshot(SnapshotId id, VolumeId volumeId, int sizeGib);

    /** Removes a snapshot; succeeds where there is none. */
    WorkResult dropSnapshot(SnapshotId id);
}
