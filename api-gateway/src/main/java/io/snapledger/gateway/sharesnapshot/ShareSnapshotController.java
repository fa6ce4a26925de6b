package io.snapledger.gateway.sharesnapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.RenameShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ResetShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
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
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** manila/api/v2/share_snapshots.py, ShareSnapshotsController. */
@ManilaApi
@ResourceType("share-snapshot")
class ShareSnapshotController {

    private static final String ROOT = "snapshot";
    private static final String RESET_STATUS = "reset_status";
    private static final String OS_RESET_STATUS = "os-reset_status";

    // _get_snapshots_search_options, and the columns of manila/db/sqlalchemy/models.py,
    // ShareSnapshot.
    static final ListRules LIST =
            new ListRules(
                    Set.of(
                            "id",
                            "user_id",
                            "project_id",
                            "share_id",
                            "size",
                            "name",
                            "description",
                            "share_proto",
                            "created_at",
                            "updated_at"),
                    Set.of(
                            "name",
                            "name~",
                            "description",
                            "description~",
                            "status",
                            "share_id",
                            "size",
                            "metadata"),
                    ManilaVersions.BASE_VERSION,
                    "Snapshot %s could not be found.");

    private final ShareSnapshotReads snapshots;
    private final VisibleShareSnapshots visible;
    private final ShareReads shares;
    private final Policy policy;
    private final ManilaListRequests lists;
    private final Commands commands;

    ShareSnapshotController(
            ShareSnapshotReads snapshots,
            VisibleShareSnapshots visible,
            ShareReads shares,
            Policies policies,
            ManilaListRequests lists,
            Commands commands) {
        this.snapshots = snapshots;
        this.visible = visible;
        this.shares = shares;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
        this.lists = lists;
        this.commands = commands;
    }

    @GetMapping("/snapshots")
    ShareSnapshotBody.All index(QueryParameters parameters, Caller caller, Links links) {
        return list(parameters, caller, links, view -> ShareSnapshotBody.Summary.of(view, links));
    }

