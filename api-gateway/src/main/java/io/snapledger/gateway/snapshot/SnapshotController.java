package io.snapledger.gateway.snapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.GeneralFiltering;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /snapshots}: the members of group snapshots, one by one. */
@CinderApi
final class SnapshotController {

    private static final String METADATA = "metadata";

    /** What callers who are not administrators could filter by from the beginning. */
    private static final Set<String> OLD_FILTERS = Set.of("status", "volume_id", "name", METADATA);

    static final ListRules LISTS =
            new ListRules(
                    Set.of(
                            "id",
                            "name",
                            "description",
                            "status",
                            "volume_id",
                            "group_snapshot_id",
                            "project_id",
                            "user_id",
                            "created_at",
                            "updated_at"),
                    Set.of(
                            "name",
                            "status",
                            "volume_id",
                            METADATA,
                            "availability_zone",
                            "consumes_quota"),
                    CinderVersions.BASE_VERSION,
                    "Snapshot %s could not be found.");

    private final SnapshotReads reads;
    private final Policy policy;
    private final ListRequests lists;

    SnapshotController(SnapshotReads reads, Policy policy, ListRequests lists) {
        this.reads = reads;
        this.policy = policy;
        this.lists = lists;
    }

    @GetMapping("/snapshots")
    SnapshotBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters, caller, version, links, SnapshotBody.COLLECTION, SnapshotBody::summary);
    }

    @GetMapping("/snapshots/detail")
    SnapshotBody.Page listDetail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters,
                caller,
                version,
                links,
                SnapshotBody.COLLECTION + "/detail",
                snapshot -> SnapshotBody.of(snapshot, caller, version, policy));
    }

    @GetMapping("/snapshots/{id}")
    SnapshotBody.One show(@PathVariable String id, Caller caller, Microversion version) {
        return new SnapshotBody.One(SnapshotBody.of(find(id, caller), caller, version, policy));
    }

    // Every snapshot here is a member of a group snapshot, and such a one goes with it only:
    // cinder/volume/api.py, delete_snapshot().
    @DeleteMapping("/snapshots/{id}")
    void delete(@PathVariable String id, Caller caller) {
        SnapshotView snapshot = find(id, caller);
        policy.enforce(caller, SnapshotPolicy.DELETE, target(snapshot));
        if (snapshot.groupSnapshotId() == null) {
            throw Fault.of(501, "Deleting a snapshot is not implemented.");
        }
        throw Fault.badRequest(
                "Invalid snapshot: Snapshot status must be available or error and must not be part"
                        + " of a group.");
    }

    @GetMapping({"/snapshots/new", "/snapshots/{id}/edit"})
    @NotServed
    void form() {}

    private SnapshotView find(String id, Caller caller) {
        SnapshotView snapshot =
                lookup(id, caller)
                        .orElseThrow(
                                () -> Fault.notFound("Snapshot " + id + " could not be found."));
        policy.enforce(caller, SnapshotPolicy.GET, target(snapshot));
        return snapshot;
    }

    private static Target target(SnapshotView snapshot) {
        return new Target(snapshot.projectId(), snapshot.userId())
                .with("id", snapshot.id())
                .with("display_name", snapshot.name())
                .with("status", snapshot.status().word())
                .with("volume_id", snapshot.volumeId())
                .with("volume_size", snapshot.sizeGib())
                .with("group_snapshot_id", snapshot.groupSnapshotId());
    }

    private SnapshotBody.Page page(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Links links,
            String collection,
            Function<SnapshotView, SnapshotBody> shown) {
        ListQuery query =
                lists.read(
                        heeded(parameters, caller, version),
                        caller,
                        version,
                        LISTS,
                        marker -> lookup(marker, caller).map(snapshot -> snapshot.id().value()));
        policy.enforce(caller, SnapshotPolicy.GET_ALL, Target.own(caller));
        List<SnapshotView> snapshots = reads.list(query);
        return new SnapshotBody.Page(
                snapshots.stream().map(shown).toList(),
                lists.isFull(parameters, snapshots.size())
                        ? List.of(
                                links.next(
                                        collection, parameters, snapshots.getLast().id().value()))
                        : null);
    }

    // snapshots.py, _items() and _process_snapshot_filtering()
    private static QueryParameters heeded(
            QueryParameters parameters, Caller caller, Microversion version) {
        QueryParameters heeded =
                version.atLeast(CinderVersions.SNAPSHOT_LIST_METADATA_FILTER)
                        ? parameters
                        : GeneralFiltering.without(parameters, METADATA);
        return GeneralFiltering.heeded(heeded, caller, version, OLD_FILTERS);
    }

    private Optional<SnapshotView> lookup(String id, Caller caller) {
        @Nullable String project = caller.visibleProject();
        return Uuids.canonical(id).flatMap(uuid -> reads.find(new SnapshotId(uuid), project));
    }
}
