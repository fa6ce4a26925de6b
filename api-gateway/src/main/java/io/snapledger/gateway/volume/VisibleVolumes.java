package io.snapledger.gateway.volume;

import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Volumes as a caller may see them. */
@Component
final class VisibleVolumes {

    private final VolumeReads reads;
    private final Policy policy;

    VisibleVolumes(VolumeReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    /** The volume of that id, if the caller's rows have it. */
    Optional<VolumeView> lookup(String id, Caller caller) {
        @Nullable String project = caller.visibleProject();
        return Uuids.canonical(id).flatMap(uuid -> reads.find(new VolumeId(uuid), project));
    }

    VolumeView find(String id, Caller caller) {
        return lookup(id, caller).orElseThrow(() -> VolumeFaults.notFound(id));
    }

    // volume/api.py, get(): who may not see it is told that it is not there.
    VolumeView readable(String id, Caller caller) {
        VolumeView volume = find(id, caller);
        if (!policy.allows(caller, VolumePolicy.GET, Targets.of(volume))) {
            throw VolumeFaults.notFound(id);
        }
        return volume;
    }
}
