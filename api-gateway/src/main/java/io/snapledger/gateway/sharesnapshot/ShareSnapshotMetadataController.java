package io.snapledger.gateway.sharesnapshot;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ChangeShareSnapshotMetadata;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.metadata.ManilaMetadata;
import io.snapledger.gateway.metadata.MetadataBodies;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** {@code /snapshots/{id}/metadata}: manila/api/v2/share_snapshots.py, index_metadata …. */
@ManilaApi
@Since(ManilaVersions.SNAPSHOT_METADATA)
final class ShareSnapshotMetadataController extends ManilaMetadata<ShareSnapshotView> {

    private final VisibleShareSnapshots snapshots;
    private final Commands commands;

    ShareSnapshotMetadataController(
            VisibleShareSnapshots snapshots, Commands commands, Policies policies) {
        super(
                policies.of(Api.SHARED_FILE_SYSTEM),
                new Rules(
                        ShareSnapshotPolicy.GET_METADATA,
                        ShareSnapshotPolicy.UPDATE_METADATA,
                        ShareSnapshotPolicy.DELETE_METADATA,
                        ShareSnapshotPolicy.GET,
                        // Never asked, as no key is reserved.
                        ShareSnapshotPolicy.UPDATE_METADATA,
                        Set.of(),
                        "Share_snapshot",
                        false));
        this.snapshots = snapshots;
        this.commands = commands;
    }

    @GetMapping("/snapshots/{id}/metadata")
    MetadataBodies.All index(@PathVariable String id, Caller caller) {
        return all(id, caller);
    }

    @GetMapping("/snapshots/{id}/metadata/{key}")
    MetadataBodies.One show(@PathVariable String id, @PathVariable String key, Caller caller) {
        return one(id, key, caller);
    }

    @PostMapping("/snapshots/{id}/metadata")
    MetadataBodies.All create(@PathVariable String id, JsonBody body, Caller caller) {
        return add(id, body, caller);
    }

    @PutMapping("/snapshots/{id}/metadata")
    MetadataBodies.All updateAll(@PathVariable String id, JsonBody body, Caller caller) {
        return replaceAll(id, body, caller);
    }

    @PostMapping("/snapshots/{id}/metadata/{key}")
    MetadataBodies.All update(
            @PathVariable String id, @PathVariable String key, JsonBody body, Caller caller) {
        return put(id, key, body, caller);
    }

    @DeleteMapping("/snapshots/{id}/metadata/{key}")
    void delete(@PathVariable String id, @PathVariable String key, Caller caller) {
        remove(id, key, caller);
    }

    @Override
    protected Optional<ShareSnapshotView> find(String id, Caller caller) {
        return snapshots.find(id, caller);
    }

    @Override
    protected Target target(ShareSnapshotView view) {
        return VisibleShareSnapshots.target(view);
    }

    // _get_resource asks no policy before it shows a snapshot of the caller's project.
    @Override
    protected boolean hides(ShareSnapshotView view) {
        return false;
    }

    @Override
    protected Map<String, String> metadata(ShareSnapshotView view) {
        return view.metadata();
    }

    @Override
    protected void send(ShareSnapshotView view, MetadataChange change, Caller caller) {
        try {
            commands.send(
                    new ChangeShareSnapshotMetadata(view.id(), change, Moment.now()),
                    caller,
                    Cause.REQUEST);
        } catch (RefusedException refused) {
            throw ShareSnapshotFaults.of(refused);
        }
    }
}
