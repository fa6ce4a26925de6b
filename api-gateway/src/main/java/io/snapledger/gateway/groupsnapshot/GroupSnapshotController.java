package io.snapledger.gateway.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.groupsnapshot.GroupSnapshotBodies.CreatedBody;
import io.snapledger.gateway.groupsnapshot.GroupSnapshotBodies.Detail;
import io.snapledger.gateway.groupsnapshot.GroupSnapshotBodies.ListBody;
import io.snapledger.gateway.groupsnapshot.GroupSnapshotBodies.ShowBody;
import io.snapledger.gateway.groupsnapshot.GroupSnapshotBodies.Summary;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
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
import io.snapledger.gateway.write.WordedCommands;
import java.util.List;
import java.util.Locale;
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

/** cinder/api/v3/group_snapshots.py, GroupSnapshotsController. */
@CinderApi
@Since(CinderVersions.GROUP_SNAPSHOTS)
class GroupSnapshotController {

    private static final String COLLECTION = "group_snapshots";

    // The columns of cinder/db/sqlalchemy/models.py, GroupSnapshot; the filters of
    // etc/cinder/resource_filters.json.
    static final ListRules LIST =
            new ListRules(
                    Set.of(
                            "id",
                            "group_id",
                            "user_id",
                            "project_id",
                            "name",
                            "description",
                            "status",
                            "group_type_id",
                            "created_at",
                            "updated_at",
                            "deleted_at",
                            "deleted"),
                    ResourceFilters.GROUP_SNAPSHOT.filters(),
                    CinderVersions.GROUP_SNAPSHOT_PAGINATION,
                    "GroupSnapshot %s could not be found.");

    private final GroupSnapshotReads groupSnapshots;
    private final GroupReads groups;
    private final VolumeReads volumes;
    private final ReservedGroupType reservedType;
    private final Policy policy;
    private final ListRequests lists;
    private final WordedCommands commands;

    GroupSnapshotController(
            GroupSnapshotReads groupSnapshots,
            GroupReads groups,
            VolumeReads volumes,
            ReservedGroupType reservedType,
            Policy policy,
            ListRequests lists,
            Commands commands) {
        this.groupSnapshots = groupSnapshots;
        this.groups = groups;
        this.volumes = volumes;
        this.reservedType = reservedType;
        this.policy = policy;
        this.lists = lists;
        this.commands = commands.worded(GroupSnapshotFaults::of);
    }

    @GetMapping("/group_snapshots")
    ListBody index(QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return list(parameters, caller, version, links, Summary::of);
    }

    @GetMapping("/group_snapshots/detail")
    ListBody detail(QueryParameters parameters, Caller caller, Microversion version, Links links) {
        boolean showsProject = showsProject(caller, version);
        return list(parameters, caller, version, links, view -> Detail.of(view, showsProject));
    }

    private ListBody list(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Links links,
            Function<GroupSnapshotView, Object> row) {
        policy.enforce(caller, GroupSnapshotPolicy.GET_ALL, Target.own(caller));
        Function<String, Optional<UUID>> marker = text -> marker(text, caller);
        ListQuery query = lists.read(parameters, caller, version, LIST, marker);
        List<GroupSnapshotView> views = lists.page(query, groupSnapshots::list, LIST, marker);
        return new ListBody(
                views.stream().map(row).toList(),
                // To the summaries, for details too: ViewBuilder._list_view.
                links.next(
                        COLLECTION,
                        parameters,
                        views,
                        GroupSnapshotView::id,
                        lists.isFull(parameters, views.size())));
    }

    // Upstream looks a marker up with elevated rights, which tells a stranger that the id exists.
    private Optional<UUID> marker(String marker, Caller caller) {
        return Uuids.canonical(marker)
                .flatMap(
                        id -> groupSnapshots.find(new GroupSnapshotId(id), caller.visibleProject()))
                .map(view -> view.id().value());
    }

    @GetMapping("/group_snapshots/{id}")
    ShowBody show(@PathVariable String id, Caller caller, Microversion version) {
        GroupSnapshotView view = visible(id, caller);
        reservedType.check(view.groupTypeId());
        return new ShowBody(Detail.of(view, showsProject(caller, version)));
    }

