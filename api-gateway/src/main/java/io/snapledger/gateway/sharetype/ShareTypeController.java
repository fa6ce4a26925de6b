package io.snapledger.gateway.sharetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.sharetype.ShareTypeCommand.AddProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.DeleteShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.UpdateShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.defaulttype.DefaultTypeProperties;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.list.PublicFilter;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** manila/api/v2/share_types.py, ShareTypesController. */
@ManilaApi
@ResourceType("share-type")
class ShareTypeController {

    private static final String ADD_ACCESS = "addProjectAccess";
    private static final String REMOVE_ACCESS = "removeProjectAccess";
    private static final String PUBLIC = "share_type_access:is_public";
    private static final String OS_PUBLIC = "os-share-type-access:is_public";

    // manila/share/share_types.py, get_all_types: by name.
    private static final ListQuery EVERY_ONE =
            new ListQuery(
                    null,
                    List.of(),
                    List.of(new ListQuery.Sort("name", true)),
                    null,
                    Integer.MAX_VALUE,
                    0);

    private final ShareTypes types;
    private final ShareTypeReads reads;
    private final DefaultTypeProperties defaults;
    private final Policy policy;

    ShareTypeController(
            ShareTypes types,
            ShareTypeReads reads,
            DefaultTypeProperties defaults,
            Policies policies) {
        this.types = types;
        this.reads = reads;
        this.defaults = defaults;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/types")
    ShareTypeBody.All index(QueryParameters parameters, Caller caller, Microversion version) {
        policy.enforce(caller, ShareTypePolicy.INDEX, Target.own(caller));
        // "all" is this API's word for what Cinder calls none.
        QueryParameters asked =
                parameters.last("is_public").filter("all"::equalsIgnoreCase).isPresent()
                        ? new QueryParameters(
                                List.of(new QueryParameters.Parameter("is_public", "none")))
                        : PublicFilter.only(parameters);
        return ShareTypeBody.All.of(
                reads.list(PublicFilter.applyWithAccess(EVERY_ONE, asked, caller)).stream()
                        .map(view -> body(view, caller, version))
                        .toList());
    }

    @GetMapping("/types/default")
    ShareTypeBody.One showDefault(Caller caller, Microversion version) {
        policy.enforce(caller, ShareTypePolicy.DEFAULT, Target.own(caller));
        return Optional.ofNullable(defaults.share())
                .flatMap(reads::findByName)
                .map(view -> ShareTypeBody.One.of(body(view, caller, version)))
                .orElseThrow(() -> Fault.notFound("Default share type not found"));
    }

    @GetMapping("/types/{id}")
    ShareTypeBody.One show(@PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareTypePolicy.SHOW, Target.own(caller));
        return ShareTypeBody.One.of(body(required(id, caller), caller, version));
    }

    @Creates
    @PostMapping("/types")
    ShareTypeBody.One create(JsonBody body, Caller caller, Microversion version) {
        policy.enforce(caller, ShareTypePolicy.CREATE, Target.own(caller));
        Entity asked = entity(body);
        String name = asked.text("name");
        String description = asked.text("description");
        if (description != null
                && !description.isEmpty()
                && !version.atLeast(ManilaVersions.SHARE_TYPE_DESCRIPTION)) {
            throw Fault.badRequest(
                    "'description' key is not supported by this microversion. Use 2.41 or greater"
                            + " microversion to be able to use 'description' in share type.");
        }
        if (name == null || name.isEmpty() || isTooLong(name) || isTooLong(description)) {
            throw Fault.badRequest("Type name or description is not valid.");
        }
        boolean isPublic = asked.truth(asked.has(OS_PUBLIC) ? OS_PUBLIC : PUBLIC).orElse(true);
        Map<String, String> specs = specs(asked, version);
        ShareTypeId id = new ShareTypeId(UUID.randomUUID());
        Instant now = Moment.now();
        ShareTypeView view =
                new ShareTypeView(id, name, description, isPublic, specs, now, List.of());
        return types.create(
                new CreateShareType(id, name, description, isPublic, specs, now),
                caller,
                ShareTypeBody.One.of(body(view, caller, version)));
    }

    // Before it was required, snapshots were what every type had.
    private static Map<String, String> specs(Entity asked, Microversion version) {
        JsonNode specs = asked.tree().path("extra_specs");
        Map<String, String> texts =
                ExtraSpecs.ofNewType(
                        specs.isMissingNode() ? JsonNodeFactory.instance.objectNode() : specs);
        if (!version.atLeast(ManilaVersions.CREATE_SHARE_FROM_SNAPSHOT_SUPPORT)) {
            texts.putIfAbsent(ExtraSpecs.SNAPSHOT_SUPPORT, "True");
        }
        return texts;
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.codePointCount(0, text.length()) > 255;
    }

