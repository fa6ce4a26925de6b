package io.snapledger.gateway.share;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.share.ShareCommand;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareStatus;
import io.snapledger.contract.share.ShareCommand.ResetShareTaskState;
import io.snapledger.contract.share.ShareCommand.UpdateShare;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.ManilaListRequests;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.Experimental;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.zone.AvailabilityZones;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** manila/api/v2/shares.py, ShareController. */
@ManilaApi
@ResourceType("share")
class ShareController {

    private static final String RESET_STATUS = "reset_status";
    private static final String OS_RESET_STATUS = "os-reset_status";
    private static final String RESET_TASK_STATE = "reset_task_state";

    // manila/common/constants.py, TASK_STATE_STATUSES
    static final List<String> TASK_STATES =
            List.of(
                    "migration_starting",
                    "migration_in_progress",
                    "migration_completing",
                    "migration_success",
                    "migration_error",
                    "migration_cancelled",
                    "migration_driver_in_progress",
                    "migration_driver_phase1_done",
                    "data_copying_starting",
                    "data_copying_in_progress",
                    "data_copying_completing",
                    "data_copying_completed",
                    "data_copying_cancelled",
                    "data_copying_error",
                    Entity.NONE);

    // _get_share_search_options, and the columns of manila/db/sqlalchemy/models.py, Share and
    // ShareInstance.
    static final ListRules LIST =
            new ListRules(
                    Set.of(
                            "id",
                            "user_id",
                            "project_id",
                            "size",
                            "name",
                            "description",
                            "share_proto",
                            "snapshot_id",
                            "is_public",
                            "status",
                            "host",
                            "availability_zone",
                            "share_type_id",
                            "created_at",
                            "updated_at"),
                    Set.of(
                            "name",
                            "name~",
                            "description",
                            "description~",
                            "status",
                            "share_type_id",
                            "snapshot_id",
                            "is_soft_deleted",
                            "metadata"),
                    ManilaVersions.BASE_VERSION,
                    "Share %s could not be found.");

    private final ShareReads shares;
    private final VisibleShares visible;
    private final ShareInstanceReads instances;
    private final ShareSnapshotReads snapshots;
    private final TypesOfShares types;
    private final AvailabilityZones zones;
    private final Policy policy;
    private final ManilaListRequests lists;
    private final Commands commands;

    ShareController(
            ShareReads shares,
            VisibleShares visible,
            ShareInstanceReads instances,
            ShareSnapshotReads snapshots,
            TypesOfShares types,
            AvailabilityZones zones,
            Policies policies,
            ManilaListRequests lists,
            Commands commands) {
        this.shares = shares;
        this.visible = visible;
        this.instances = instances;
        this.snapshots = snapshots;
        this.types = types;
        this.zones = zones;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
        this.lists = lists;
        this.commands = commands;
    }

    @GetMapping("/shares")
    ShareBody.All index(QueryParameters parameters, Caller caller, Links links) {
        return list(parameters, caller, links, view -> ShareBody.Summary.of(view, links));
    }

