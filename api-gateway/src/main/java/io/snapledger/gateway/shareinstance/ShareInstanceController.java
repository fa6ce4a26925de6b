package io.snapledger.gateway.shareinstance;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ShareInstanceCommand;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ForceDeleteShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetShareInstanceStatus;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** manila/api/v2/share_instances.py and share_instance_export_locations.py. */
@ManilaApi
@Since(ManilaVersions.SHARE_INSTANCES)
@ResourceType("share-instance")
class ShareInstanceController {

    private static final String RESET_STATUS = "reset_status";
    private static final String OS_RESET_STATUS = "os-reset_status";

    private final ShareInstanceReads instances;
    private final ShareReads shares;
    private final Policy policy;
    private final Commands commands;

    ShareInstanceController(
            ShareInstanceReads instances, ShareReads shares, Policies policies, Commands commands) {
        this.instances = instances;
        this.shares = shares;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
        this.commands = commands;
    }

    @GetMapping("/share_instances")
    ShareInstanceBody.All index(Caller caller, Microversion version) {
        policy.enforce(caller, ShareInstancePolicy.INDEX, Target.own(caller));
        return all(instances.list(everyOne(caller)), version);
    }

    private static ListQuery everyOne(Caller caller) {
        return new ListQuery(
                caller.visibleProject(),
                List.of(),
                List.of(new ListQuery.Sort("id", true)),
                null,
                Integer.MAX_VALUE,
                0);
    }

    @GetMapping("/shares/{share_id}/instances")
    ShareInstanceBody.All ofShare(
            @PathVariable("share_id") String share, Caller caller, Microversion version) {
        policy.enforce(caller, ShareInstancePolicy.INDEX, Target.own(caller));
        ShareView view =
                Uuids.canonical(share)
                        .flatMap(id -> shares.find(new ShareId(id), caller.visibleProject()))
                        .orElseThrow(Fault::notFound);
        return all(
                instances.ofShare(view.id()).stream()
                        .filter(each -> caller.sees(each.projectId()))
                        .toList(),
                version);
    }

    private static ShareInstanceBody.All all(List<ShareInstanceView> views, Microversion version) {
        return new ShareInstanceBody.All(
                views.stream().map(view -> ShareInstanceBody.of(view, version)).toList());
    }

    @GetMapping("/share_instances/{id}")
    ShareInstanceBody.One show(@PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareInstancePolicy.SHOW, Target.own(caller));
        return new ShareInstanceBody.One(
                ShareInstanceBody.of(find(id, caller).orElseThrow(Fault::notFound), version));
    }

    @PostMapping("/share_instances/{id}/action")
    @Action(OS_RESET_STATUS)
    @Since(value = ManilaVersions.SHARE_INSTANCES, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osResetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, OS_RESET_STATUS, body, reason, caller);
    }

    @PostMapping("/share_instances/{id}/action")
    @Action(RESET_STATUS)
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        resetStatus(id, RESET_STATUS, body, reason, caller);
    }

    private void resetStatus(
            String id, String action, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareInstancePolicy.RESET_STATUS, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, action),
                        "status",
                        ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word).toList());
        send(
                new ResetShareInstanceStatus(
                        find(id, caller).orElseThrow(Fault::notFound).id(),
                        ShareStatus.of(String.valueOf(word)).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller);
    }

    @PostMapping("/share_instances/{id}/action")
    @Action("os-force_delete")
    @Since(value = ManilaVersions.SHARE_INSTANCES, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osForceDelete(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        forceDelete(id, body, reason, caller);
    }

    @PostMapping("/share_instances/{id}/action")
    @Action("force_delete")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forceDelete(
            @PathVariable String id,
            @SuppressWarnings("unused") JsonBody body, // Its content means nothing.
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, ShareInstancePolicy.FORCE_DELETE, Target.own(caller));
        send(
                new ForceDeleteShareInstance(
                        find(id, caller).orElseThrow(Fault::notFound).id(),
                        reason.text(),
                        UUID.randomUUID(),
                        Moment.now()),
                caller);
    }

    @GetMapping("/share_instances/{id}/export_locations")
    @Since(ManilaVersions.EXPORT_LOCATIONS)
    ExportLocationBody.All exportLocations(
            @PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareInstancePolicy.EXPORT_LOCATIONS, Target.own(caller));
        return ExportLocationBody.all(List.of(ofLocations(id, caller)), caller, version);
    }

    @GetMapping("/share_instances/{id}/export_locations/{location}")
    @Since(ManilaVersions.EXPORT_LOCATIONS)
    ExportLocationBody.One exportLocation(
            @PathVariable String id,
            @PathVariable String location,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareInstancePolicy.EXPORT_LOCATION, Target.own(caller));
        return ExportLocationBody.one(location, List.of(ofLocations(id, caller)), caller, version);
    }

    // manila/api/v2/share_instance_export_locations.py, _verify_share_instance
    private ShareInstanceView ofLocations(String id, Caller caller) {
        return find(id, caller)
                .orElseThrow(() -> Fault.notFound("Share instance '" + id + "' not found."));
    }

    @PostMapping("/share_instances")
    @NotServed(action = "create")
    void create() {}

    @DeleteMapping("/share_instances/{id}")
    @NotServed(action = "delete")
    void delete() {}

    @PutMapping("/share_instances/{id}")
    @NotServed
    void update() {}

    @GetMapping({"/share_instances/new", "/share_instances/{id}/edit"})
    @NotServed
    void form() {}

    // Upstream shows every project's to whoever the policy lets in; only administrators see those
    // here.
    private Optional<ShareInstanceView> find(String id, Caller caller) {
        return Uuids.canonical(id)
                .map(ShareInstanceId::new)
                .flatMap(instances::find)
                .filter(view -> caller.sees(view.projectId()));
    }

    private void send(ShareInstanceCommand command, Caller caller) {
        try {
            commands.send(command, caller, Cause.ADMINISTRATOR);
        } catch (RefusedException refused) {
            throw ShareInstanceFaults.of(refused);
        }
    }
}