    private static Entity entity(JsonBody body) {
        boolean isOwn = body.tree().path("share_type").isObject();
        return Entity.of(body, isOwn ? "share_type" : "volume_type", Fault::badRequest);
    }

    @PutMapping("/types/{id}")
    @Since(ManilaVersions.SHARE_TYPE_UPDATE)
    ShareTypeBody.One update(
            @PathVariable String id,
            JsonBody body,
            AuditReason reason,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareTypePolicy.UPDATE, Target.own(caller));
        Entity asked = entity(body);
        String name = asked.text("name");
        String description = asked.text("description");
        Boolean isPublic = publicity(asked);
        if (name != null && name.isBlank()) {
            throw Fault.badRequest("Share type name cannot be empty.");
        }
        if (isTooLong(name)) {
            throw Fault.badRequest(
                    "Share type name cannot be greater than 255 characters in length.");
        }
        if (isTooLong(description)) {
            throw Fault.badRequest(
                    "Share type description cannot be greater than 255 characters in length.");
        }
        if (name == null && description == null && isPublic == null) {
            throw Fault.badRequest(
                    "Specify share type name, description, share_type_access:is_public or a"
                            + " combination thereof.");
        }
        ShareTypeView view =
                types.find(id, caller)
                        .orElseThrow(() ->
                                Fault.notFound(
                                        "ShareTypeNotFound: Share type %s could not be found."
                                                .formatted(id)));
        types.send(
                new UpdateShareType(
                        view.id(), name, description, isPublic, reason.text(), Moment.now()),
                caller);
        return ShareTypeBody.One.of(body(required(id, caller), caller, version));
    }

    private static @Nullable Boolean publicity(Entity asked) {
        try {
            return asked.truth(PUBLIC).orElse(null);
        } catch (Fault notBoolean) {
            throw Fault.badRequest("share_type_access:is_public has a non-boolean value.");
        }
    }

    @DeleteMapping("/types/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.DELETE, Target.own(caller));
        ShareTypeView view = types.find(id, caller).orElseThrow(Fault::notFound);
        types.send(new DeleteShareType(view.id(), reason.text(), Moment.now()), caller);
    }

    @GetMapping("/types/{id}/os-share-type-access")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    ShareTypeBody.Access osAccess(@PathVariable String id, Caller caller) {
        return access(id, caller);
    }

    @GetMapping("/types/{id}/share_type_access")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    ShareTypeBody.Access access(@PathVariable String id, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.LIST_ACCESS, Target.own(caller));
        ShareTypeView view =
                types.find(id, caller)
                        .orElseThrow(() -> Fault.notFound("Share type " + id + " not found."));
        if (view.isPublic()) {
            throw Fault.notFound("Access list not available for public share types.");
        }
        return ShareTypeBody.Access.of(view);
    }

    @PostMapping("/types/{id}/action")
    @Action(ADD_ACCESS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void addProjectAccess(
            @PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.ADD_ACCESS, Target.own(caller));
        String project = project(body, ADD_ACCESS);
        ShareTypeView view = types.find(id, caller).orElseThrow(Fault::notFound);
        types.send(new AddProjectAccess(view.id(), project, reason.text(), Moment.now()), caller);
    }

    @PostMapping("/types/{id}/action")
    @Action(REMOVE_ACCESS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void removeProjectAccess(
            @PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareTypePolicy.REMOVE_ACCESS, Target.own(caller));
        String project = project(body, REMOVE_ACCESS);
        ShareTypeView view = types.find(id, caller).orElseThrow(Fault::notFound);
        types.send(
                new RemoveProjectAccess(view.id(), project, reason.text(), Moment.now()), caller);
    }

    private static String project(JsonBody body, String action) {
        return Entity.of(body, action, Fault::badRequest).requiredText("project");
    }

    @GetMapping({"/types/new", "/types/{id}/edit"})
    @NotServed
    void form() {}

    private ShareTypeView required(String id, Caller caller) {
        return types.find(id, caller).orElseThrow(ShareTypeFaults::notFound);
    }

    private ShareTypeBody body(ShareTypeView view, Caller caller, Microversion version) {
        return ShareTypeBody.of(view, defaults.share(), caller, version);
    }
}
