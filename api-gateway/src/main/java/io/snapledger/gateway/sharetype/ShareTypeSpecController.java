package io.snapledger.gateway.sharetype;

import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.sharetype.ShareTypeCommand.SetExtraSpecs;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Moment;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** manila/api/v2/share_types_extra_specs.py. */
@ManilaApi
@ResourceType("share-type")
class ShareTypeSpecController {

    private final ShareTypes types;
    private final Policy policy;

    ShareTypeSpecController(ShareTypes types, Policies policies) {
        this.types = types;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/types/{type_id}/extra_specs")
    ShareTypeBody.Specs index(@PathVariable("type_id") String type, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.INDEX_SPECS, Target.own(caller));
        return new ShareTypeBody.Specs(find(type, caller).extraSpecs());
    }

    @PostMapping("/types/{type_id}/extra_specs")
    ShareTypeBody.Specs create(
            @PathVariable("type_id") String type,
            JsonBody body,
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, ShareTypePolicy.CREATE_SPEC, Target.own(caller));
        Entity asked = Entity.of(body, "extra_specs", Fault::badRequest);
        ShareTypeView view = find(type, caller);
        Map<String, String> specs = ExtraSpecs.toBeSet(asked.tree());
        types.send(new SetExtraSpecs(view.id(), specs, reason.text(), Moment.now()), caller);
        return new ShareTypeBody.Specs(specs);
    }

    @GetMapping("/types/{type_id}/extra_specs/{key}")
    Map<String, String> show(
            @PathVariable("type_id") String type, @PathVariable String key, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.SHOW_SPEC, Target.own(caller));
        String value = find(type, caller).extraSpecs().get(key);
        if (value == null) {
            throw Fault.notFound();
        }
        return Map.of(key, value);
    }

    @PutMapping("/types/{type_id}/extra_specs/{key}")
    Map<String, String> update(
            @PathVariable("type_id") String type,
            @PathVariable String key,
            JsonBody body,
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, ShareTypePolicy.UPDATE_SPEC, Target.own(caller));
        JsonNode tree = body.tree();
        if (!tree.isObject() || tree.isEmpty()) {
            throw Fault.badRequest("Request body empty");
        }
        ShareTypeView view = find(type, caller);
        if (!tree.has(key)) {
            throw Fault.badRequest("Request body and URI mismatch");
        }
        if (tree.size() > 1) {
            throw Fault.badRequest("Request body contains too many items");
        }
        Map<String, String> specs = ExtraSpecs.toBeSet(tree);
        types.send(new SetExtraSpecs(view.id(), specs, reason.text(), Moment.now()), caller);
        return specs;
    }

    @DeleteMapping("/types/{type_id}/extra_specs/{key}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(
            @PathVariable("type_id") String type,
            @PathVariable String key,
            AuditReason reason,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareTypePolicy.DELETE_SPEC, Target.own(caller));
        ShareTypeView view = find(type, caller);
        boolean isNeeded =
                key.equals(ExtraSpecs.HANDLES_SERVERS)
                        || (key.equals(ExtraSpecs.SNAPSHOT_SUPPORT)
                                && !version.atLeast(
                                        ManilaVersions.CREATE_SHARE_FROM_SNAPSHOT_SUPPORT));
        if (isNeeded) {
            throw Fault.of(403, "Extra spec '" + key + "' can't be deleted.");
        }
        types.send(new RemoveExtraSpec(view.id(), key, reason.text(), Moment.now()), caller);
    }

    @GetMapping({"/types/{type_id}/extra_specs/new", "/types/{type_id}/extra_specs/{key}/edit"})
    @NotServed
    void form() {}

    private ShareTypeView find(String id, Caller caller) {
        return types.find(id, caller).orElseThrow(() -> ShareTypeFaults.specsNotFound(id));
    }
}
