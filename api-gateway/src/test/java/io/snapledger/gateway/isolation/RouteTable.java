package io.snapledger.gateway.isolation;

import static io.snapledger.gateway.isolation.RouteEntry.route;

import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.gateway.fake.FakeReads;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.microversion.ManilaVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every route that the gateway serves and the policies that decide about it. A new route needs a
 * line here, in its resource's method: {@link IsolationTest} and {@link PoliciesPageTest} say so if
 * it has none.
 */
final class RouteTable {

    private RouteTable() {}

    static List<RouteEntry> entries() {
        List<RouteEntry> all = new ArrayList<>();
        Stream.of(
                        volumeTypes(),
                        groupTypes(),
                        groups(),
                        volumes(),
                        snapshots(),
                        groupSnapshots(),
                        quotas(),
                        quotasOfShares(),
                        messages(),
                        deployment(),
                        audit(),
                        views(),
                        shareTypes(),
                        shares(),
                        metadata("shares", Rows.SHARE, "share:%s_share_metadata", "share:get"),
                        shareInstances(),
                        shareSnapshots(),
                        metadata(
                                "snapshots",
                                Rows.SHARE_SNAPSHOT,
                                "share_snapshot:%s_metadata",
                                "share_snapshot:get_snapshot"),
                        snapshotInstances(),
                        deploymentOfShares())
                .forEach(all::addAll);
        return all;
    }

    /** The rows that the entries are about, all of project {@code d0} or of everybody. */
    static void fill(FakeReads reads) {
        reads.volumeTypes.add(Rows.volumeType());
        reads.volumeTypes.add(Rows.defaultVolumeType());
        reads.volumeTypes.add(Rows.privateVolumeType());
        reads.quotas.add(
                new QuotaView(QuotaResource.VOLUMES.word(), QuotaResource.VOLUMES, null, 10, 2));
        reads.quotas.add(
                new QuotaView(QuotaResource.SHARES.word(), QuotaResource.SHARES, null, 50, 1));
        reads.groupTypes.add(Rows.groupType());
        reads.groups.add(Rows.group());
        reads.volumes.add(Rows.volume());
        reads.snapshots.add(Rows.singleSnapshot());
        reads.groupSnapshots.add(Rows.groupSnapshot());
        reads.changes.add(Rows.change());
        reads.states.add(Rows.state());
        reads.proofs.add(Rows.proof());
        reads.shareTypes.add(Rows.shareType());
        reads.shareTypes.add(Rows.privateShareType());
        reads.shares.add(Rows.share());
        reads.shareInstances.add(Rows.shareInstance());
        reads.shareInstances.add(Rows.shareInstance(Rows.REPLICA, ReplicaState.IN_SYNC));
        reads.shareSnapshots.add(Rows.shareSnapshot());
        reads.shareSnapshotInstances.add(Rows.snapshotInstance());
    }

    private static List<RouteEntry> shareTypes() {
        return List.of(
                route("GET /v2/types", "share_type:index"),
                // None is set.
                route("GET /v2/types/default", "share_type:default").answers(404),
                route("POST /v2/types", "share_type:create")
                        .sends(
                                "{'share_type': {'name': 'n', 'extra_specs':"
                                        + " {'driver_handles_share_servers': 'False'}}}"),
                route("GET /v2/types/{id}", "share_type:show").aboutEverybodys(Rows.SHARE_TYPE),
                route("PUT /v2/types/{id}", "share_type:update")
                        .sends("{'share_type': {'name': 'm'}}")
                        .aboutEverybodys(Rows.SHARE_TYPE),
                route("DELETE /v2/types/{id}", "share_type:delete")
                        .aboutEverybodys(Rows.SHARE_TYPE)
                        .answers(202),
                route("GET /v2/types/{id}/share_type_access", "share_type:list_project_access")
                        .aboutEverybodys(Rows.PRIVATE_SHARE_TYPE),
                route("GET /v2/types/{id}/os-share-type-access", "share_type:list_project_access")
                        .aboutEverybodys(Rows.PRIVATE_SHARE_TYPE)
                        .until(ManilaVersions.EXTENSION_PREFIX_LAST),
                route(
                                "POST /v2/types/{id}/action (addProjectAccess)",
                                "share_type:add_project_access")
                        .sends("{'addProjectAccess': {'project': 'p1'}}")
                        .aboutEverybodys(Rows.PRIVATE_SHARE_TYPE)
                        .answers(202),
                route(
                                "POST /v2/types/{id}/action (removeProjectAccess)",
                                "share_type:remove_project_access")
                        .sends("{'removeProjectAccess': {'project': 'p1'}}")
                        .aboutEverybodys(Rows.PRIVATE_SHARE_TYPE)
                        .answers(202),
                route("GET /v2/types/{type_id}/extra_specs", "share_types_extra_spec:index")
                        .aboutEverybodys(Rows.SHARE_TYPE),
                route("POST /v2/types/{type_id}/extra_specs", "share_types_extra_spec:create")
                        .sends("{'extra_specs': {'k': 'v'}}")
                        .aboutEverybodys(Rows.SHARE_TYPE),
                route("GET /v2/types/{type_id}/extra_specs/{key}", "share_types_extra_spec:show")
                        .at("/v2/types/{id}/extra_specs/driver_handles_share_servers")
                        .aboutEverybodys(Rows.SHARE_TYPE),
                route("PUT /v2/types/{type_id}/extra_specs/{key}", "share_types_extra_spec:update")
                        .at("/v2/types/{id}/extra_specs/k")
                        .sends("{'k': 'v'}")
                        .aboutEverybodys(Rows.SHARE_TYPE),
                route(
                                "DELETE /v2/types/{type_id}/extra_specs/{key}",
                                "share_types_extra_spec:delete")
                        .at("/v2/types/{id}/extra_specs/k")
                        .aboutEverybodys(Rows.SHARE_TYPE)
                        .answers(202));
    }

