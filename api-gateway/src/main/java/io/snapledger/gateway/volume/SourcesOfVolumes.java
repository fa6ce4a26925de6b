package io.snapledger.gateway.volume;

import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the maker of a volume wants it to be a copy of. */
@Component
final class SourcesOfVolumes {

    /** A rule of the snapshots' slice. */
    private static final String GET_SNAPSHOT = "volume:get_snapshot";

    private final SnapshotReads snapshots;
    private final VolumeReads volumes;
    private final TypesOfVolumes types;
    private final Policy policy;

    SourcesOfVolumes(
            SnapshotReads snapshots, VolumeReads volumes, TypesOfVolumes types, Policy policy) {
        this.snapshots = snapshots;
        this.volumes = volumes;
        this.types = types;
        this.policy = policy;
    }

    /**
     * Those that are named, perhaps none, perhaps both: that is complained of later.
     *
     * @throws Fault 404 or 403
     */
    Source find(CreateVolumeBody asked, Caller caller) {
        SnapshotView snapshot =
                asked.snapshotId() == null ? null : snapshot(asked.snapshotId(), caller);
        VolumeView volume =
                asked.sourceVolid() == null ? null : volume(asked.sourceVolid(), caller);
        return new Source(
                snapshot,
                snapshot == null
                        ? null
                        : volumes.find(snapshot.volumeId(), null)
                                .map(origin -> types.existing(origin.volumeTypeId()))
                                .orElseThrow(() -> VolumeFaults.notFound(snapshot.volumeId())),
                volume,
                volume == null ? null : types.existing(volume.volumeTypeId()));
    }

    // volume/api.py, get_snapshot()
    private SnapshotView snapshot(String id, Caller caller) {
        SnapshotView snapshot =
                Uuids.canonical(id)
                        .flatMap(uuid ->
                                snapshots.find(new SnapshotId(uuid), caller.visibleProject()))
                        .orElseThrow(() -> VolumeFaults.snapshotNotFound(id));
        policy.enforce(caller, GET_SNAPSHOT, Targets.of(snapshot));
        return snapshot;
    }

    // get_volume(): who may not see it is told so here, and not that it is not there.
    private VolumeView volume(String id, Caller caller) {
        VolumeView volume =
                Uuids.canonical(id)
                        .flatMap(uuid -> volumes.find(new VolumeId(uuid), caller.visibleProject()))
                        .orElseThrow(() -> VolumeFaults.notFound(id));
        policy.enforce(caller, VolumePolicy.GET, Targets.of(volume));
        return volume;
    }

    /** The sources that were named, and the types of what is in them. */
    record Source(
            @Nullable SnapshotView snapshot,
            @Nullable VolumeTypeView snapshotType,
            @Nullable VolumeView volume,
            @Nullable VolumeTypeView volumeType) {

        /** The size of a volume for which none is asked: v3/volumes.py, create(). */
        @Nullable Integer sizeGib() {
            if (snapshot != null) {
                return snapshot.sizeGib();
            }
            return volume == null ? null : volume.sizeGib();
        }

        /** The type of a volume for which none is asked: create_volume.py, _get_volume_type(). */
        @Nullable VolumeTypeView type() {
            return volumeType == null ? snapshotType : volumeType;
        }

        /**
         * Refuses a type that what is copied cannot have: volume/api.py, create().
         *
         * @throws Fault 400
         */
        void checkType(VolumeTypeView asked, TypesOfVolumes types) {
            if (volumeType != null && !types.canBecome(volumeType, asked)) {
                throw incompatible(
                        asked,
                        "requested type is not compatible; either match source volume, or omit type"
                                + " argument");
            }
            if (snapshotType != null && !types.canBecome(snapshotType, asked)) {
                throw incompatible(
                        asked,
                        "requested type is not compatible; recommend omitting the type argument");
            }
        }

        /**
         * Refuses more than one source: cinder/utils.py, check_exclusive_options().
         *
         * @throws Fault 400
         */
        void checkThereIsOneAtMost() {
            if (snapshot != null && volume != null) {
                throw Fault.badRequest(
                        "Invalid input received: May specify only one of backup, imageRef,"
                                + " snapshot, source volume");
            }
        }

        private static Fault incompatible(VolumeTypeView asked, String why) {
            return Fault.badRequest(
                    "Invalid input received: Invalid volume_type provided: %s (%s)."
                            .formatted(asked.id(), why));
        }
    }
}
