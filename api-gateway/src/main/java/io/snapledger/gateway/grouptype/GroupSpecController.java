package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeCommand.RemoveGroupSpec;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.json.Texts;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Since;
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

/** {@code /group_types/{id}/group_specs}: cinder/api/v3/group_specs.py. */
@CinderApi
@Since(CinderVersions.GROUP_TYPE)
final class GroupSpecController {

    private static final String SPECS = "/group_types/{type_id}/group_specs";
    private static final String ONE_SPEC = SPECS + "/{key}";

    // cinder/api/schemas/group_specs.py
    static final Schema SET =
            Schema.object()
                    .property("group_specs", Schema.specs())
                    .required("group_specs")
                    .closed();
    static final Schema SET_ONE = Schema.oneSpec();

    private final GroupTypes types;
    private final Policy policy;

    GroupSpecController(GroupTypes types, Policy policy) {
        this.types = types;
        this.policy = policy;
    }

    @GetMapping(SPECS)
    Specs list(@PathVariable("type_id") String typeId, Caller caller) {
        policy.enforce(caller, GroupTypePolicy.LIST_SPECS, Target.own(caller));
        return new Specs(types.find(typeId, caller).groupSpecs());
    }

    @PostMapping(SPECS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    JsonNode set(
            @PathVariable("type_id") String typeId,
            JsonBody body,
            Caller caller,
            AuditReason reason) {
        SET.validate(body.tree());
        policy.enforce(caller, GroupTypePolicy.CREATE_SPECS, Target.own(caller));
        GroupTypeView type = types.find(typeId, caller);
        set(type, Texts.of(body.tree().get("group_specs")), caller, reason);
        return body.tree();
    }

    @GetMapping(ONE_SPEC)
    Map<String, @Nullable String> show(
            @PathVariable("type_id") String typeId, @PathVariable String key, Caller caller) {
        policy.enforce(caller, GroupTypePolicy.SHOW_SPEC, Target.own(caller));
        Map<String, @Nullable String> specs = types.find(typeId, caller).groupSpecs();
        if (!specs.containsKey(key)) {
            throw Fault.notFound(
                    "Group Type " + typeId + " has no extra spec with key " + key + ".");
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
        policy.enforce(caller, GroupTypePolicy.UPDATE_SPEC, Target.own(caller));
        GroupTypeView type = types.find(typeId, caller);
        if (!body.tree().has(key)) {
            throw Fault.badRequest("Request body and URI mismatch");
        }
        set(type, Texts.of(body.tree()), caller, reason);
        return body.tree();
    }

    @DeleteMapping(ONE_SPEC)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void remove(
            @PathVariable("type_id") String typeId,
            @PathVariable String key,
            Caller caller,
            AuditReason reason) {
        policy.enforce(caller, GroupTypePolicy.DELETE_SPEC, Target.own(caller));
        GroupTypeView type = types.find(typeId, caller);
        types.send(new RemoveGroupSpec(type.id(), key, reason.text(), Moment.now()), caller);
    }

    @GetMapping({SPECS + "/new", ONE_SPEC + "/edit"})
    @NotServed
    void form() {}

    private void set(
            GroupTypeView type,
            Map<String, @Nullable String> specs,
            Caller caller,
            AuditReason reason) {
        types.send(new SetGroupSpecs(type.id(), specs, reason.text(), Moment.now()), caller);
    }

    /** {@code {"group_specs": {…}}} */
    record Specs(Map<String, @Nullable String> groupSpecs) {}
}