    private static List<RouteEntry> shares() {
        return List.of(
                route("GET /v2/shares", "share:get_all").listing(),
                route("GET /v2/shares/detail", "share:get_all").listing(),
                route("POST /v2/shares", "share:create")
                        .sends("{'share': {'size': 1, 'share_proto': 'NFS'}}"),
                route("GET /v2/shares/{id}", "share:get").about(Rows.SHARE),
                route("PUT /v2/shares/{id}", "share:update")
                        .sends("{'share': {'display_name': 'n'}}")
                        .about(Rows.SHARE),
                route("DELETE /v2/shares/{id}", "share:delete")
                        .about(Rows.SHARE)
                        .policyFirst()
                        .answers(202),
                forceDeletion("shares", Rows.SHARE, "share"),
                osForceDeletion("shares", Rows.SHARE, "share"),
                // Upstream looks for it first.
                route("POST /v2/shares/{id}/action (reset_status)", "share:reset_status")
                        .sends("{'reset_status': {'status': 'error'}}")
                        .about(Rows.SHARE)
                        .answers(202),
                route("POST /v2/shares/{id}/action (os-reset_status)", "share:reset_status")
                        .sends("{'os-reset_status': {'status': 'error'}}")
                        .about(Rows.SHARE)
                        .answers(202)
                        .until(ManilaVersions.EXTENSION_PREFIX_LAST),
                route("POST /v2/shares/{id}/action (reset_task_state)", "share:reset_task_state")
                        .sends("{'reset_task_state': {'task_state': 'migration_error'}}")
                        .about(Rows.SHARE)
                        .policyFirst()
                        .answers(202),
                route("POST /v2/shares/{id}/action (extend)", "share:extend")
                        .sends("{'extend': {'new_size': 2}}")
                        .about(Rows.SHARE)
                        .policyFirst()
                        .answers(202),
                route("POST /v2/shares/{id}/action (os-extend)", "share:extend")
                        .sends("{'os-extend': {'new_size': 2}}")
                        .about(Rows.SHARE)
                        .policyFirst()
                        .answers(202)
                        .until(ManilaVersions.EXTENSION_PREFIX_LAST),
                route("GET /v2/shares/{share_id}/export_locations", "share_export_location:index")
                        .about(Rows.SHARE)
                        .policyFirst(),
                route(
                                "GET /v2/shares/{share_id}/export_locations/{id}",
                                "share_export_location:show")
                        .at("/v2/shares/{id}/export_locations/" + Rows.EXPORT_LOCATION)
                        .about(Rows.SHARE)
                        .policyFirst(),
                route("GET /v2/shares/{share_id}/instances", "share_instance:index")
                        .about(Rows.SHARE)
                        .policyFirst());
    }

    private static List<RouteEntry> metadata(String path, String id, String policy, String see) {
        String all = "/v2/" + path + "/{id}/metadata";
        String one = all + "/{key}";
        String get = policy.formatted("get");
        String update = policy.formatted("update");
        String body = "{'metadata': {'k': 'v'}}";
        return Stream.of(
                        route("GET " + all, get),
                        route("POST " + all, update, see).sends(body),
                        route("PUT " + all, update, see).sends(body),
                        route("GET " + one, get).at(all + "/m"),
                        route("POST " + one, update, see).at(all + "/k").sends(body),
                        route("DELETE " + one, policy.formatted("delete"), see).at(all + "/m"))
                .map(entry -> entry.about(id).policyFirst())
                .toList();
    }

