package io.snapledger.gateway.share;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.share.ShareCommand.ChangeShareMetadata;
import io.snapledger.contract.share.ShareView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.metadata.ManilaMetadata;
import io.snapledger.gateway.metadata.MetadataBodies;
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

/** {@code /shares/{id}/metadata}: manila/api/v2/shares.py, index_metadata and its like. */
@ManilaApi
final class ShareMetadataController extends ManilaMetadata<ShareView> {

    // manila/common/constants.py, AdminOnlyMetadata.SCHEDULER_FILTERS
    private static final Set<String> RESERVED =
            Set.of("__affinity_same_host", "__affinity_different_host");

    private final VisibleShares shares;
    private final Commands commands;

    ShareMetadataController(VisibleShares shares, Commands commands, Policies policies) {
        super(
                policies.of(Api.SHARED_FILE_SYSTEM),
                new Rules(
                        SharePolicy.GET_METADATA,
                        SharePolicy.UPDATE_METADATA,
                        SharePolicy.DELETE_METADATA,
                        SharePolicy.GET,
                        SharePolicy.UPDATE_RESERVED_METADATA,
                        RESERVED,
                        "Share",
                        true));
        this.shares = shares;
        this.commands = commands;
    }

    @GetMapping("/shares/{id}/metadata")
    MetadataBodies.All index(@PathVariable String id, Caller caller) {
        return all(id, caller);
    }

    @GetMapping("/shares/{id}/metadata/{key}")
    MetadataBodies.One show(@PathVariable String id, @PathVariable String key, Caller caller) {
        return one(id, key, caller);
    }

    @PostMapping("/shares/{id}/metadata")
    MetadataBodies.All create(@PathVariable String id, JsonBody body, Caller caller) {
        return add(id, body, caller);
    }

    @PutMapping("/shares/{id}/metadata")
    MetadataBodies.All updateAll(@PathVariable String id, JsonBody body, Caller caller) {
        return replaceAll(id, body, caller);
    }

    @PostMapping("/shares/{id}/metadata/{key}")
    MetadataBodies.All update(
            @PathVariable String id, @PathVariable String key, JsonBody body, Caller caller) {
        return put(id, key, body, caller);
    }

    @DeleteMapping("/shares/{id}/metadata/{key}")
    void delete(@PathVariable String id, @PathVariable String key, Caller caller) {
        remove(id, key, caller);
    }

    @Override
    protected Optional<ShareView> find(String id, Caller caller) {
        return shares.find(id, caller);
    }

    @Override
    protected Target target(ShareView view) {
        return VisibleShares.target(view);
    }

    @Override
    protected boolean hides(ShareView view) {
        return !view.isPublic();
    }

    @Override
    protected Map<String, String> metadata(ShareView view) {
        return view.metadata();
    }

    @Override
    protected void send(ShareView view, MetadataChange change, Caller caller) {
        try {
            commands.send(
                    new ChangeShareMetadata(view.id(), change, Moment.now()),
                    caller,
                    Cause.REQUEST);
        } catch (RefusedException refused) {
            throw ShareFaults.of(refused);
        }
    }
}
