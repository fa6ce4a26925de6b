package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.Paged;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.LocationBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.LocationsBody;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** manila/api/v2/share_snapshot_export_locations.py: where a snapshot can be mounted from. */
@ManilaApi
@Since(ManilaVersions.MOUNTABLE_SNAPSHOTS)
class SnapshotExportLocationController {

    private final ShareSnapshotReads snapshots;
    private final ShareSnapshotInstanceReads instances;
    private final ShareInstanceReads shareInstances;
    private final Policy policy;

    SnapshotExportLocationController(
            ShareSnapshotReads snapshots,
            ShareSnapshotInstanceReads instances,
            ShareInstanceReads shareInstances,
            Policies policies) {
        this.snapshots = snapshots;
        this.instances = instances;
        this.shareInstances = shareInstances;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/snapshots/{snapshot_id}/export-locations")
    LocationsBody index(@PathVariable("snapshot_id") String snapshot, Caller caller, Links links) {
        policy.enforce(caller, SnapshotExportLocationPolicy.INDEX, Target.own(caller));
        return LocationsBody.of(mountable(snapshot, caller), caller, links);
    }

    @GetMapping("/snapshots/{snapshot_id}/export-locations/{id}")
    LocationBody show(
            @PathVariable("snapshot_id") String snapshot,
            @PathVariable String id,
            Caller caller,
            Links links) {
        policy.enforce(caller, SnapshotExportLocationPolicy.SHOW, Target.own(caller));
        return LocationBody.of(id, mountable(snapshot, caller), caller, links);
    }

    @GetMapping({
        "/snapshots/{snapshot_id}/export-locations/new",
        "/snapshots/{snapshot_id}/export-locations/{id}/edit"
    })
    @NotServed
    void form() {}

    // manila/db/sqlalchemy/models.py, ShareSnapshot.export_locations: those on the active replica,
    // if there is one, and only while they are available.
    private List<ShareSnapshotInstanceView> mountable(String id, Caller caller) {
        ShareSnapshotView snapshot =
                Uuids.canonical(id)
                        .flatMap(uuid ->
                                snapshots.find(new ShareSnapshotId(uuid), caller.visibleProject()))
                        .orElseThrow(() -> Fault.notFound("Snapshot '" + id + "' not found."));
        Set<ShareInstanceId> active =
                shareInstances.ofShare(snapshot.shareId()).stream()
                        .filter(one -> one.replicaState() == ReplicaState.ACTIVE)
                        .map(ShareInstanceView::id)
                        .collect(Collectors.toSet());
        List<ShareSnapshotInstanceView> all =
                instances.list(ShareSnapshotInstanceQuery.byId(snapshot.id(), null, Paged.PAGE));
        boolean someActive = all.stream().anyMatch(one -> active.contains(one.shareInstanceId()));
        return all.stream()
                .filter(one -> !someActive || active.contains(one.shareInstanceId()))
                .filter(one -> one.status() == ShareSnapshotStatus.AVAILABLE)
                .toList();
    }
}