    private static List<RouteEntry> shareInstances() {
        return List.of(
                route("GET /v2/share_instances", "share_instance:index"),
                route("GET /v2/share_instances/{id}", "share_instance:show")
                        .about(Rows.SHARE_INSTANCE)
                        .policyFirst(),
                route(
                                "GET /v2/share_instances/{id}/export_locations",
                                "share_instance_export_location:index")
                        .about(Rows.SHARE_INSTANCE)
                        .policyFirst(),
                route(
                                "GET /v2/share_instances/{id}/export_locations/{location}",
                                "share_instance_export_location:show")
                        .at("/v2/share_instances/{id}/export_locations/" + Rows.EXPORT_LOCATION)
                        .about(Rows.SHARE_INSTANCE)
                        .policyFirst(),
                reset("share_instances", Rows.SHARE_INSTANCE, "share_instance"),
                osReset("share_instances", Rows.SHARE_INSTANCE, "share_instance"),
                forceDeletion("share_instances", Rows.SHARE_INSTANCE, "share_instance"),
                osForceDeletion("share_instances", Rows.SHARE_INSTANCE, "share_instance"),
                route("GET /v2/share-replicas", "share_replica:get_all"),
                route("GET /v2/share-replicas/detail", "share_replica:get_all"),
                route("POST /v2/share-replicas", "share_replica:create")
                        .sends("{'share_replica': {'share_id': '{id}'}}")
                        .about(Rows.SHARE)
                        .policyFirst()
                        .answers(202),
                route("GET /v2/share-replicas/{id}", "share_replica:show")
                        .about(Rows.REPLICA)
                        .policyFirst(),
                route(
                                "GET /v2/share-replicas/{id}/export-locations",
                                "share_replica_export_location:index")
                        .about(Rows.REPLICA)
                        .policyFirst(),
                route(
                                "GET /v2/share-replicas/{id}/export-locations/{location}",
                                "share_replica_export_location:show")
                        .at(
                                "/v2/share-replicas/{id}/export-locations/"
                                        + Rows.REPLICA_EXPORT_LOCATION)
                        .about(Rows.REPLICA)
                        .policyFirst(),
                route("DELETE /v2/share-replicas/{id}", "share_replica:delete")
                        .about(Rows.REPLICA)
                        .policyFirst()
                        .answers(202),
                route("POST /v2/share-replicas/{id}/action (promote)", "share_replica:promote")
                        .sends("{'promote': null}")
                        .about(Rows.REPLICA)
                        .policyFirst()
                        .answers(202),
                reset("share-replicas", Rows.REPLICA, "share_replica"),
                route(
                                "POST /v2/share-replicas/{id}/action (reset_replica_state)",
                                "share_replica:reset_replica_state")
                        .sends("{'reset_replica_state': {'replica_state': 'error'}}")
                        .about(Rows.REPLICA)
                        .policyFirst()
                        .answers(202),
                forceDeletion("share-replicas", Rows.REPLICA, "share_replica"));
    }

    private static RouteEntry reset(String path, String id, String policy) {
        return reset("reset_status", path, id, policy);
    }

    /** As it was called while it was an extension's. */
    private static RouteEntry osReset(String path, String id, String policy) {
        return reset("os-reset_status", path, id, policy)
                .until(ManilaVersions.EXTENSION_PREFIX_LAST);
    }

    private static RouteEntry reset(String action, String path, String id, String policy) {
        return route(
                        "POST /v2/%s/{id}/action (%s)".formatted(path, action),
                        policy + ":reset_status")
                .sends("{'%s': {'status': 'error'}}".formatted(action))
                .about(id)
                .policyFirst()
                .answers(202);
    }

    private static RouteEntry forceDeletion(String path, String id, String policy) {
        return forceDeletion("force_delete", path, id, policy);
    }

    private static RouteEntry osForceDeletion(String path, String id, String policy) {
        return forceDeletion("os-force_delete", path, id, policy)
                .until(ManilaVersions.EXTENSION_PREFIX_LAST);
    }

    private static RouteEntry forceDeletion(String action, String path, String id, String policy) {
        return route(
                        "POST /v2/%s/{id}/action (%s)".formatted(path, action),
                        policy + ":force_delete")
                .sends("{'%s': null}".formatted(action))
                .about(id)
                .policyFirst()
                .answers(202);
    }

