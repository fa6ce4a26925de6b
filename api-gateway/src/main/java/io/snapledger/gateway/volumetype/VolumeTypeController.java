package io.snapledger.gateway.volumetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.PublicFilter;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.IdOrName;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** {@code /types} */
@CinderApi
final class VolumeTypeController {

    private static final String COLLECTION = "types";

    // cinder/volume/volume_types.py, DEFAULT_VOLUME_TYPE
    private static final String DEFAULT = "__DEFAULT__";

    private static final ListRules LISTS =
            new ListRules(
                    Set.of("id", "name", "description", "is_public", "created_at"),
                    Set.of("is_public", "extra_specs"),
                    CinderVersions.BASE_VERSION,
                    "Volume type %s could not be found.");

    private final VolumeTypeReads reads;
    private final Commands commands;
    private final Policy policy;
    private final ListRequests lists;

    VolumeTypeController(
            VolumeTypeReads reads, Commands commands, Policy policy, ListRequests lists) {
        this.reads = reads;
        this.commands = commands;
        this.policy = policy;
        this.lists = lists;
    }

    // types_manage.py, _create(): 200, though groups' types answer 202.
    @PostMapping("/types")
    VolumeTypeBody.Created create(JsonBody body, Caller caller) {
        CreateVolumeTypeBody asked = CreateVolumeTypeBody.of(body);
        policy.enforce(caller, VolumeTypePolicy.CREATE, Target.own(caller));
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        send(
                new CreateVolumeType(
                        id,
                        asked.name(),
                        asked.description(),
                        asked.isPublic(),
                        asked.extraSpecs(),
                        Moment.now()),
                caller);
        return new VolumeTypeBody.Created(
                new VolumeTypeBody.NewVolumeType(
                        id.toString(),
                        asked.name(),
                        asked.isPublic(),
                        asked.extraSpecs(),
                        asked.description(),
                        asked.isPublic()));
    }

    @GetMapping("/types")
    VolumeTypeBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        policy.enforce(caller, VolumeTypePolicy.GET_ALL, Target.own(caller));
        // types.py, _get_volume_types(): before filters were configured, unknown ones were dropped.
        QueryParameters heeded =
                version.atLeast(CinderVersions.SUPPORT_VOLUME_TYPE_FILTER)
                        ? parameters
                        : PublicFilter.only(parameters);
        ListQuery query =
                PublicFilter.apply(
                        lists.read(
                                heeded,
                                caller,
                                version,
                                LISTS,
                                marker -> lookup(marker).map(type -> type.id().value())),
                        parameters,
                        caller);
        List<VolumeTypeView> types = reads.list(query);
        return new VolumeTypeBody.Page(
                types.stream().map(type -> VolumeTypeBody.of(type, caller, policy, true)).toList(),
                lists.isFull(parameters, types.size())
                        ? List.of(links.next(COLLECTION, parameters, types.getLast().id().value()))
                        : null);
    }

    @GetMapping("/types/default")
    VolumeTypeBody.One showDefault(Caller caller) {
        VolumeTypeView type =
                reads.findByName(DEFAULT)
                        .orElseThrow(() -> IdOrName.notFound("Volume type", DEFAULT));
        policy.enforce(caller, VolumeTypePolicy.GET, Target.own(caller));
        return new VolumeTypeBody.One(VolumeTypeBody.of(type, caller, policy, false));
    }

    @GetMapping("/types/{id}")
    VolumeTypeBody.One show(@PathVariable String id, Caller caller) {
        VolumeTypeView type = find(id, caller);
        policy.enforce(caller, VolumeTypePolicy.GET, Target.own(caller));
        return new VolumeTypeBody.One(VolumeTypeBody.of(type, caller, policy, true));
    }

    @DeleteMapping("/types/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, Caller caller, AuditReason reason) {
        policy.enforce(caller, VolumeTypePolicy.DELETE, Target.own(caller));
        VolumeTypeView type = find(id, caller);
        send(new DeleteVolumeType(type.id(), reason.text(), Moment.now()), caller);
    }

    @GetMapping({"/types/new", "/types/{id}/edit"})
    @NotServed
    void form() {}

    /** One that the caller may see: private types are the administrators'. */
    private VolumeTypeView find(String id, Caller caller) {
        return lookup(id)
                .filter(type -> type.isPublic() || caller.admin())
                .orElseThrow(() -> VolumeTypeFaults.notFound(id));
    }

    private Optional<VolumeTypeView> lookup(String id) {
        return Uuids.canonical(id).flatMap(uuid -> reads.find(new VolumeTypeId(uuid)));
    }

    private void send(Object command, Caller caller) {
        try {
            commands.send(command, caller, Cause.REQUEST);
        } catch (RefusedException refusal) {
            throw VolumeTypeFaults.of(refusal);
        }
    }
}
