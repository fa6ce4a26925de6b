package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.PublicFilter;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
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

/** {@code /group_types} */
@CinderApi
@Since(CinderVersions.GROUP_TYPE)
final class GroupTypeController {

    private static final String COLLECTION = "group_types";

    private static final ListRules LISTS =
            new ListRules(
                    Set.of("id", "name", "description", "is_public", "created_at"),
                    Set.of("is_public"),
                    CinderVersions.GROUP_TYPE,
                    "Group type %s could not be found.");

    private final GroupTypeReads reads;
    private final Commands commands;
    private final Policy policy;
    private final ListRequests lists;

    GroupTypeController(
            GroupTypeReads reads, Commands commands, Policy policy, ListRequests lists) {
        this.reads = reads;
        this.commands = commands;
        this.policy = policy;
        this.lists = lists;
    }

    @PostMapping("/group_types")
    @ResponseStatus(HttpStatus.ACCEPTED)
    GroupTypeBody.One create(JsonBody body, Caller caller) {
        CreateGroupTypeBody asked = CreateGroupTypeBody.of(body);
        policy.enforce(caller, GroupTypePolicy.CREATE, Target.own(caller));
        CreateGroupType command =
                new CreateGroupType(
                        new GroupTypeId(UUID.randomUUID()),
                        asked.name(),
                        asked.description(),
                        asked.isPublic(),
                        asked.groupSpecs(),
                        Moment.now());
        send(command, caller);
        return new GroupTypeBody.One(
                GroupTypeBody.of(
                        new GroupTypeView(
                                command.id(),
                                command.name(),
                                command.description(),
                                command.isPublic(),
                                command.groupSpecs(),
                                command.at()),
                        caller,
                        policy));
    }

    @GetMapping("/group_types")
    GroupTypeBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        ListQuery query =
                PublicFilter.apply(
                        lists.read(
                                PublicFilter.only(parameters),
                                caller,
                                version,
                                LISTS,
                                marker -> lookup(marker).map(type -> type.id().value())),
                        parameters,
                        caller);
        List<GroupTypeView> types = reads.list(query);
        return new GroupTypeBody.Page(
                types.stream().map(type -> GroupTypeBody.of(type, caller, policy)).toList(),
                lists.isFull(parameters, types.size())
                        ? List.of(links.next(COLLECTION, parameters, types.getLast().id().value()))
                        : null);
    }

    @GetMapping("/group_types/{id}")
    GroupTypeBody.One show(@PathVariable String id, Caller caller) {
        if (id.equals("default")) {
            // No default group type is configured, as in a stock deployment.
            throw Fault.notFound("Default group type can not be found.");
        }
        return new GroupTypeBody.One(GroupTypeBody.of(find(id, caller), caller, policy));
    }

    @DeleteMapping("/group_types/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, Caller caller, AuditReason reason) {
        policy.enforce(caller, GroupTypePolicy.DELETE, Target.own(caller));
        GroupTypeView type = find(id, caller);
        send(new DeleteGroupType(type.id(), reason.text(), Moment.now()), caller);
    }

    @GetMapping({"/group_types/new", "/group_types/{id}/edit"})
    @NotServed
    void form() {}

    /** One that the caller may see: private types are the administrators'. */
    private GroupTypeView find(String id, Caller caller) {
        return lookup(id)
                .filter(type -> type.isPublic() || caller.admin())
                .orElseThrow(() -> GroupTypeFaults.notFound(id));
    }

    private Optional<GroupTypeView> lookup(String id) {
        return Uuids.canonical(id).flatMap(uuid -> reads.find(new GroupTypeId(uuid)));
    }

    private void send(Object command, Caller caller) {
        try {
            commands.send(command, caller, Cause.REQUEST);
        } catch (RefusedException refusal) {
            throw GroupTypeFaults.of(refusal);
        }
    }
}