    private static List<RouteEntry> shareSnapshots() {
        return List.of(
                route("GET /v2/snapshots", "share_snapshot:get_all_snapshots").listing(),
                route("GET /v2/snapshots/detail", "share_snapshot:get_all_snapshots").listing(),
                route("POST /v2/snapshots", "share:create_snapshot")
                        .sends("{'snapshot': {'share_id': '{id}'}}")
                        .about(Rows.SHARE)
                        .answers(202),
                route("GET /v2/snapshots/{id}", "share_snapshot:get_snapshot")
                        .about(Rows.SHARE_SNAPSHOT),
                route(
                                "GET /v2/snapshots/{snapshot_id}/export-locations",
                                "share_snapshot_export_location:index")
                        .about(Rows.SHARE_SNAPSHOT)
                        .policyFirst(),
                route(
                                "GET /v2/snapshots/{snapshot_id}/export-locations/{id}",
                                "share_snapshot_export_location:show")
                        .at("/v2/snapshots/{id}/export-locations/" + Rows.SNAPSHOT_EXPORT_LOCATION)
                        .about(Rows.SHARE_SNAPSHOT)
                        .policyFirst(),
                route("PUT /v2/snapshots/{id}", "share:snapshot_update")
                        .sends("{'snapshot': {'display_name': 'n'}}")
                        .about(Rows.SHARE_SNAPSHOT)
                        .policyFirst(),
                route("DELETE /v2/snapshots/{id}", "share:delete_snapshot")
                        .about(Rows.SHARE_SNAPSHOT)
                        .policyFirst()
                        .answers(202),
                reset("snapshots", Rows.SHARE_SNAPSHOT, "share_snapshot"),
                osReset("snapshots", Rows.SHARE_SNAPSHOT, "share_snapshot"),
                forceDeletion("snapshots", Rows.SHARE_SNAPSHOT, "share_snapshot"),
                osForceDeletion("snapshots", Rows.SHARE_SNAPSHOT, "share_snapshot"));
    }

    private static List<RouteEntry> snapshotInstances() {
        return List.of(
                route("GET /v2/snapshot-instances", "share_snapshot_instance:index"),
                route("GET /v2/snapshot-instances/detail", "share_snapshot_instance:detail"),
                route("GET /v2/snapshot-instances/{id}", "share_snapshot_instance:show")
                        .about(Rows.SNAPSHOT_INSTANCE)
                        .policyFirst(),
                reset("snapshot-instances", Rows.SNAPSHOT_INSTANCE, "share_snapshot_instance"),
                route(
                                "GET /v2/snapshot-instances/{id}/export-locations",
                                "share_snapshot_instance_export_location:index")
                        .about(Rows.SNAPSHOT_INSTANCE)
                        .policyFirst(),
                route(
                                "GET /v2/snapshot-instances/{id}/export-locations/{location}",
                                "share_snapshot_instance_export_location:show")
                        .at(
                                "/v2/snapshot-instances/{id}/export-locations/"
                                        + Rows.SNAPSHOT_EXPORT_LOCATION)
                        .about(Rows.SNAPSHOT_INSTANCE)
                        .policyFirst(),
                route("GET /audit/v1/snapshot-instances", "audit:snapshot_instances:get_all"));
    }

    private static List<RouteEntry> volumeTypes() {
        return List.of(
                route("GET /v3/types", "volume_extension:type_get_all"),
                route("POST /v3/types", "volume_extension:type_create")
                        .sends("{'volume_type': {'name': 'n'}}"),
                route("GET /v3/types/default", "volume_extension:type_get"),
                route("GET /v3/types/{id}", "volume_extension:type_get")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route("PUT /v3/types/{id}", "volume_extension:type_update")
                        .sends("{'volume_type': {'name': 'm'}}")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route("DELETE /v3/types/{id}", "volume_extension:type_delete")
                        .aboutEverybodys(Rows.VOLUME_TYPE)
                        .answers(202),
                route(
                                "GET /v3/types/{type_id}/extra_specs",
                                "volume_extension:types_extra_specs:index")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route(
                                "POST /v3/types/{type_id}/extra_specs",
                                "volume_extension:types_extra_specs:create")
                        .sends("{'extra_specs': {'k': 'v'}}")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route(
                                "GET /v3/types/{type_id}/extra_specs/{key}",
                                "volume_extension:types_extra_specs:show")
                        .at("/v3/types/{id}/extra_specs/multiattach")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route(
                                "PUT /v3/types/{type_id}/extra_specs/{key}",
                                "volume_extension:types_extra_specs:update")
                        .at("/v3/types/{id}/extra_specs/k")
                        .sends("{'k': 'v'}")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route(
                                "DELETE /v3/types/{type_id}/extra_specs/{key}",
                                "volume_extension:types_extra_specs:delete")
                        .at("/v3/types/{id}/extra_specs/multiattach")
                        .aboutEverybodys(Rows.VOLUME_TYPE)
                        .answers(202),
                route(
                                "GET /v3/types/{id}/os-volume-type-access",
                                "volume_extension:volume_type_access:get_all_for_type")
                        .aboutEverybodys(Rows.PRIVATE_VOLUME_TYPE),
                route(
                                "POST /v3/types/{id}/action (addProjectAccess)",
                                "volume_extension:volume_type_access:addProjectAccess")
                        .sends("{'addProjectAccess': {'project': 'p1'}}")
                        .aboutEverybodys(Rows.PRIVATE_VOLUME_TYPE)
                        .answers(202),
                route(
                                "POST /v3/types/{id}/action (removeProjectAccess)",
                                "volume_extension:volume_type_access:removeProjectAccess")
                        .sends("{'removeProjectAccess': {'project': 'p1'}}")
                        .aboutEverybodys(Rows.PRIVATE_VOLUME_TYPE)
                        .answers(202));
    }