    @PostMapping("/group_snapshots")
    @Creates
    @ResponseStatus(HttpStatus.ACCEPTED)
    CreatedBody create(JsonBody body, Caller caller) {
        CreateGroupSnapshotBody asked = CreateGroupSnapshotBody.of(body);
        GroupView group =
                Uuids.canonical(asked.groupId())
                        .flatMap(id -> groups.find(new GroupId(id), caller.visibleProject()))
                        .orElseThrow(() -> GroupSnapshotFaults.groupNotFound(asked.groupId()));
        Target target = Targets.of(group);
        policy.enforce(caller, GroupSnapshotPolicy.GET_GROUP, target);
        reservedType.check(group.groupTypeId());
        policy.enforce(caller, GroupSnapshotPolicy.CREATE, target);
        enforceForVolumes(group, caller);
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        return commands.create(
                new CreateGroupSnapshot(
                        id,
                        group.id(),
                        asked.name(),
                        asked.description(),
                        caller.owningProject(),
                        caller.userId(),
                        UUID.randomUUID(),
                        Moment.now()),
                caller,
                new CreatedBody(new CreatedBody.Created(id, asked.name(), group.groupTypeId())));
    }

    // cinder/volume/api.py, create_snapshot_in_db. The command decides anew on the group as it is:
    // one that takes no snapshot now is refused there, before upstream would ask for its volumes.
    private void enforceForVolumes(GroupView group, Caller caller) {
        if (group.volumeIds().isEmpty()
                || group.status() == GroupStatus.CREATING
                || group.status() == GroupStatus.UPDATING) {
            return;
        }
        ListQuery ofGroup =
                new ListQuery(
                        null,
                        List.of(new ListQuery.Filter("group_id", group.id().toString(), false)),
                        List.of(),
                        null,
                        Integer.MAX_VALUE,
                        0);
        for (VolumeView volume : volumes.list(ofGroup)) {
            policy.enforce(caller, GroupSnapshotPolicy.CREATE_SNAPSHOT, Targets.of(volume));
        }
    }

    @DeleteMapping("/group_snapshots/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, AuditReason reason, Caller caller) {
        GroupSnapshotView view = visible(id, caller);
        reservedType.check(view.groupTypeId());
        policy.enforce(caller, GroupSnapshotPolicy.DELETE, Targets.of(view));
        commands.send(
                new DeleteGroupSnapshot(view.id(), reason.text(), UUID.randomUUID(), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @PostMapping("/group_snapshots/{id}/action")
    @Action(GroupSnapshotSchemas.RESET_STATUS_ACTION)
    @Since(CinderVersions.GROUP_SNAPSHOT_RESET_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        GroupSnapshotSchemas.RESET_STATUS.validate(body.tree());
        String word =
                body.tree()
                        .get(GroupSnapshotSchemas.RESET_STATUS_ACTION)
                        .get("status")
                        .stringValue()
                        .toLowerCase(Locale.ROOT);
        GroupSnapshotView view = visible(id, caller);
        policy.enforce(caller, GroupSnapshotPolicy.RESET_STATUS, Targets.of(view));
        commands.send(
                new ResetGroupSnapshotStatus(
                        view.id(),
                        GroupSnapshotStatus.of(word).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PutMapping("/group_snapshots/{id}")
    @NotServed(action = "update")
    void update() {}

    @GetMapping({"/group_snapshots/new", "/group_snapshots/{id}/edit"})
    @NotServed
    void form() {}

    private GroupSnapshotView visible(String id, Caller caller) {
        GroupSnapshotView view =
                Uuids.canonical(id)
                        .flatMap(uuid ->
                                groupSnapshots.find(
                                        new GroupSnapshotId(uuid), caller.visibleProject()))
                        .orElseThrow(() -> GroupSnapshotFaults.notFound(id));
        policy.enforce(caller, GroupSnapshotPolicy.GET, Targets.of(view));
        return view;
    }

    private boolean showsProject(Caller caller, Microversion version) {
        return version.atLeast(CinderVersions.GROUP_GROUPSNAPSHOT_PROJECT_ID)
                // No target: upstream asks for the caller itself.
                && policy.allows(caller, GroupSnapshotPolicy.PROJECT_ATTRIBUTE, Target.own(caller));
    }
}
