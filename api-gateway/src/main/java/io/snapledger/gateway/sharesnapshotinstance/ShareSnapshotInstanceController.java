package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.ResetShareSnapshotInstanceStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceRefused;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.ResourceType;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.Paged;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.Detail;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.DetailListBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.ListBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.LocationBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.LocationsBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.ShowBody;
import io.snapledger.gateway.sharesnapshotinstance.ShareSnapshotInstanceBodies.Summary;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.List;
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

/** manila/api/v2/share_snapshot_instances.py and share_snapshot_instance_export_locations.py. */
@ManilaApi
@Since(ManilaVersions.SNAPSHOT_INSTANCES)
@ResourceType("share-snapshot-instance")
class ShareSnapshotInstanceController {

    static final String RESET_STATUS = "reset_status";

    private final ShareSnapshotInstanceReads instances;
    private final Policy policy;
    private final Commands commands;

    ShareSnapshotInstanceController(
            ShareSnapshotInstanceReads instances, Policies policies, Commands commands) {
        this.instances = instances;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
        this.commands = commands;
    }

    @GetMapping("/snapshot-instances")
    ListBody index(QueryParameters parameters, Caller caller) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.INDEX, Target.own(caller));
        return new ListBody(list(parameters, Summary::of));
    }

    @GetMapping("/snapshot-instances/detail")
    DetailListBody detail(QueryParameters parameters, Caller caller) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.DETAIL, Target.own(caller));
        return new DetailListBody(list(parameters, Detail::of));
    }

    // Whatever else is asked for is passed over, however senseless it is; nothing limits the list.
    private <T> Iterable<T> list(
            QueryParameters parameters, Function<ShareSnapshotInstanceView, T> row) {
        Optional<String> asked = parameters.last("snapshot_id").filter(id -> !id.isEmpty());
        Optional<UUID> snapshot = asked.flatMap(Uuids::canonical);
        if (asked.isPresent() && snapshot.isEmpty()) {
            return List.of();
        }
        ShareSnapshotId only = snapshot.map(ShareSnapshotId::new).orElse(null);
        return new Paged<>(
                last ->
                        instances.list(
                                ShareSnapshotInstanceQuery.byId(
                                        only, last == null ? null : last.id(), Paged.PAGE)),
                row);
    }

    @GetMapping("/snapshot-instances/{id}")
    ShowBody show(@PathVariable String id, Caller caller) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.SHOW, Target.own(caller));
        return new ShowBody(
                find(id).map(Detail::of)
                        .orElseThrow(
                                () -> Fault.notFound("Snapshot instance " + id + " not found.")));
    }

    @PostMapping("/snapshot-instances/{id}/action")
    @Action(RESET_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetStatus(@PathVariable String id, JsonBody body, AuditReason reason, Caller caller) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.RESET_STATUS, Target.own(caller));
        String word =
                Entity.state(
                        Entity.argument(body, RESET_STATUS),
                        "status",
                        ShareSnapshotStatus.SET_BY_HAND.stream()
                                .map(ShareSnapshotStatus::word)
                                .toList());
        // Another text than show's: AdminActionsMixin._reset_status puts its own where no client
        // sees it.
        ShareSnapshotInstanceView view = find(id).orElseThrow(Fault::notFound);
        try {
            commands.send(
                    new ResetShareSnapshotInstanceStatus(
                            view.id(),
                            ShareSnapshotStatus.of(String.valueOf(word)).orElseThrow(),
                            reason.text(),
                            Moment.now()),
                    caller,
                    Cause.ADMINISTRATOR);
        } catch (RefusedException refused) {
            throw refused.refused() instanceof ShareSnapshotInstanceRefused because
                    ? fault(because)
                    : refused;
        }
    }

    private static Fault fault(ShareSnapshotInstanceRefused refused) {
        return switch (refused) {
            case ShareSnapshotInstanceRefused.NotFound _ -> Fault.notFound();
        };
    }

    @GetMapping("/snapshot-instances/{id}/export-locations")
    @Since(ManilaVersions.MOUNTABLE_SNAPSHOTS)
    LocationsBody exportLocations(@PathVariable String id, Caller caller, Links links) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.EXPORT_LOCATIONS, Target.own(caller));
        return LocationsBody.of(List.of(ofLocations(id)), caller, links);
    }

    @GetMapping("/snapshot-instances/{id}/export-locations/{location}")
    @Since(ManilaVersions.MOUNTABLE_SNAPSHOTS)
    LocationBody exportLocation(
            @PathVariable String id, @PathVariable String location, Caller caller, Links links) {
        policy.enforce(caller, ShareSnapshotInstancePolicy.EXPORT_LOCATION, Target.own(caller));
        return LocationBody.of(location, List.of(ofLocations(id)), caller, links);
    }

    private ShareSnapshotInstanceView ofLocations(String id) {
        return find(id).orElseThrow(
                        () -> Fault.notFound("Snapshot instance '" + id + "' not found."));
    }

    private Optional<ShareSnapshotInstanceView> find(String id) {
        return Uuids.canonical(id).map(ShareSnapshotInstanceId::new).flatMap(instances::find);
    }

    @PostMapping("/snapshot-instances")
    @NotServed(action = "create")
    void create() {}

    @DeleteMapping("/snapshot-instances/{id}")
    @NotServed(action = "delete")
    void delete() {}

    @PutMapping("/snapshot-instances/{id}")
    @NotServed
    void update() {}

    @GetMapping({"/snapshot-instances/new", "/snapshot-instances/{id}/edit"})
    @NotServed
    void form() {}
}