    private static List<RouteEntry> groupTypes() {
        return List.of(
                route("GET /v3/group_types"),
                route("POST /v3/group_types", "group:group_types:create")
                        .sends("{'group_type': {'name': 'n'}}")
                        .answers(202),
                route("GET /v3/group_types/{id}").aboutEverybodys(Rows.GROUP_TYPE),
                route("PUT /v3/group_types/{id}", "group:group_types:update")
                        .sends("{'group_type': {'name': 'm'}}")
                        .aboutEverybodys(Rows.GROUP_TYPE),
                route("DELETE /v3/group_types/{id}", "group:group_types:delete")
                        .aboutEverybodys(Rows.GROUP_TYPE)
                        .answers(202),
                route(
                                "GET /v3/group_types/{type_id}/group_specs",
                                "group:group_types_specs:get_all")
                        .aboutEverybodys(Rows.GROUP_TYPE),
                route(
                                "POST /v3/group_types/{type_id}/group_specs",
                                "group:group_types_specs:create")
                        .sends("{'group_specs': {'k': 'v'}}")
                        .aboutEverybodys(Rows.GROUP_TYPE)
                        .answers(202),
                route(
                                "GET /v3/group_types/{type_id}/group_specs/{key}",
                                "group:group_types_specs:get")
                        .at("/v3/group_types/{id}/group_specs/k1")
                        .aboutEverybodys(Rows.GROUP_TYPE),
                route(
                                "PUT /v3/group_types/{type_id}/group_specs/{key}",
                                "group:group_types_specs:update")
                        .at("/v3/group_types/{id}/group_specs/k")
                        .sends("{'k': 'v'}")
                        .aboutEverybodys(Rows.GROUP_TYPE),
                route(
                                "DELETE /v3/group_types/{type_id}/group_specs/{key}",
                                "group:group_types_specs:delete")
                        .at("/v3/group_types/{id}/group_specs/k1")
                        .aboutEverybodys(Rows.GROUP_TYPE)
                        .answers(202));
    }

    private static List<RouteEntry> groups() {
        return List.of(
                route("GET /v3/groups", "group:get_all").listing(),
                route("GET /v3/groups/detail", "group:get_all").listing(),
                route("POST /v3/groups", "group:create")
                        .sends(
                                "{'group': {'group_type': '%s', 'volume_types': ['%s']}}"
                                        .formatted(Rows.GROUP_TYPE, Rows.VOLUME_TYPE))
                        .answers(202),
                route(
                                "POST /v3/groups/action (create-from-src)",
                                "group:get_group_snapshot",
                                "group:create",
                                "group:get")
                        .sends("{'create-from-src': {'group_snapshot_id': '{id}'}}")
                        .about(Rows.GROUP_SNAPSHOT)
                        .answers(202)
                        .refuses("group:create", 400)
                        .refuses("group:get", 400),
                route("GET /v3/groups/{id}", "group:get").about(Rows.GROUP),
                route("PUT /v3/groups/{id}", "group:get", "group:update")
                        .sends("{'group': {'name': 'n'}}")
                        .about(Rows.GROUP)
                        .answers(202),
                route("POST /v3/groups/{id}/action (delete)", "group:get", "group:delete")
                        .sends("{'delete': {'delete-volumes': true}}")
                        .about(Rows.GROUP)
                        .answers(202),
                route(
                                "POST /v3/groups/{id}/action (enable_replication)",
                                "group:get",
                                "group:enable_replication")
                        .sends("{'enable_replication': {}}")
                        .about(Rows.GROUP)
                        // Its type is not replicated.
                        .answers(400),
                route(
                                "POST /v3/groups/{id}/action (disable_replication)",
                                "group:get",
                                "group:disable_replication")
                        .sends("{'disable_replication': {}}")
                        .about(Rows.GROUP)
                        // Its type is not replicated.
                        .answers(400),
                route(
                                "POST /v3/groups/{id}/action (failover_replication)",
                                "group:get",
                                "group:failover_replication")
                        .sends("{'failover_replication': {}}")
                        .about(Rows.GROUP)
                        // Its type is not replicated.
                        .answers(400),
                route(
                                "POST /v3/groups/{id}/action (list_replication_targets)",
                                "group:get",
                                "group:list_replication_targets")
                        .sends("{'list_replication_targets': {}}")
                        .about(Rows.GROUP)
                        // Its type is not replicated.
                        .answers(400),
                route(
                                "POST /v3/groups/{id}/action (reset_status)",
                                "group:get",
                                "group:reset_status")
                        .sends("{'reset_status': {'status': 'error'}}")
                        .about(Rows.GROUP)
                        .answers(202));
    }

