package io.snapledger.gateway.shareinstance;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.DeleteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.PromoteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetShareInstanceStatus;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.Experimental;
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
import io.snapledger.gateway.zone.AvailabilityZones;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * manila/api/v2/share_replicas.py. Upstream finds a replica whoever asks and leaves the rest to its
 * policies; here another project's is not there.
 */
@ManilaApi
@Since(ManilaVersions.SHARE_REPLICAS)
@Experimental(before = ManilaVersions.SHARE_REPLICAS_STABLE)
@ResourceType("share-instance")
class ShareReplicaController {

    private static final String ROOT = "share_replica";
    private static final String RESET_STATUS = "reset_status";
    private static final String RESET_STATE = "reset_replica_state";

    private final ShareInstanceReads instances;
    private final ShareReads shares;
    private final AvailabilityZones zones;
    private final Policy policy;
    private final Commands commands;

    ShareReplicaController(
            ShareInstanceReads instances,
            ShareReads shares,
            AvailabilityZones zones,
            Policies policies,
            Commands commands) {
        this.instances = instances;
        this.shares = shares;
        this.zones = zones;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
        this.commands = commands;
    }

    @GetMapping("/share-replicas")
    ShareReplicaBody.All index(QueryParameters parameters, Caller caller) {
        return list(parameters, caller, ShareReplicaBody.Summary::of);
    }

    @GetMapping("/share-replicas/detail")
    ShareReplicaBody.All detail(QueryParameters parameters, Caller caller, Microversion version) {
        return list(parameters, caller, view -> ShareReplicaBody.of(view, caller, version));
    }

    private ShareReplicaBody.All list(
            QueryParameters parameters, Caller caller, Function<ShareInstanceView, Object> row) {
        policy.enforce(caller, ShareReplicaPolicy.GET_ALL, Target.own(caller));
        List<ShareInstanceView> views =
                parameters
                        .last("share_id")
                        .filter(id -> !id.isEmpty())
                        .map(id -> ofShare(id, caller))
                        .orElseGet(() -> instances.list(everyReplica(caller)));
        return new ShareReplicaBody.All(
                views.stream().filter(view -> view.replicaState() != null).map(row).toList());
    }

    private List<ShareInstanceView> ofShare(String id, Caller caller) {
        return share(id, caller)
                .map(share -> instances.ofShare(share.id()))
                .orElseThrow(() -> Fault.notFound("Share with share ID " + id + " not found."));
    }

    private static ListQuery everyReplica(Caller caller) {
        return new ListQuery(
                caller.visibleProject(),
                List.of(),
                List.of(new ListQuery.Sort("id", true)),
                null,
                Integer.MAX_VALUE,
                0);
    }