    @GetMapping("/snapshots/detail")
    ShareSnapshotBody.All detail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return list(
                parameters,
                caller,
                links,
                view -> ShareSnapshotBody.of(view, caller, version, links));
    }

    private ShareSnapshotBody.All list(
            QueryParameters parameters,
            Caller caller,
            Links links,
            Function<ShareSnapshotView, Object> row) {
        policy.enforce(caller, ShareSnapshotPolicy.GET_ALL, Target.own(caller));
        Predicate<UUID> marks =
                id -> snapshots.find(new ShareSnapshotId(id), caller.visibleProject()).isPresent();
        ListQuery query = lists.read(parameters, caller, LIST, marks);
        List<ShareSnapshotView> views = lists.page(query, snapshots::list, marks);
        return new ShareSnapshotBody.All(
                views.stream().map(row).toList(),
                lists.links(
                        parameters,
                        ShareSnapshotBody.COLLECTION,
                        views.stream().map(view -> view.id().value()).toList(),
                        links));
    }

    @GetMapping("/snapshots/{id}")
    ShareSnapshotBody.One show(
            @PathVariable String id, Caller caller, Microversion version, Links links) {
        ShareSnapshotView view = visible(id, caller, ShareSnapshotPolicy.GET);
        return new ShareSnapshotBody.One(ShareSnapshotBody.of(view, caller, version, links));
    }

    @Creates
    @PostMapping("/snapshots")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShareSnapshotBody.One create(JsonBody body, Caller caller, Microversion version, Links links) {
        Entity asked = Entity.of(body, ROOT, Fault::unprocessable);
        ShareView share =
                Uuids.canonical(asked.requiredText("share_id"))
                        .flatMap(id -> shares.find(new ShareId(id), caller.visibleProject()))
                        .orElseThrow(ShareSnapshotFaults::shareNotFound);
        if (!share.capabilities().snapshots()) {
            throw ShareSnapshotFaults.notSupported(share.id());
        }
        String name = asked.displayed("name");
        String description = asked.displayed("description");
        Map<String, String> metadata =
                version.atLeast(ManilaVersions.SNAPSHOT_METADATA)
                        ? asked.texts("metadata")
                        : Map.of();
        policy.enforce(
                caller, ShareSnapshotPolicy.CREATE, new Target(share.projectId(), share.userId()));
        ShareSnapshotId id = new ShareSnapshotId(UUID.randomUUID());
        Instant now = Moment.now();
        ShareSnapshotView view =
                new ShareSnapshotView(
                        id,
                        share.id(),
                        caller.owningProject(),
                        caller.userId(),
                        name,
                        description,
                        ShareSnapshotStatus.CREATING,
                        share.sizeGib(),
                        share.shareProto(),
                        metadata,
                        0,
                        null,
                        now,
                        null);
        return create(
                new CreateShareSnapshot(
                        id,
                        share.id(),
                        name,
                        description,
                        metadata,
                        caller.owningProject(),
                        caller.userId(),
                        UUID.randomUUID(),
                        now),
                caller,
                new ShareSnapshotBody.One(ShareSnapshotBody.of(view, caller, version, links)));
    }

    @PutMapping("/snapshots/{id}")
    ShareSnapshotBody.One update(
            @PathVariable String id,
            JsonBody body,
            Caller caller,
            Microversion version,
            Links links) {
        policy.enforce(caller, ShareSnapshotPolicy.UPDATE, Target.own(caller));
        Entity asked = Entity.of(body, ROOT, Fault::unprocessable);
        NewText name = newText(asked, "display_name");
        NewText description = newText(asked, "display_description");
        ShareSnapshotView view = visible(id, caller, ShareSnapshotPolicy.UPDATE);
        if (name != null || description != null) {
            send(
                    new RenameShareSnapshot(view.id(), name, description, Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        ShareSnapshotBody before = ShareSnapshotBody.of(view, caller, version, links);
        return new ShareSnapshotBody.One(
                before.named(
                        NewText.over(view.name(), name),
                        NewText.over(view.description(), description)));
    }

    private static @Nullable NewText newText(Entity asked, String field) {
        return asked.has(field) ? new NewText(asked.display(field)) : null;
    }

    @DeleteMapping("/snapshots/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareSnapshotPolicy.DELETE, Target.own(caller));
        ShareSnapshotView view = visible(id, caller, ShareSnapshotPolicy.DELETE);
        delete(view, false, reason, caller, Cause.REQUEST);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action(OS_RESET_STATUS)
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osResetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, OS_RESET_STATUS, body, reason, caller);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action(RESET_STATUS)
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, RESET_STATUS, body, reason, caller);
    }

    private void resetStatus(
            String id, String action, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareSnapshotPolicy.RESET_STATUS, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, action),
                        "status",
                        ShareSnapshotStatus.SET_BY_HAND.stream()
                                .map(ShareSnapshotStatus::word)
                                .toList());
        send(
                new ResetShareSnapshotStatus(
                        visible(id, caller, ShareSnapshotPolicy.RESET_STATUS).id(),
                        ShareSnapshotStatus.of(String.valueOf(word)).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action("os-force_delete")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osForceDelete(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        forceDelete(id, body, reason, caller);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action("force_delete")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forceDelete(
            @PathVariable String id,
            @SuppressWarnings("unused") JsonBody body, // Its content means nothing.
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, ShareSnapshotPolicy.FORCE_DELETE, Target.own(caller));
        ShareSnapshotView view = visible(id, caller, ShareSnapshotPolicy.FORCE_DELETE);
        delete(view, true, reason, caller, Cause.ADMINISTRATOR);
    }

    private void delete(
            ShareSnapshotView view, boolean force, AuditReason reason, Caller caller, Cause cause) {
        send(
                new DeleteShareSnapshot(
                        view.id(), force, reason.text(), UUID.randomUUID(), Moment.now()),
                caller,
                cause);
    }

    @GetMapping({"/snapshots/new", "/snapshots/{id}/edit"})
    @NotServed
    void form() {}

    // Where the policy was asked before, an operator's own rule may still be about what was found.
    private ShareSnapshotView visible(String id, Caller caller, String rule) {
        ShareSnapshotView view = visible.find(id, caller).orElseThrow(Fault::notFound);
        policy.enforce(caller, rule, VisibleShareSnapshots.target(view));
        return view;
    }

    private <A> A create(CreateShareSnapshot command, Caller caller, A answer) {
        try {
            return commands.create(command, caller, answer);
        } catch (RefusedException refused) {
            throw ShareSnapshotFaults.of(refused);
        }
    }

    private void send(ShareSnapshotCommand command, Caller caller, Cause cause) {
        try {
            commands.send(command, caller, cause);
        } catch (RefusedException refused) {
            throw ShareSnapshotFaults.of(refused);
        }
    }
}