    private static List<RouteEntry> volumes() {
        String one = "/v3/volumes/{id}";
        String metadata = one + "/metadata";
        return List.of(
                route("GET /v3/volumes", "volume:get_all").listing(),
                route("GET /v3/volumes/detail", "volume:get_all").listing(),
                route("POST /v3/volumes", "volume:create")
                        .sends("{'volume': {'size': 1}}")
                        .answers(202),
                volume("GET " + one),
                volume("PUT " + one, "volume:update").sends("{'volume': {'name': 'n'}}"),
                volume("DELETE " + one, "volume:delete").answers(202),
                volume("POST " + one + "/action (os-extend)", "volume:extend")
                        .sends("{'os-extend': {'new_size': 3}}")
                        .answers(202),
                volume(
                                "POST " + one + "/action (os-force_delete)",
                                "volume_extension:volume_admin_actions:force_delete",
                                "volume:delete")
                        .sends("{'os-force_delete': {}}")
                        .answers(202),
                // Upstream asks for no right to see it here.
                route(
                                "POST /v3/volumes/{id}/action (os-reset_status)",
                                "volume_extension:volume_admin_actions:reset_status")
                        .sends("{'os-reset_status': {'status': 'error'}}")
                        .about(Rows.VOLUME)
                        .answers(202),
                volume("GET " + metadata, "volume:get_volume_metadata"),
                volume("POST " + metadata, "volume:create_volume_metadata")
                        .sends("{'metadata': {'k': 'v'}}"),
                volume("PUT " + metadata, "volume:update_volume_metadata")
                        .sends("{'metadata': {'k': 'v'}}"),
                volume("GET " + metadata + "/{key}", "volume:get_volume_metadata")
                        .at(metadata + "/m"),
                volume("PUT " + metadata + "/{key}", "volume:update_volume_metadata")
                        .at(metadata + "/k")
                        .sends("{'meta': {'k': 'v'}}"),
                volume(
                                "DELETE " + metadata + "/{key}",
                                "volume:get_volume_metadata",
                                "volume:delete_volume_metadata")
                        .at(metadata + "/m"));
    }

    /** About a volume; who may not see it is told that it is not there. */
    private static RouteEntry volume(String route, String... policies) {
        return route(
                        route,
                        Stream.concat(Stream.of("volume:get"), Stream.of(policies))
                                .toArray(String[]::new))
                .about(Rows.VOLUME)
                .refuses("volume:get", 404);
    }

    private static List<RouteEntry> snapshots() {
        String one = "/v3/snapshots/{id}";
        String metadata = one + "/metadata";
        return List.of(
                route("GET /v3/snapshots", "volume:get_all_snapshots").listing(),
                route("GET /v3/snapshots/detail", "volume:get_all_snapshots").listing(),
                volume("POST /v3/snapshots", "volume:create_snapshot")
                        .sends("{'snapshot': {'volume_id': '{id}'}}")
                        .answers(202),
                snapshot("GET " + one),
                snapshot("PUT " + one, "volume:update_snapshot")
                        .sends("{'snapshot': {'name': 'n'}}"),
                snapshot("DELETE " + one, "volume:delete_snapshot").answers(202),
                snapshot(
                                "POST " + one + "/action (os-force_delete)",
                                "volume_extension:snapshot_admin_actions:force_delete",
                                "volume:delete_snapshot")
                        .sends("{'os-force_delete': {}}")
                        .answers(202),
                // Upstream asks for no right to see it in these two.
                route(
                                "POST " + one + "/action (os-reset_status)",
                                "volume_extension:snapshot_admin_actions:reset_status")
                        .sends("{'os-reset_status': {'status': 'error'}}")
                        .about(Rows.SNAPSHOT)
                        .answers(202),
                route(
                                "POST " + one + "/action (os-update_snapshot_status)",
                                "snapshot_extension:snapshot_actions:update_snapshot_status")
                        .sends("{'os-update_snapshot_status': {'status': 'error'}}")
                        .about(Rows.SNAPSHOT)
                        .answers(202),
                snapshot("GET " + metadata, "volume:get_snapshot_metadata"),
                snapshot("POST " + metadata, "volume:update_snapshot_metadata")
                        .sends("{'metadata': {'k': 'v'}}"),
                snapshot("PUT " + metadata, "volume:update_snapshot_metadata")
                        .sends("{'metadata': {'k': 'v'}}"),
                snapshot("GET " + metadata + "/{key}", "volume:get_snapshot_metadata")
                        .at(metadata + "/m"),
                snapshot("PUT " + metadata + "/{key}", "volume:update_snapshot_metadata")
                        .at(metadata + "/k")
                        .sends("{'meta': {'k': 'v'}}"),
                snapshot(
                                "DELETE " + metadata + "/{key}",
                                "volume:get_snapshot_metadata",
                                "volume:delete_snapshot_metadata")
                        .at(metadata + "/m"));
    }