    @GetMapping("/share-replicas/{id}")
    ShareReplicaBody.One show(@PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.SHOW, Target.own(caller));
        ShareInstanceView view =
                find(id, caller).orElseThrow(() -> Fault.notFound("Replica " + id + " not found."));
        return new ShareReplicaBody.One(ShareReplicaBody.of(view, caller, version));
    }

    @Creates
    @PostMapping("/share-replicas")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShareReplicaBody.One create(JsonBody body, Caller caller, Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.CREATE, Target.own(caller));
        Entity asked =
                Entity.of(
                        body,
                        ROOT,
                        () ->
                                Fault.unprocessable(
                                        "Body does not contain 'share_replica' information."));
        String shareId = asked.text("share_id");
        if (shareId == null || shareId.isEmpty()) {
            throw Fault.badRequest("Must provide Share ID to add replica.");
        }
        ShareView share =
                share(shareId, caller)
                        .orElseThrow(() -> ShareInstanceFaults.shareNotFound(shareId));
        String zone = asked.text("availability_zone");
        if (zone != null && zones.zone(zone).isEmpty()) {
            throw Fault.badRequest("Availability zone " + zone + " could not be found.");
        }
        ShareInstanceId id = new ShareInstanceId(UUID.randomUUID());
        Instant now = Moment.now();
        ShareInstanceView view =
                new ShareInstanceView(
                        id,
                        share.id(),
                        share.projectId(),
                        share.shareTypeId(),
                        share.shareProto(),
                        share.sizeGib(),
                        ShareStatus.CREATING,
                        zone,
                        null,
                        ReplicaState.OUT_OF_SYNC,
                        null,
                        List.of(),
                        now,
                        null);
        try {
            return commands.create(
                    new CreateShareReplica(id, share.id(), zone, UUID.randomUUID(), now),
                    caller,
                    new ShareReplicaBody.One(ShareReplicaBody.of(view, caller, version)));
        } catch (RefusedException refused) {
            throw ShareInstanceFaults.of(refused);
        }
    }

    @DeleteMapping("/share-replicas/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareReplicaPolicy.DELETE, Target.own(caller));
        delete(required(id, caller), false, reason, caller, Cause.REQUEST);
    }

    @PostMapping("/share-replicas/{id}/action")
    @Action("force_delete")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forceDelete(
            @PathVariable String id,
            @SuppressWarnings("unused") JsonBody body, // Its content means nothing.
            AuditReason reason,
            Caller caller) {
        policy.enforce(caller, ShareReplicaPolicy.FORCE_DELETE, Target.own(caller));
        delete(
                find(id, caller).orElseThrow(Fault::notFound),
                true,
                reason,
                caller,
                Cause.ADMINISTRATOR);
    }

    private void delete(
            ShareInstanceView view, boolean force, AuditReason reason, Caller caller, Cause cause) {
        send(
                new DeleteShareReplica(
                        view.id(), force, reason.text(), UUID.randomUUID(), Moment.now()),
                caller,
                cause);
    }

    @PostMapping("/share-replicas/{id}/action")
    @Action("promote")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShareReplicaBody.One promote(
            @PathVariable String id,
            @SuppressWarnings("unused") JsonBody body, // Its content means nothing.
            AuditReason reason,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.PROMOTE, Target.own(caller));
        ShareInstanceView view = required(id, caller);
        if (view.replicaState() != ReplicaState.ACTIVE) {
            send(
                    new PromoteShareReplica(view.id(), caller.admin(), reason.text(), Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        return new ShareReplicaBody.One(
                ShareReplicaBody.of(find(id, caller).orElse(view), caller, version));
    }

    @PostMapping("/share-replicas/{id}/action")
    @Action(RESET_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareReplicaPolicy.RESET_STATUS, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, RESET_STATUS),
                        "status",
                        ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word).toList());
        send(
                new ResetShareInstanceStatus(
                        find(id, caller).orElseThrow(Fault::notFound).id(),
                        ShareStatus.of(String.valueOf(word)).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PostMapping("/share-replicas/{id}/action")
    @Action(RESET_STATE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetReplicaState(
            @PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareReplicaPolicy.RESET_STATE, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, RESET_STATE),
                        "replica_state",
                        Arrays.stream(ReplicaState.values()).map(ReplicaState::word).toList());
        ShareInstanceView view = find(id, caller).orElseThrow(Fault::notFound);
        if (view.replicaState() == ReplicaState.ACTIVE) {
            throw Fault.badRequest("Cannot reset replica_state of an active replica");
        }
        send(
                new ResetReplicaState(
                        view.id(),
                        ReplicaState.of(String.valueOf(word)).orElseThrow(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PutMapping("/share-replicas/{id}")
    @NotServed
    void update() {}

    // manila/api/v2/share_replica_export_locations.py
    @GetMapping("/share-replicas/{id}/export-locations")
    @Since(ManilaVersions.EXPORT_LOCATIONS_OF_ACTIVE_REPLICA)
    ExportLocationBody.All exportLocations(
            @PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.REPLICA_EXPORT_LOCATIONS, Target.own(caller));
        ShareInstanceView view = ofLocations(id, caller);
        return new ExportLocationBody.All(
                ExportLocationBody.all(List.of(view), caller, version).exportLocations().stream()
                        .map(one -> one.of(view))
                        .toList());
    }

    @GetMapping("/share-replicas/{id}/export-locations/{location}")
    @Since(ManilaVersions.EXPORT_LOCATIONS_OF_ACTIVE_REPLICA)
    ExportLocationBody.One exportLocation(
            @PathVariable String id,
            @PathVariable String location,
            Caller caller,
            Microversion version) {
        policy.enforce(caller, ShareReplicaPolicy.REPLICA_EXPORT_LOCATION, Target.own(caller));
        ShareInstanceView view = ofLocations(id, caller);
        return new ExportLocationBody.One(
                ExportLocationBody.one(location, List.of(view), caller, version)
                        .exportLocation()
                        .of(view));
    }

    private ShareInstanceView ofLocations(String id, Caller caller) {
        return find(id, caller)
                .orElseThrow(() -> Fault.notFound("Share replica '" + id + "' not found."));
    }

    @GetMapping({"/share-replicas/new", "/share-replicas/{id}/edit"})
    @NotServed
    void form() {}

    // A public share is everybody's to see, but its replicas are not.
    private Optional<ShareView> share(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> shares.find(new ShareId(uuid), caller.visibleProject()))
                .filter(share ->
                        caller.visibleProject() == null
                                || Objects.equals(share.projectId(), caller.projectId()));
    }

    private ShareInstanceView required(String id, Caller caller) {
        return find(id, caller).orElseThrow(() -> ShareInstanceFaults.replicaNotFound(id));
    }

    private Optional<ShareInstanceView> find(String id, Caller caller) {
        return Uuids.canonical(id)
                .map(ShareInstanceId::new)
                .flatMap(instances::find)
                .filter(view -> view.replicaState() != null)
                .filter(view ->
                        caller.visibleProject() == null
                                || Objects.equals(view.projectId(), caller.projectId()));
    }

    private void send(ShareInstanceCommand command, Caller caller, Cause cause) {
        try {
            commands.send(command, caller, cause);
        } catch (RefusedException refused) {
            throw ShareInstanceFaults.of(refused);
        }
    }
}
