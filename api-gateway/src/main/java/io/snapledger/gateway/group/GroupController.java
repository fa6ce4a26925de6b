package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.CreateGroupFromSource;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.RefusalFaults;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.BooleanParameter;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.zone.AvailabilityZones;
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

/** {@code /groups} */
@CinderApi
@Since(CinderVersions.GROUP_VOLUME)
final class GroupController {

    private static final String COLLECTION = "groups";
    private static final String LIST_VOLUME = "list_volume";

    /** A rule of the group snapshots' slice. */
    private static final String GET_GROUP_SNAPSHOT = "group:get_group_snapshot";

    static final ListRules LISTS =
            new ListRules(
                    Set.of(
                            "id",
                            "name",
                            "description",
                            "status",
                            "availability_zone",
                            "group_type_id",
                            "group_snapshot_id",
                            "source_group_id",
                            "replication_status",
                            "host",
                            "cluster_name",
                            "project_id",
                            "user_id",
                            "deleted",
                            "deleted_at",
                            "created_at",
                            "updated_at"),
                    ResourceFilters.GROUP.filters(),
                    CinderVersions.GROUP_VOLUME,
                    "Group %s could not be found.");

    private final GroupReads reads;
    private final VisibleGroups visible;
    private final GroupSnapshotReads groupSnapshots;
    private final TypesOfGroups types;
    private final AvailabilityZones zones;
    private final Commands commands;
    private final Policy policy;
    private final ListRequests lists;
    private final List<RefusalFaults> refusals;

    GroupController(
            GroupReads reads,
            VisibleGroups visible,
            GroupSnapshotReads groupSnapshots,
            TypesOfGroups types,
            AvailabilityZones zones,
            Commands commands,
            Policy policy,
            ListRequests lists,
            List<RefusalFaults> refusals) {
        this.reads = reads;
        this.visible = visible;
        this.groupSnapshots = groupSnapshots;
        this.types = types;
        this.zones = zones;
        this.commands = commands;
        this.policy = policy;
        this.lists = lists;
        this.refusals = refusals;
    }

    @PostMapping("/groups")
    @Creates
    @ResponseStatus(HttpStatus.ACCEPTED)
    GroupBody.OneSummary create(JsonBody body, Caller caller) {
        CreateGroupBody asked = CreateGroupBody.of(body);
        GroupTypeView groupType = types.groupType(asked.groupType(), caller);
        policy.enforce(caller, GroupPolicy.CREATE, Target.own(caller));
        List<VolumeTypeId> volumeTypes =
                asked.volumeTypes().stream()
                        .map(type -> types.volumeType(type).id())
                        .distinct()
                        .toList();
        // group/api.py, _extract_availability_zone
        String zone =
                zones.zone(asked.availabilityZone())
                        .orElseThrow(() ->
                                Fault.badRequest(
                                        "Invalid input received: Availability zone '"
                                                + asked.availabilityZone()
                                                + "' is invalid."));
        CreateGroup command =
                new CreateGroup(
                        new GroupId(UUID.randomUUID()),
                        asked.name(),
                        asked.description(),
                        groupType.id(),
                        volumeTypes,
                        zone,
                        caller.owningProject(),
                        caller.userId(),
                        Moment.now());
        return create(
                command,
                caller,
                new GroupBody.OneSummary(
                        new GroupBody.Summary(command.id().toString(), command.name())));
    }

    @PostMapping("/groups/action")
    @Creates
    @Action("create-from-src")
    @Since(CinderVersions.GROUP_SNAPSHOTS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    GroupBody.OneSummary createFromSource(JsonBody body, Caller caller) {
        GroupActions.Source asked = GroupActions.source(body);
        GroupSnapshotView groupSnapshot =
                asked.groupSnapshotId() == null
                        ? null
                        : findGroupSnapshot(asked.groupSnapshotId(), caller);
        GroupView sourceGroup =
                asked.sourceGroupId() == null ? null : visible.find(asked.sourceGroupId(), caller);
        // group/api.py, create_from_src(): every refusal in there becomes a 400 without its name.
        require(caller, GroupPolicy.CREATE, Target.own(caller));
        if (groupSnapshot != null) {
            String id = groupSnapshot.groupId().toString();
            GroupView group =
                    visible.lookup(id, caller).orElseThrow(() -> GroupFaults.notFound(id));
            require(caller, GroupPolicy.GET, Targets.of(group));
        }
        CreateGroupFromSource command =
                new CreateGroupFromSource(
                        new GroupId(UUID.randomUUID()),
                        groupSnapshot == null ? null : groupSnapshot.id(),
                        sourceGroup == null ? null : sourceGroup.id(),
                        asked.name(),
                        asked.description(),
                        caller.owningProject(),
                        caller.userId(),
                        Moment.now());
        try {
            return commands.create(
                    command,
                    caller,
                    new GroupBody.OneSummary(
                            new GroupBody.Summary(command.id().toString(), command.name())));
        } catch (RefusedException refusal) {
            // So does what is over quota.
            throw refusals.stream()
                    .flatMap(words -> words.text(refusal.refused()).stream())
                    .findFirst()
                    .<RuntimeException>map(Fault::badRequest)
                    .orElseGet(() -> GroupFaults.of(refusal, caller));
        }
    }

    private void require(Caller caller, String rule, Target target) {
        if (!policy.allows(caller, rule, target)) {
            throw Fault.badRequest(Fault.forbidden(rule).text());
        }
    }

    @GetMapping("/groups")
    GroupBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(parameters, caller, version, links, GroupBody.Summary::of);
    }