    private static RouteEntry snapshot(String route, String... policies) {
        return route(
                        route,
                        Stream.concat(Stream.of("volume:get_snapshot"), Stream.of(policies))
                                .toArray(String[]::new))
                .about(Rows.SNAPSHOT);
    }

    private static List<RouteEntry> groupSnapshots() {
        return List.of(
                route("GET /v3/group_snapshots", "group:get_all_group_snapshots").listing(),
                route("GET /v3/group_snapshots/detail", "group:get_all_group_snapshots").listing(),
                route(
                                "POST /v3/group_snapshots",
                                "group:get",
                                "group:create_group_snapshot",
                                "volume:create_snapshot")
                        .sends("{'group_snapshot': {'group_id': '{id}'}}")
                        .about(Rows.GROUP)
                        .answers(202),
                route("GET /v3/group_snapshots/{id}", "group:get_group_snapshot")
                        .about(Rows.GROUP_SNAPSHOT),
                route(
                                "DELETE /v3/group_snapshots/{id}",
                                "group:get_group_snapshot",
                                "group:delete_group_snapshot")
                        .about(Rows.GROUP_SNAPSHOT)
                        .answers(202),
                route(
                                "POST /v3/group_snapshots/{id}/action (reset_status)",
                                "group:get_group_snapshot",
                                "group:reset_group_snapshot_status")
                        .sends("{'reset_status': {'status': 'error'}}")
                        .about(Rows.GROUP_SNAPSHOT)
                        .answers(202));
    }

    private static List<RouteEntry> quotas() {
        String set = "GET /v3/os-quota-sets/{id}";
        return List.of(
                route("GET /v3/limits"),
                route(set, "volume_extension:quotas:show").aboutItsProject(),
                route(set + "/defaults", "volume_extension:quotas:show").aboutItsProject(),
                route("PUT /v3/os-quota-sets/{id}", "volume_extension:quotas:update")
                        .sends("{'quota_set': {'volumes': 11}}")
                        .aboutItsProject(),
                route("DELETE /v3/os-quota-sets/{id}", "volume_extension:quotas:delete")
                        .aboutItsProject(),
                route("GET /v3/os-quota-class-sets/{id}", "volume_extension:quota_classes:get")
                        .at("/v3/os-quota-class-sets/default"),
                route("PUT /v3/os-quota-class-sets/{id}", "volume_extension:quota_classes:update")
                        .at("/v3/os-quota-class-sets/default")
                        .sends("{'quota_class_set': {'volumes': 11}}"));
    }

    private static List<RouteEntry> quotasOfShares() {
        List<RouteEntry> entries = new ArrayList<>();
        entries.add(route("GET /v2/limits"));
        entries.add(route("GET /v2/quota-sets/{id}/detail", "quota_set:show").aboutItsProject());
        entries.addAll(quotasOfShares("/v2/"));
        quotasOfShares("/v2/os-").stream()
                .map(entry -> entry.until(ManilaVersions.EXTENSION_PREFIX_LAST))
                .forEach(entries::add);
        return entries;
    }

    private static List<RouteEntry> quotasOfShares(String prefix) {
        String set = prefix + "quota-sets/{id}";
        String ofClass = prefix + "quota-class-sets/{id}";
        String ofDefaultClass = prefix + "quota-class-sets/default";
        return List.of(
                route("GET " + set, "quota_set:show").aboutItsProject(),
                // What holds for everybody may be read of everybody.
                route("GET " + set + "/defaults", "quota_set:show")
                        .at(prefix + "quota-sets/d0/defaults"),
                route("PUT " + set, "quota_set:update")
                        .sends("{'quota_set': {'shares': 11}}")
                        .aboutItsProject(),
                route("DELETE " + set, "quota_set:delete").aboutItsProject().answers(202),
                route("GET " + ofClass, "quota_class_set:show")
                        .at(ofDefaultClass)
                        .administratorsOnly(),
                route("PUT " + ofClass, "quota_class_set:update")
                        .at(ofDefaultClass)
                        .sends("{'quota_class_set': {'shares': 11}}"));
    }

