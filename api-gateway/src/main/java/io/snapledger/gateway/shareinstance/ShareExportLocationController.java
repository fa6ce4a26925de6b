package io.snapledger.gateway.shareinstance;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** manila/api/v2/share_export_locations.py: those of all instances of a share. */
@ManilaApi
@Since(ManilaVersions.EXPORT_LOCATIONS)
class ShareExportLocationController {

    private final ShareReads shares;
    private final ShareInstanceReads instances;
    private final Policy policy;

    ShareExportLocationController(
            ShareReads shares, ShareInstanceReads instances, Policies policies) {
        this.shares = shares;
        this.instances = instances;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/shares/{share_id}/export_locations")
    ExportLocationBody.All index(
            @PathVariable("share_id") String share, Caller caller, Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.EXPORT_LOCATIONS, Target.own(caller));
        return ExportLocationBody.all(instances(share, caller, version), caller, version);
    }

    @GetMapping("/shares/{share_id}/export_locations/{id}")
    ExportLocationBody.One show(
            @PathVariable("share_id") String share,
            @PathVariable String id,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.EXPORT_LOCATION, Target.own(caller));
        return ExportLocationBody.one(id, instances(share, caller, version), caller, version);
    }

    @GetMapping({
        "/shares/{share_id}/export_locations/new",
        "/shares/{share_id}/export_locations/{id}/edit"
    })
    @NotServed
    void form() {}

    private List<ShareInstanceView> instances(String share, Caller caller, Microversion version) {
        ShareView view =
                Uuids.canonical(share)
                        .flatMap(id -> shares.find(new ShareId(id), caller.visibleProject()))
                        .orElseThrow(() -> Fault.notFound("Share '" + share + "' not found."));
        boolean onlyActive = version.atLeast(ManilaVersions.EXPORT_LOCATIONS_OF_ACTIVE_REPLICA);
        return instances.ofShare(view.id()).stream()
                .filter(one ->
                        !onlyActive
                                || one.replicaState() == null
                                || one.replicaState() == ReplicaState.ACTIVE)
                .toList();
    }
}
