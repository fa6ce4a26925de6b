package io.snapledger.gateway.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.EmptyJson;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.json.Texts;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Moment;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** {@code /types/{id}/extra_specs}: cinder/api/contrib/types_extra_specs.py. */
@CinderApi
@ServesExtension(
        alias = "os-types-extra-specs",
        name = "TypesExtraSpecs",
        description = "Type extra specs support.",
        updated = "2011-08-24T00:00:00+00:00")
final class ExtraSpecController {

    private static final String SPECS = "/types/{type_id}/extra_specs";
    private static final String ONE_SPEC = SPECS + "/{key}";

    // cinder/api/schemas/types_extra_specs.py
    static final Schema SET =
            Schema.object()
                    .property("extra_specs", Schema.specs())
                    .required("extra_specs")
                    .closed();
    static final Schema SET_ONE = Schema.oneSpec();

    private final VolumeTypes types;
    private final Policy policy;

    ExtraSpecController(VolumeTypes types, Policy policy) {
        this.types = types;
        this.policy = policy;
    }

    @GetMapping(SPECS)
    Specs list(@PathVariable("type_id") String typeId, Caller caller) {
        policy.enforce(caller, VolumeTypePolicy.LIST_SPECS, Target.own(caller));
        return new Specs(shown(typeId, caller));
    }

    @PostMapping(SPECS)
    JsonNode set(
            @PathVariable("type_id") String typeId,
            JsonBody body,
            Caller caller,
            AuditReason reason) {
        SET.validate(body.tree());
        policy.enforce(caller, VolumeTypePolicy.CREATE_SPECS, Target.own(caller));
        VolumeTypeView type = types.find(typeId, caller);
        set(type, Texts.of(body.tree().get("extra_specs")), caller, reason);
        return body.tree();
    }

    @GetMapping(ONE_SPEC)
    Map<String, @Nullable String> show(
            @PathVariable("type_id") String typeId, @PathVariable String key, Caller caller) {
        policy.enforce(caller, VolumeTypePolicy.SHOW_SPEC, Target.own(caller));
        Map<String, @Nullable String> specs = shown(typeId, caller);
        if (!specs.containsKey(key)) {
            throw VolumeTypeFaults.noSuchSpec(typeId, key);
        }
        return Collections.singletonMap(key, specs.get(key));
    }

    @PutMapping(ONE_SPEC)
    JsonNode setOne(
            @PathVariable("type_id") String typeId,
            @PathVariable String key,
            JsonBody body,
            Caller caller,
            AuditReason reason) {
        SET_ONE.validate(body.tree());
        policy.enforce(caller, VolumeTypePolicy.UPDATE_SPEC, Target.own(caller));
        VolumeTypeView type = types.find(typeId, caller);
        if (!body.tree().has(key)) {
            throw Fault.badRequest("Request body and URI mismatch");
        }
        set(type, Texts.of(body.tree()), caller, reason);
        return body.tree();
    }

    @DeleteMapping(ONE_SPEC)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void remove(
            @PathVariable("type_id") String typeId,
            @PathVariable String key,
            Caller caller,
            AuditReason reason) {
        VolumeTypeView type = types.find(typeId, caller);
        policy.enforce(caller, VolumeTypePolicy.DELETE_SPEC, Target.own(caller));
        types.send(new RemoveExtraSpec(type.id(), key, reason.text(), Moment.now()), caller);
    }

    @GetMapping({SPECS + "/new", ONE_SPEC + "/edit"})
    @NotServed
    void form() {}

    private Map<String, @Nullable String> shown(String typeId, Caller caller) {
        return VisibleSpecs.of(types.find(typeId, caller), caller, policy);
    }

    private void set(
            VolumeTypeView type,
            Map<String, @Nullable String> specs,
            Caller caller,
            AuditReason reason) {
        types.send(new SetExtraSpecs(type.id(), specs, reason.text(), Moment.now()), caller);
    }

    /** {@code {"extra_specs": {…}}} */
    record Specs(Map<String, @Nullable String> extraSpecs) {}
}