    @GetMapping("/shares/detail")
    ShareBody.All detail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        TypesOfShares.Names names = types.names();
        return list(parameters, caller, links, view -> body(view, names, caller, version, links));
    }

    private ShareBody.All list(
            QueryParameters parameters,
            Caller caller,
            Links links,
            Function<ShareView, Object> row) {
        policy.enforce(caller, SharePolicy.GET_ALL, Target.own(caller));
        Predicate<UUID> marks =
                id -> shares.find(new ShareId(id), caller.visibleProject()).isPresent();
        ListQuery query = lists.read(parameters, caller, LIST, marks);
        List<ShareView> views = lists.page(query, shares::list, marks);
        return new ShareBody.All(
                views.stream().map(row).toList(),
                lists.links(
                        parameters,
                        ShareBody.COLLECTION,
                        views.stream().map(view -> view.id().value()).toList(),
                        links));
    }

    @GetMapping("/shares/{id}")
    ShareBody.One show(@PathVariable String id, Caller caller, Microversion version, Links links) {
        ShareView view = visible(id, caller);
        // manila/share/api.py, get: a public one is everybody's.
        if (!view.isPublic()) {
            policy.enforce(caller, SharePolicy.GET, VisibleShares.target(view));
        }
        return new ShareBody.One(body(view, caller, version, links));
    }

    @Creates
    @PostMapping("/shares")
    ShareBody.One create(JsonBody body, Caller caller, Microversion version, Links links) {
        policy.enforce(caller, SharePolicy.CREATE, Target.own(caller));
        CreateShareBody asked = CreateShareBody.of(body);
        if (asked.isPublic()) {
            policy.enforce(caller, SharePolicy.CREATE_PUBLIC, Target.own(caller));
        }
        if (zones.zone(asked.availabilityZone()).isEmpty()) {
            throw Fault.notFound(
                    "Availability zone " + asked.availabilityZone() + " could not be found.");
        }
        String snapshotId = asked.snapshotId();
        ShareSnapshotView snapshot = snapshotId == null ? null : snapshot(snapshotId, caller);
        ShareView source =
                snapshot == null ? null : shares.find(snapshot.shareId(), null).orElse(null);
        TypesOfShares.Type type = types.of(asked.shareType(), source, caller);
        asked.checkProtocol();
        int size = snapshot != null && asked.sizeGib() == 0 ? snapshot.sizeGib() : asked.sizeGib();
        ShareId id = new ShareId(UUID.randomUUID());
        Instant now = Moment.now();
        String zone =
                asked.availabilityZone() == null && source != null
                        ? source.availabilityZone()
                        : asked.availabilityZone();
        ShareView view =
                new ShareView(
                        id,
                        caller.owningProject(),
                        caller.userId(),
                        asked.name(),
                        asked.description(),
                        asked.shareProto(),
                        ShareStatus.CREATING,
                        size,
                        type.id(),
                        snapshot == null ? null : snapshot.id(),
                        asked.isPublic(),
                        zone,
                        source == null ? type.capabilities() : source.capabilities(),
                        false,
                        null,
                        asked.metadata(),
                        null,
                        null,
                        now,
                        null);
        CreateShare command =
                new CreateShare(
                        id,
                        asked.shareProto(),
                        size,
                        asked.name(),
                        asked.description(),
                        type.id(),
                        snapshot == null ? null : snapshot.id(),
                        asked.isPublic(),
                        zone,
                        asked.metadata(),
                        caller.owningProject(),
                        caller.userId(),
                        UUID.randomUUID(),
                        now);
        ShareBody answer =
                ShareBody.of(
                        view,
                        new ShareBody.Beside(type.name(), List.of(), showsHost(caller)),
                        version,
                        links);
        try {
            return commands.create(command, caller, new ShareBody.One(answer));
        } catch (RefusedException refused) {
            throw ShareFaults.ofCreation(refused);
        }
    }

    private ShareSnapshotView snapshot(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> snapshots.find(new ShareSnapshotId(uuid), caller.visibleProject()))
                .orElseThrow(() -> ShareFaults.snapshotNotFound(id));
    }

    @PutMapping("/shares/{id}")
    ShareBody.One update(
            @PathVariable String id,
            JsonBody body,
            Caller caller,
            Microversion version,
            Links links) {
        Entity asked = Entity.of(body, CreateShareBody.ROOT, Fault::unprocessable);
        NewText name = newText(asked, "display_name");
        NewText description = newText(asked, "display_description");
        ShareView view = visible(id, caller);
        Boolean isPublic = asked.truth("is_public").orElse(null);
        if (Boolean.TRUE.equals(isPublic)) {
            policy.enforce(caller, SharePolicy.SET_PUBLIC, VisibleShares.target(view));
        }
        policy.enforce(caller, SharePolicy.UPDATE, VisibleShares.target(view));
        if (name != null || description != null || isPublic != null) {
            send(
                    new UpdateShare(view.id(), name, description, isPublic, Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        return new ShareBody.One(body(visible(id, caller), caller, version, links));
    }

    private static @Nullable NewText newText(Entity asked, String field) {
        return asked.has(field) ? new NewText(asked.display(field)) : null;
    }

    @DeleteMapping("/shares/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, AuditReason reason, Caller caller) {
        policy.enforce(caller, SharePolicy.DELETE, Target.own(caller));
        ShareView view = visible(id, caller);
        policy.enforce(caller, SharePolicy.DELETE, VisibleShares.target(view));
        delete(view, false, reason, caller, Cause.REQUEST);
    }

    @PostMapping("/shares/{id}/action")
    @Action("os-force_delete")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osForceDelete(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        forceDelete(id, body, reason, caller);
    }

    @PostMapping("/shares/{id}/action")
    @Action("force_delete")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forceDelete(
            @PathVariable String id,
            @SuppressWarnings("unused") JsonBody body, // Its content means nothing.
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, SharePolicy.FORCE_DELETE, Target.own(caller));
        delete(visible(id, caller), true, reason, caller, Cause.ADMINISTRATOR);
    }

    private void delete(
            ShareView view, boolean force, AuditReason reason, Caller caller, Cause cause) {
        send(
                new DeleteShare(view.id(), force, reason.text(), UUID.randomUUID(), Moment.now()),
                caller,
                cause);
    }

    @PostMapping("/shares/{id}/action")
    @Action(OS_RESET_STATUS)
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osResetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, OS_RESET_STATUS, body, reason, caller);
    }

    @PostMapping("/shares/{id}/action")
    @Action(RESET_STATUS)
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, RESET_STATUS, body, reason, caller);
    }

    // Looked for before policy is asked: share_reset_status() wants to know whether it is soft
    // deleted.
    private void resetStatus(
            String id, String action, JsonBody body, AuditReason reason, Caller caller) {
        ShareView view = visible.find(id, caller).orElseThrow(() -> ShareFaults.shareNotFound(id));
        policy.enforce(caller, SharePolicy.RESET_STATUS, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, action),
                        "status",
                        ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word).toList());
        send(
                new ResetShareStatus(
                        view.id(),
                        ShareStatus.of(String.valueOf(word)).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PostMapping("/shares/{id}/action")
    @Action(RESET_TASK_STATE)
    @Since(ManilaVersions.MIGRATION_OF_ADMINISTRATORS)
    @Experimental
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetTaskState(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, SharePolicy.RESET_TASK_STATE, Target.own(caller));
        ShareView view = visible.find(id, caller).orElseThrow(() -> ShareFaults.shareNotFound(id));
        String state =
                Entity.state(Entity.argument(body, RESET_TASK_STATE), "task_state", TASK_STATES);
        send(
                new ResetShareTaskState(view.id(), state, reason.text(), Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PostMapping("/shares/{id}/action")
    @Action("os-extend")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osExtend(@PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        extend(id, "os-extend", body, caller, version);
    }

    @PostMapping("/shares/{id}/action")
    @Action("extend")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void extend(@PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        extend(id, "extend", body, caller, version);
    }

    private void extend(
            String id, String action, JsonBody body, Caller caller, Microversion version) {
        policy.enforce(caller, SharePolicy.EXTEND, Target.own(caller));
        ShareView view = visible(id, caller);
        JsonNode argument = Entity.argument(body, action);
        int size = newSize(argument);
        boolean force = version.atLeast(ManilaVersions.FORCE_EXTEND) && isForced(argument);
        policy.enforce(
                caller,
                force ? SharePolicy.FORCE_EXTEND : SharePolicy.EXTEND,
                VisibleShares.target(view));
        try {
            commands.send(
                    new ExtendShare(view.id(), size, UUID.randomUUID(), Moment.now()),
                    caller,
                    Cause.REQUEST);
        } catch (RefusedException refused) {
            throw ShareFaults.ofExtension(refused);
        }
    }

    // _get_valid_extend_parameters
    private static int newSize(JsonNode argument) {
        JsonNode size = argument.isObject() ? argument.get("new_size") : null;
        String text = size == null ? "" : size.asString(size.toString()).strip();
        if (!text.matches("[+-]?\\d{1,9}")) {
            throw Fault.badRequest("New share size must be specified as an integer.");
        }
        return Integer.parseInt(text);
    }

    private static boolean isForced(JsonNode argument) {
        JsonNode force = argument.get("force");
        if (force == null || force.isNull()) {
            return false;
        }
        Optional<Boolean> read =
                force.isBoolean()
                        ? Optional.of(force.booleanValue())
                        : Formats.booleanText(force.asString(""));
        return read.orElseThrow(() ->
                Fault.badRequest("Invalid parameter: force. The value must be a valid boolean."));
    }

    // Shares do not move: as for a version that does not know of it.

    @PostMapping("/shares/{id}/action")
    @Action("migration_start")
    @NotServed
    void migrationStart() {}

    @PostMapping("/shares/{id}/action")
    @Action("migration_complete")
    @NotServed
    void migrationComplete() {}

    @PostMapping("/shares/{id}/action")
    @Action("migration_cancel")
    @NotServed
    void migrationCancel() {}

    @PostMapping("/shares/{id}/action")
    @Action("migration_get_progress")
    @NotServed
    void migrationGetProgress() {}

    @GetMapping({"/shares/new", "/shares/{id}/edit"})
    @NotServed
    void form() {}

    private ShareBody body(ShareView view, Caller caller, Microversion version, Links links) {
        return body(view, types.names(), caller, version, links);
    }

    private ShareBody body(
            ShareView view,
            TypesOfShares.Names names,
            Caller caller,
            Microversion version,
            Links links) {
        List<String> paths =
                version.atLeast(ManilaVersions.EXPORT_LOCATIONS)
                        ? List.of()
                        : instances.ofShare(view.id()).stream()
                                .flatMap(instance -> instance.exportLocations().stream())
                                .map(ExportLocation::path)
                                .toList();
        return ShareBody.of(
                view,
                new ShareBody.Beside(names.of(view.shareTypeId()), paths, showsHost(caller)),
                version,
                links);
    }

    private boolean showsHost(Caller caller) {
        return policy.allows(caller, SharePolicy.HOST_ADMIN, Target.own(caller));
    }

    private ShareView visible(String id, Caller caller) {
        return visible.find(id, caller).orElseThrow(Fault::notFound);
    }

    private void send(ShareCommand command, Caller caller, Cause cause) {
        try {
            commands.send(command, caller, cause);
        } catch (RefusedException refused) {
            throw ShareFaults.of(refused);
        }
    }
}
