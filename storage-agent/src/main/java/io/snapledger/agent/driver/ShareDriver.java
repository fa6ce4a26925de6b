package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a storage backend for shares must be able to do. One driver serves several backends, which
 * are told by their names, so that it can copy from one to another.
 *
 * <p>The promises are those of {@link VolumeDriver}: our ids are the idempotency keys, a failure
 * leaves nothing behind and is an answer, calls come from several threads at once, and one that has
 * lasted too long is interrupted.
 */
public interface ShareDriver {

    /** The word for it in the settings. */
    String name();

    /** Makes an empty share. */
    WorkResult createShare(String backend, ShareInstanceId id, int sizeGib);

    /** Makes a share with the files that another one holds now. */
    WorkResult createShareFromShare(String backend, ShareInstanceId id, Share source, int sizeGib);

    /** Makes a share with the files of a snapshot; it lives on without the snapshot. */
    WorkResult createShareFromSnapshot(
            String backend, ShareInstanceId id, Snapshot source, int sizeGib);

    /** Makes a share that large, keeping what it holds; one that is larger already stays so. */
    WorkResult extendShare(String backend, ShareInstanceId id, int sizeGib);

    /** Removes a share and all snapshots of it; succeeds where there is none. */
    WorkResult deleteShare(String backend, ShareInstanceId id);

    /** Keeps what the share holds now; later writes to the share do not reach the snapshot. */
    WorkResult takeSnapshot(Snapshot snapshot, int sizeGib);

    /** Makes a snapshot with the files of another one, taken of another instance of the share. */
    WorkResult copySnapshot(Snapshot snapshot, Snapshot source);

    /** Removes a snapshot; succeeds where there is none. */
    WorkResult dropSnapshot(Snapshot snapshot);

    /** Under which paths clients reach what was made. */
    List<String> exportPaths(WorkResult made);

    /** How full a backend is; empty where nothing is stored. */
    Optional<Capacity> capacity(String backend) throws IOException;

    /** What holds a backend's shares, and how much of it can still be written to. */
    record Capacity(long totalBytes, long freeBytes) {}

    /** A share on a backend. */
    record Share(String backend, ShareInstanceId id) {}

    /** A snapshot of a share on a backend. */
    record Snapshot(String backend, ShareInstanceId share, ShareSnapshotInstanceId id) {}
}