    @GetMapping("/groups/detail")
    GroupBody.Page listDetail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        boolean listVolumes = listsVolumes(parameters, version);
        return page(
                parameters,
                caller,
                version,
                links,
                group -> GroupBody.of(group, listVolumes, caller, version, policy));
    }

    @GetMapping("/groups/{id}")
    GroupBody.One show(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        GroupView group = visible.find(id, caller);
        return new GroupBody.One(
                GroupBody.of(group, listsVolumes(parameters, version), caller, version, policy));
    }

    @PutMapping("/groups/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void update(@PathVariable String id, JsonBody body, Caller caller) {
        UpdateGroupBody asked = UpdateGroupBody.of(body);
        GroupView group = visible.find(id, caller);
        policy.enforce(caller, GroupPolicy.UPDATE, Targets.of(group));
        send(asked.command(group.id(), Moment.now()), caller, Cause.REQUEST);
    }

    @PostMapping("/groups/{id}/action")
    @Action("delete")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        boolean deleteVolumes = GroupActions.deletesVolumes(body);
        GroupView group = visible.find(id, caller);
        policy.enforce(caller, GroupPolicy.DELETE, Targets.of(group));
        send(
                new DeleteGroup(group.id(), deleteVolumes, reason.text(), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @PostMapping("/groups/{id}/action")
    @Action("reset_status")
    @Since(CinderVersions.GROUP_VOLUME_RESET_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        GroupStatus status = GroupActions.status(body);
        GroupView group = visible.find(id, caller);
        policy.enforce(caller, GroupPolicy.RESET_STATUS, Targets.of(group));
        send(
                new ResetGroupStatus(group.id(), status, reason.text(), Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @GetMapping({"/groups/new", "/groups/{id}/edit"})
    @NotServed
    void form() {}

    // Upstream stumbles over this one: a group is deleted by an action.
    @DeleteMapping("/groups/{id}")
    @NotServed(action = "delete")
    void deleteByMethod() {}

    private GroupBody.Page page(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Links links,
            Function<GroupView, ?> shown) {
        // groups.py, _get_groups(): no filter.
        QueryParameters heeded =
                new QueryParameters(
                        parameters.all().stream()
                                .filter(parameter -> !parameter.key().equals(LIST_VOLUME))
                                .toList());
        Function<String, Optional<UUID>> marker =
                text -> visible.lookup(text, caller).map(group -> group.id().value());
        ListQuery query = lists.read(heeded, caller, version, LISTS, marker);
        policy.enforce(caller, GroupPolicy.GET_ALL, Target.own(caller));
        List<GroupView> groups = lists.page(query, reads::list, LISTS, marker);
        // The link of a detailed page leads to summaries: views/groups.py, _list_view.
        return new GroupBody.Page(
                groups.stream().map(shown).toList(),
                links.next(
                        COLLECTION,
                        parameters,
                        groups,
                        GroupView::id,
                        lists.isFull(parameters, groups.size())));
    }

    private static boolean listsVolumes(QueryParameters parameters, Microversion version) {
        return version.atLeast(CinderVersions.GROUP_VOLUME_LIST)
                && BooleanParameter.of(parameters, LIST_VOLUME);
    }

    private GroupSnapshotView findGroupSnapshot(String id, Caller caller) {
        GroupSnapshotView groupSnapshot =
                Uuids.canonical(id)
                        .flatMap(uuid ->
                                groupSnapshots.find(
                                        new GroupSnapshotId(uuid), caller.visibleProject()))
                        .orElseThrow(() ->
                                Fault.notFound("GroupSnapshot " + id + " could not be found."));
        policy.enforce(caller, GET_GROUP_SNAPSHOT, Targets.of(groupSnapshot));
        return groupSnapshot;
    }

    private <A> A create(CreateGroup command, Caller caller, A answer) {
        try {
            return commands.create(command, caller, answer);
        } catch (RefusedException refusal) {
            throw GroupFaults.of(refusal, caller);
        }
    }

    private void send(Object command, Caller caller, Cause cause) {
        try {
            commands.send(command, caller, cause);
        } catch (RefusedException refusal) {
            throw GroupFaults.of(refusal, caller);
        }
    }
}
