package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.defaulttype.DefaultTypeProperties;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
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

/** {@code /group_types} */
@CinderApi
@Since(CinderVersions.GROUP_TYPE)
final class GroupTypeController {

    private static final String COLLECTION = "group_types";

    static final ListRules LISTS =
            new ListRules(
                    Set.of("id", "name", "description", "is_public", "created_at"),
                    Set.of("is_public"),
                    CinderVersions.GROUP_TYPE,
                    "Group type %s could not be found.");

    private final GroupTypes types;
    private final GroupTypeReads reads;
    private final DefaultTypeProperties defaults;
    private final Policy policy;
    private final ListRequests lists;

    GroupTypeController(
            GroupTypes types,
            GroupTypeReads reads,
            DefaultTypeProperties defaults,
            Policy policy,
            ListRequests lists) {
        this.types = types;
        this.reads = reads;
        this.defaults = defaults;
        this.policy = policy;
        this.lists = lists;
    }

    @PostMapping("/group_types")
    @Creates
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
        return types.create(
                command,
                caller,
                new GroupTypeBody.One(
                        GroupTypeBody.of(
                                new GroupTypeView(
                                        command.id(),
                                        command.name(),
                                        command.description(),
                                        command.isPublic(),
                                        command.groupSpecs(),
                                        command.at()),
                                caller,
                                policy)));
    }

    @GetMapping("/group_types")
    GroupTypeBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        Function<String, Optional<UUID>> marker =
                text -> types.lookup(text, caller).map(type -> type.id().value());
        ListQuery query =
                PublicFilter.apply(
                        lists.read(PublicFilter.only(parameters), caller, version, LISTS, marker),
                        parameters,
                        caller);
        List<GroupTypeView> page = lists.page(query, reads::list, LISTS, marker);
        return new GroupTypeBody.Page(
                page.stream().map(type -> GroupTypeBody.of(type, caller, policy)).toList(),
                links.next(
                        COLLECTION,
                        parameters,
                        page,
                        GroupTypeView::id,
                        lists.isFull(parameters, page.size())));
    }

    @GetMapping("/group_types/{id}")
    GroupTypeBody.One show(@PathVariable String id, Caller caller) {
        GroupTypeView type = id.equals("default") ? findDefault() : types.find(id, caller);
        return new GroupTypeBody.One(GroupTypeBody.of(type, caller, policy));
    }

    // cinder/volume/group_types.py, get_default_group_type(): one that is gone counts as none.
    private GroupTypeView findDefault() {
        return Optional.ofNullable(defaults.group())
                .flatMap(reads::findByName)
                .orElseThrow(() -> Fault.notFound("Default group type can not be found."));
    }

    @PutMapping("/group_types/{id}")
    GroupTypeBody.One update(
            @PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        UpdateGroupTypeBody asked = UpdateGroupTypeBody.of(body);
        policy.enforce(caller, GroupTypePolicy.UPDATE, Target.own(caller));
        asked.check();
        GroupTypeView type = types.find(id, caller);
        types.send(asked.command(type.id(), reason.text(), Moment.now()), caller);
        return new GroupTypeBody.One(GroupTypeBody.of(asked.appliedTo(type), caller, policy));
    }

    @DeleteMapping("/group_types/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, Caller caller, AuditReason reason) {
        policy.enforce(caller, GroupTypePolicy.DELETE, Target.own(caller));
        GroupTypeView type = types.find(id, caller);
        types.send(new DeleteGroupType(type.id(), reason.text(), Moment.now()), caller);
    }

    @GetMapping({"/group_types/new", "/group_types/{id}/edit"})
    @NotServed
    void form() {}
}