    private static List<RouteEntry> messages() {
        return List.of(
                route("GET /v3/messages", "message:get_all"),
                // There are none.
                route("GET /v3/messages/{id}").answers(404),
                route("DELETE /v3/messages/{id}").answers(404));
    }

    /** What the deployment is and can, the same for every project. */
    private static List<RouteEntry> deployment() {
        return List.of(
                route("GET /v3/extensions"),
                route("GET /v3/extensions/{alias}").at("/v3/extensions/os-services"),
                route("GET /v3/os-availability-zone"),
                route("GET /v3/os-services", "volume_extension:services:index"),
                route("GET /v3/resource_filters"));
    }

    /** The same for shares. */
    private static List<RouteEntry> deploymentOfShares() {
        String services = "service:index";
        String zones = "availability_zone:index";
        String last = ManilaVersions.EXTENSION_PREFIX_LAST;
        return List.of(
                route("GET /v2/extensions"),
                route("GET /v2/availability-zones", zones),
                route("GET /v2/os-availability-zone", zones).until(last),
                route("GET /v2/services", services),
                route("GET /v2/os-services", services).until(last),
                route("GET /v2/scheduler-stats/pools", "scheduler_stats:pools:index"),
                route("GET /v2/scheduler-stats/pools/detail", "scheduler_stats:pools:detail"),
                route("GET /v2/messages", "message:get_all"),
                // There are none.
                route("GET /v2/messages/{id}", "message:get").answers(404),
                route("DELETE /v2/messages/{id}", "message:delete").answers(404));
    }

    // None is there.
    private static List<RouteEntry> views() {
        String rebuild = " /admin/v1/views/{view}/rebuild";
        String ofVolumes = "/admin/v1/views/volume/rebuild";
        return List.of(
                route("GET /admin/v1/views", "admin:views:get_all"),
                route("GET" + rebuild, "admin:views:get_rebuild").at(ofVolumes).answers(404),
                route("POST" + rebuild, "admin:views:rebuild").at(ofVolumes).answers(404),
                route("DELETE" + rebuild, "admin:views:abort_rebuild").at(ofVolumes).answers(404));
    }

    private static List<RouteEntry> audit() {
        return List.of(
                // None has been made yet.
                route("GET /audit/v1/quota-check", "audit:quota_check:get").answers(503),
                route("GET /audit/v1/{resource_type}/{id}/history", "audit:history:get")
                        .at("/audit/v1/group-snapshot/{id}/history")
                        .about(Rows.GROUP_SNAPSHOT),
                route("GET /audit/v1/events/{event_id}/proof", "audit:proofs:get")
                        .at("/audit/v1/events/{id}/proof")
                        .about(Rows.EVENT),
                route("GET /audit/v1/refused-attempts", "audit:refused_attempts:get_all").listing(),
                route("GET /audit/v1/statistics", "audit:statistics:get"),
                route("GET /audit/v1/{resource_type}/{id}", "audit:state:get")
                        .at("/audit/v1/volume/{id}")
                        .about(Rows.VOLUME),
                route("GET /audit/v1/{resource_type}", "audit:state:get_all")
                        .at("/audit/v1/volume"),
                route("GET /audit/v1/status-changes", "audit:status_changes:get_all").listing(),
                // Only who accepts events by name is given an answer without an end.
                route("GET /audit/v1/status-changes/stream", "audit:status_changes:get_all")
                        .answers(406));
    }

    /** What is not the API: routes without a project, which another test is about. */
    static final List<String> BESIDE_THE_API =
            List.of(
                    "ANY /",
                    "ANY /healthcheck",
                    "ANY /v3",
                    "ANY /v2",
                    "ANY /v3/",
                    "ANY /v2/",
                    "GET /docs",
                    "GET /docs/",
                    "GET /openapi.json",
                    "GET /actuator",
                    "GET /actuator/health",
                    "GET /actuator/health/**",
                    "GET /actuator/info",
                    "GET /actuator/loggers",
                    "GET /actuator/loggers/{name}",
                    "POST /actuator/loggers/{name}",
                    "GET /actuator/metrics",
                    "GET /actuator/metrics/{requiredMetricName}",
                    "GET /actuator/prometheus");
}
