package io.snapledger.gateway.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeCommand.AddProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Who may use a private volume type: cinder/api/contrib/volume_type_access.py. */
@CinderApi
@ServesExtension(
        alias = "os-volume-type-access",
        name = "VolumeTypeAccess",
        description = "Volume type access support.",
        updated = "2014-06-26T00:00:00Z")
final class VolumeTypeAccessController {

    private static final String ADD = "addProjectAccess";
    private static final String REMOVE = "removeProjectAccess";

    static final Schema ADDITION = body(ADD);
    static final Schema REMOVAL = body(REMOVE);

    private final VolumeTypes types;
    private final Policy policy;

    VolumeTypeAccessController(VolumeTypes types, Policy policy) {
        this.types = types;
        this.policy = policy;
    }

    @GetMapping("/types/{id}/os-volume-type-access")
    AccessList list(@PathVariable String id, Caller caller) {
        policy.enforce(caller, VolumeTypePolicy.LIST_ACCESS, Target.own(caller));
        VolumeTypeView type = types.find(id, caller);
        if (type.isPublic()) {
            throw Fault.notFound("Access list not available for public volume types.");
        }
        return new AccessList(
                type.projectIds().stream()
                        .map(project -> new Access(type.id().toString(), project))
                        .toList());
    }

    @PostMapping("/types/{id}/action")
    @Action(ADD)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void add(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        String project = project(ADDITION, ADD, body);
        policy.enforce(caller, VolumeTypePolicy.ADD_ACCESS, Target.own(caller));
        VolumeTypeView type = types.find(id, caller);
        types.send(new AddProjectAccess(type.id(), project, reason.text(), Moment.now()), caller);
    }

    @PostMapping("/types/{id}/action")
    @Action(REMOVE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void remove(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        String project = project(REMOVAL, REMOVE, body);
        policy.enforce(caller, VolumeTypePolicy.REMOVE_ACCESS, Target.own(caller));
        VolumeTypeView type = types.find(id, caller);
        types.send(
                new RemoveProjectAccess(type.id(), project, reason.text(), Moment.now()), caller);
    }

    @GetMapping({
        "/types/{id}/os-volume-type-access/new",
        "/types/{id}/os-volume-type-access/{project}",
        "/types/{id}/os-volume-type-access/{project}/edit"
    })
    @NotServed
    void form() {}

    // cinder/api/schemas/volume_type_access.py of 2023.2 and later: before, a project's id had to
    // look like a UUID, which not every identity service keeps to.
    private static Schema body(String action) {
        return Schema.object()
                .property(
                        action,
                        Schema.object()
                                .property("project", Schema.string().minLength(1).maxLength(255))
                                .required("project")
                                .closed())
                .required(action)
                .closed();
    }

    private static String project(Schema schema, String action, JsonBody body) {
        schema.validate(body.tree());
        return body.tree().get(action).get("project").stringValue();
    }

    /** {@code {"volume_type_access": […]}} */
    record AccessList(List<Access> volumeTypeAccess) {}

    record Access(String volumeTypeId, String projectId) {}
}
