package io.snapledger.gateway.volumetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.defaulttype.DefaultTypeProperties;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.PublicFilter;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.IdOrName;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** {@code /types} */
@CinderApi
@ServesExtension(
        alias = "os-types-manage",
        name = "TypesManage",
        description = "Types manage support.",
        updated = "2011-08-24T00:00:00+00:00")
final class VolumeTypeController {

    private static final String COLLECTION = "types";

    static final ListRules LISTS =
            new ListRules(
                    Set.of("id", "name", "description", "is_public", "created_at"),
                    ResourceFilters.VOLUME_TYPE.filters(),
                    CinderVersions.BASE_VERSION,
                    "Volume type %s could not be found.");

    private final VolumeTypes types;
    private final VolumeTypeReads reads;
    private final DefaultTypeProperties defaults;
    private final Policy policy;
    private final ListRequests lists;

    VolumeTypeController(
            VolumeTypes types,
            VolumeTypeReads reads,
            DefaultTypeProperties defaults,
            Policy policy,
            ListRequests lists) {
        this.types = types;
        this.reads = reads;
        this.defaults = defaults;
        this.policy = policy;
        this.lists = lists;
    }

    // types_manage.py, _create(): 200, though groups' types answer 202.
    @PostMapping("/types")
    @Creates
    VolumeTypeBody.Changed create(JsonBody body, Caller caller) {
        CreateVolumeTypeBody asked = CreateVolumeTypeBody.of(body);
        policy.enforce(caller, VolumeTypePolicy.CREATE, Target.own(caller));
        CreateVolumeType command =
                new CreateVolumeType(
                        new VolumeTypeId(UUID.randomUUID()),
                        asked.name(),
                        asked.description(),
                        asked.isPublic(),
                        asked.extraSpecs(),
                        Moment.now());
        return types.create(
                command,
                caller,
                VolumeTypeBody.Changed.of(
                        new VolumeTypeView(
                                command.id(),
                                command.name(),
                                command.description(),
                                command.isPublic(),
                                command.extraSpecs(),
                                command.at(),
                                List.of()),
                        policy.allows(caller, VolumeTypePolicy.ACCESS, Target.own(caller))));
    }

    @GetMapping("/types")
    VolumeTypeBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        policy.enforce(caller, VolumeTypePolicy.GET_ALL, Target.own(caller));
        // types.py, _get_volume_types(): until filters could be configured, those that others than
        // administrators may not use were dropped.
        QueryParameters heeded =
                caller.admin() || version.atLeast(CinderVersions.SUPPORT_VOLUME_TYPE_FILTER)
                        ? parameters
                        : PublicFilter.only(parameters);
        Function<String, Optional<UUID>> marker =
                text -> types.lookup(text, caller).map(type -> type.id().value());
        ListQuery query =
                PublicFilter.applyWithAccess(
                        lists.read(heeded, caller, version, LISTS, marker), parameters, caller);
        List<VolumeTypeView> page =
                ExtraSpecsFilter.apply(query, caller, policy)
                        .map(filtered -> lists.page(filtered, reads::list, LISTS, marker))
                        .orElse(List.of());
        return new VolumeTypeBody.Page(
                page.stream().map(type -> VolumeTypeBody.of(type, caller, policy, true)).toList(),
                links.next(
                        COLLECTION,
                        parameters,
                        page,
                        VolumeTypeView::id,
                        lists.isFull(parameters, page.size())));
    }

    @GetMapping("/types/default")
    VolumeTypeBody.One showDefault(Caller caller) {
        VolumeTypeView type =
                reads.findByName(defaults.volume())
                        .orElseThrow(() -> IdOrName.notFound("Volume type", defaults.volume()));
        policy.enforce(caller, VolumeTypePolicy.GET, Target.own(caller));
        return new VolumeTypeBody.One(VolumeTypeBody.of(type, caller, policy, false));
    }

    @GetMapping("/types/{id}")
    VolumeTypeBody.One show(@PathVariable String id, Caller caller) {
        VolumeTypeView type = types.find(id, caller);
        policy.enforce(caller, VolumeTypePolicy.GET, Target.own(caller));
        return new VolumeTypeBody.One(VolumeTypeBody.of(type, caller, policy, true));
    }

    @PutMapping("/types/{id}")
    VolumeTypeBody.Changed update(
            @PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        UpdateVolumeTypeBody asked = UpdateVolumeTypeBody.of(body);
        policy.enforce(caller, VolumeTypePolicy.UPDATE, Target.own(caller));
        asked.check();
        VolumeTypeView type = types.find(id, caller);
        if (asked.name() != null && !asked.name().equals(type.name()) && isDefault(type)) {
            throw VolumeTypeFaults.keepsName(type.id());
        }
        types.send(asked.command(type.id(), reason.text(), Moment.now()), caller);
        return VolumeTypeBody.Changed.of(asked.appliedTo(type), false);
    }

    @DeleteMapping("/types/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, Caller caller, AuditReason reason) {
        policy.enforce(caller, VolumeTypePolicy.DELETE, Target.own(caller));
        VolumeTypeView type = types.find(id, caller);
        if (isDefault(type)) {
            throw VolumeTypeFaults.isDefault(type.id());
        }
        types.send(new DeleteVolumeType(type.id(), reason.text(), Moment.now()), caller);
    }

    private boolean isDefault(VolumeTypeView type) {
        return type.name().equals(defaults.volume());
    }

    @GetMapping({"/types/new", "/types/{id}/edit"})
    @NotServed
    void form() {}
}
