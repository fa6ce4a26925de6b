package io.snapledger.systemtests;

import io.snapledger.systemtests.RouteTrial.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How every request is tried; a new one in {@code docs/api/policies.md} needs a line here. */
final class RouteTrials {

    private static final String RESET = "{'reset_status': {'status': 'error'}}";
    private static final String OS_RESET = "{'os-reset_status': {'status': 'error'}}";

    /** The last version in which Manila's extensions were none of the API. */
    private static final String EXTENSIONS = "2.6";

    private RouteTrials() {}

    /** One of each request. */
    static List<RouteTrial> ofRoutes() {
        return Stream.of(
                        volumeTypes(),
                        groupTypes(),
                        groups(),
                        volumes(),
                        snapshots(),
                        groupSnapshots(),
                        quotas(),
                        quotasOfShares(),
                        deployment(),
                        audit(),
                        views(),
                        shareTypes(),
                        shares(),
                        metadataOfShares("share", "shares"),
                        shareInstances(),
                        shareSnapshots(),
                        metadataOfShares("share_snapshot", "snapshots"),
                        snapshotInstances(),
                        deploymentOfShares())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RouteTrial> volumeTypes() {
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v3/types"));
        trials.add(RouteTrial.of("POST /v3/types").sends("{'volume_type': {'name': 'n'}}"));
        trials.add(RouteTrial.of("GET /v3/types/default"));
        trials.add(volumeType("GET /v3/types/{id}"));
        trials.add(volumeType("PUT /v3/types/{id}").sends("{'volume_type': {'name': 'm'}}"));
        trials.add(volumeType("DELETE /v3/types/{id}"));
        trials.addAll(specs("types/{id}/extra_specs", "volume_type", "extra_specs", "multiattach"));
        trials.add(
                RouteTrial.of("GET /v3/types/{id}/os-volume-type-access")
                        .about("private_volume_type", Whose.ADMINISTRATORS)
                        .afterPolicy());
        for (String action : List.of("addProjectAccess", "removeProjectAccess")) {
            trials.add(
                    RouteTrial.of("POST /v3/types/{id}/action (%s)".formatted(action))
                            .sends("{'%s': {'project': 'p1'}}".formatted(action))
                            .about("private_volume_type", Whose.ADMINISTRATORS)
                            .afterPolicy());
        }
        return trials;
    }

    private static RouteTrial volumeType(String route) {
        return RouteTrial.of(route).about("volume_type", Whose.EVERYBODYS);
    }

    private static List<RouteTrial> groupTypes() {
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v3/group_types"));
        trials.add(RouteTrial.of("POST /v3/group_types").sends("{'group_type': {'name': 'n'}}"));
        trials.add(groupType("GET /v3/group_types/{id}"));
        trials.add(groupType("PUT /v3/group_types/{id}").sends("{'group_type': {'name': 'm'}}"));
        trials.add(groupType("DELETE /v3/group_types/{id}"));
        trials.addAll(specs("group_types/{id}/group_specs", "group_type", "group_specs", "k1"));
        return trials;
    }

    private static RouteTrial groupType(String route) {
        return RouteTrial.of(route).about("group_type", Whose.EVERYBODYS);
    }

    private static List<RouteTrial> specs(String path, String kind, String member, String key) {
        String at = "/v3/" + path;
        String all = at.replace("{id}", "{type_id}");
        String one = all + "/{key}";
        return Stream.of(
                        RouteTrial.of("GET " + all).at(at),
                        RouteTrial.of("POST " + all)
                                .at(at)
                                .sends("{'%s': {'k': 'v'}}".formatted(member)),
                        RouteTrial.of("GET " + one).at(at + "/" + key),
                        RouteTrial.of("PUT " + one).at(at + "/k").sends("{'k': 'v'}"),
                        RouteTrial.of("DELETE " + one).at(at + "/" + key))
                .map(trial -> trial.about(kind, Whose.EVERYBODYS))
                .toList();
    }

    private static List<RouteTrial> groups() {
        String action = "POST /v3/groups/{id}/action (%s)";
        return List.of(
                RouteTrial.of("GET /v3/groups"),
                RouteTrial.of("GET /v3/groups/detail"),
                RouteTrial.of("POST /v3/groups")
                        .sends(
                                "{'group': {'group_type': '{group_type}', 'volume_types':"
                                        + " ['{volume_type}']}}"),
                RouteTrial.of("POST /v3/groups/action (create-from-src)")
                        .sends("{'create-from-src': {'group_snapshot_id': '{id}'}}")
                        .about("group_snapshot"),
                group("GET /v3/groups/{id}"),
                group("PUT /v3/groups/{id}").sends("{'group': {'name': 'mine'}}"),
                group(action.formatted("delete")).sends("{'delete': {'delete-volumes': true}}"),
                group(action.formatted("reset_status")).sends(RESET),
                group(action.formatted("enable_replication")).sends("{'enable_replication': {}}"),
                group(action.formatted("disable_replication")).sends("{'disable_replication': {}}"),
                group(action.formatted("failover_replication"))
                        .sends("{'failover_replication': {}}"),
                group(action.formatted("list_replication_targets"))
                        .sends("{'list_replication_targets': {}}"));
    }

    private static RouteTrial group(String route) {
        return RouteTrial.of(route).about("group");
    }

    private static List<RouteTrial> volumes() {
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v3/volumes"));
        trials.add(RouteTrial.of("GET /v3/volumes/detail"));
        trials.add(RouteTrial.of("POST /v3/volumes").sends("{'volume': {'size': 1}}"));
        trials.add(volume("GET /v3/volumes/{id}"));
        trials.add(volume("PUT /v3/volumes/{id}").sends("{'volume': {'name': 'mine'}}"));
        trials.add(volume("DELETE /v3/volumes/{id}"));
        trials.add(
                volume("POST /v3/volumes/{id}/action (os-extend)")
                        .sends("{'os-extend': {'new_size': 2}}"));
        trials.add(
                volume("POST /v3/volumes/{id}/action (os-force_delete)")
                        .sends("{'os-force_delete': {}}"));
        trials.add(volume("POST /v3/volumes/{id}/action (os-reset_status)").sends(OS_RESET));
        trials.addAll(metadata("volume"));
        return trials;
    }

    private static RouteTrial volume(String route) {
        return RouteTrial.of(route).about("volume");
    }

    private static List<RouteTrial> metadata(String kind) {
        String all = "/v3/%ss/{id}/metadata".formatted(kind);
        String one = all + "/{key}";
        return Stream.of(
                        RouteTrial.of("GET " + all),
                        RouteTrial.of("POST " + all).sends("{'metadata': {'k': 'v'}}"),
                        RouteTrial.of("PUT " + all).sends("{'metadata': {'k': 'v'}}"),
                        RouteTrial.of("GET " + one).at(all + "/m"),
                        RouteTrial.of("PUT " + one).at(all + "/k").sends("{'meta': {'k': 'v'}}"),
                        RouteTrial.of("DELETE " + one).at(all + "/m"))
                .map(trial -> trial.about(kind))
                .toList();
    }

    private static List<RouteTrial> snapshots() {
        String action = "POST /v3/snapshots/{id}/action (%s)";
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v3/snapshots"));
        trials.add(RouteTrial.of("GET /v3/snapshots/detail"));
        trials.add(volume("POST /v3/snapshots").sends("{'snapshot': {'volume_id': '{id}'}}"));
        trials.add(snapshot("GET /v3/snapshots/{id}"));
        trials.add(snapshot("PUT /v3/snapshots/{id}").sends("{'snapshot': {'name': 'mine'}}"));
        trials.add(snapshot("DELETE /v3/snapshots/{id}"));
        trials.add(snapshot(action.formatted("os-force_delete")).sends("{'os-force_delete': {}}"));
        trials.add(snapshot(action.formatted("os-reset_status")).sends(OS_RESET));
        trials.add(
                snapshot(action.formatted("os-update_snapshot_status"))
                        .sends("{'os-update_snapshot_status': {'status': 'error'}}"));
        trials.addAll(metadata("snapshot"));
        return trials;
    }

    private static RouteTrial snapshot(String route) {
        return RouteTrial.of(route).about("snapshot");
    }

    private static List<RouteTrial> groupSnapshots() {
        return List.of(
                RouteTrial.of("GET /v3/group_snapshots"),
                RouteTrial.of("GET /v3/group_snapshots/detail"),
                group("POST /v3/group_snapshots").sends("{'group_snapshot': {'group_id': '{id}'}}"),
                groupSnapshot("GET /v3/group_snapshots/{id}"),
                groupSnapshot("DELETE /v3/group_snapshots/{id}"),
                groupSnapshot("POST /v3/group_snapshots/{id}/action (reset_status)").sends(RESET));
    }

    private static RouteTrial groupSnapshot(String route) {
        return RouteTrial.of(route).about("group_snapshot");
    }

    private static List<RouteTrial> quotas() {
        return List.of(
                RouteTrial.of("GET /v3/limits"),
                project("GET /v3/os-quota-sets/{id}"),
                project("GET /v3/os-quota-sets/{id}/defaults"),
                project("PUT /v3/os-quota-sets/{id}").sends("{'quota_set': {'volumes': 11}}"),
                project("DELETE /v3/os-quota-sets/{id}"),
                RouteTrial.of("GET /v3/os-quota-class-sets/{id}")
                        .at("/v3/os-quota-class-sets/default"),
                RouteTrial.of("PUT /v3/os-quota-class-sets/{id}")
                        .at("/v3/os-quota-class-sets/default")
                        .sends("{'quota_class_set': {'volumes': 11}}"));
    }

    private static List<RouteTrial> quotasOfShares() {
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v2/limits"));
        trials.add(project("GET /v2/quota-sets/{id}/detail"));
        trials.addAll(quotasOfShares("/v2/"));
        quotasOfShares("/v2/os-").forEach(trial -> trials.add(trial.until(EXTENSIONS)));
        return trials;
    }

    private static List<RouteTrial> quotasOfShares(String prefix) {
        String sets = prefix + "quota-sets/";
        String classes = prefix + "quota-class-sets/";
        return List.of(
                project("GET " + sets + "{id}"),
                // What holds for everybody may be read of everybody.
                RouteTrial.of("GET " + sets + "{id}/defaults").at(sets + "any/defaults"),
                project("PUT " + sets + "{id}").sends("{'quota_set': {'shares': 11}}"),
                project("DELETE " + sets + "{id}").answering(202),
                // The policy lets readers, and upstream nobody but administrators.
                RouteTrial.of("GET " + classes + "{id}")
                        .at(classes + "default")
                        .answering(200, 403),
                RouteTrial.of("PUT " + classes + "{id}")
                        .at(classes + "default")
                        .sends("{'quota_class_set': {'shares': 11}}"));
    }

    private static RouteTrial project(String route) {
        return RouteTrial.of(route).about("project", Whose.THE_PROJECT);
    }

    /** What the deployment is and can, and messages, of which there are none. */
    private static List<RouteTrial> deployment() {
        return List.of(
                RouteTrial.of("GET /v3/messages"),
                RouteTrial.of("GET /v3/messages/{id}").answering(404),
                RouteTrial.of("DELETE /v3/messages/{id}").answering(404),
                RouteTrial.of("GET /v3/extensions"),
                RouteTrial.of("GET /v3/extensions/{alias}").at("/v3/extensions/os-services"),
                RouteTrial.of("GET /v3/os-availability-zone"),
                RouteTrial.of("GET /v3/os-services"),
                RouteTrial.of("GET /v3/resource_filters"));
    }

    private static List<RouteTrial> audit() {
        return List.of(
                // The first one may not have been made yet.
                RouteTrial.of("GET /audit/v1/quota-check").answering(200, 503),
                RouteTrial.of("GET /audit/v1/statistics"),
                RouteTrial.of("GET /audit/v1/status-changes"),
                // Only who accepts events by name is given an answer without an end.
                RouteTrial.of("GET /audit/v1/status-changes/stream").answering(406),
                RouteTrial.of("GET /audit/v1/refused-attempts"),
                RouteTrial.of("GET /audit/v1/snapshot-instances"),
                RouteTrial.of("GET /audit/v1/{resource_type}").at("/audit/v1/volume"),
                state("volume").about("volume"),
                RouteTrial.of("GET /audit/v1/events/{event_id}/proof")
                        .at("/audit/v1/events/{id}/proof")
                        .about("event")
                        // No root may be over it yet.
                        .answering(200, 409),
                history("group-snapshot").about("group_snapshot"));
    }

    private static RouteTrial state(String resourceType) {
        return RouteTrial.of("GET /audit/v1/{resource_type}/{id}")
                .at("/audit/v1/%s/{id}".formatted(resourceType));
    }

    private static List<RouteTrial> views() {
        String rebuild = " /admin/v1/views/{view}/rebuild";
        String ofGroups = "/admin/v1/views/group/rebuild";
        return List.of(
                RouteTrial.of("GET /admin/v1/views"),
                RouteTrial.of("POST" + rebuild).at(ofGroups).answering(202, 409),
                // It may have ended already.
                RouteTrial.of("GET" + rebuild).at(ofGroups).answering(200, 404),
                RouteTrial.of("DELETE" + rebuild).at(ofGroups).answering(200, 409));
    }

    private static RouteTrial history(String resourceType) {
        return RouteTrial.of("GET /audit/v1/{resource_type}/{id}/history")
                .at("/audit/v1/%s/{id}/history".formatted(resourceType));
    }

    private static List<RouteTrial> shareTypes() {
        String all = "/v2/types/{type_id}/extra_specs";
        String at = "/v2/types/{id}/extra_specs";
        String one = all + "/{key}";
        List<RouteTrial> trials = new ArrayList<>();
        trials.add(RouteTrial.of("GET /v2/types"));
        trials.add(
                RouteTrial.of("POST /v2/types")
                        .sends(
                                "{'share_type': {'name': 'n', 'extra_specs':"
                                        + " {'driver_handles_share_servers': 'False'}}}"));
        // Only some deployments have set one.
        trials.add(RouteTrial.of("GET /v2/types/default").answering(200, 404));
        trials.add(shareType("GET /v2/types/{id}"));
        trials.add(shareType("PUT /v2/types/{id}").sends("{'share_type': {'name': 'm'}}"));
        trials.add(shareType("DELETE /v2/types/{id}"));
        trials.add(shareType("GET " + all).at(at));
        trials.add(shareType("POST " + all).at(at).sends("{'extra_specs': {'k': 'v'}}"));
        trials.add(shareType("GET " + one).at(at + "/snapshot_support"));
        trials.add(shareType("PUT " + one).at(at + "/k").sends("{'k': 'v'}"));
        trials.add(shareType("DELETE " + one).at(at + "/snapshot_support"));
        trials.add(privateShareType("GET /v2/types/{id}/share_type_access"));
        trials.add(privateShareType("GET /v2/types/{id}/os-share-type-access").until(EXTENSIONS));
        for (String name : List.of("addProjectAccess", "removeProjectAccess")) {
            trials.add(
                    privateShareType("POST /v2/types/{id}/action (%s)".formatted(name))
                            .sends("{'%s': {'project': 'p1'}}".formatted(name)));
        }
        return trials;
    }

    private static RouteTrial shareType(String route) {
        return RouteTrial.of(route).about("share_type", Whose.EVERYBODYS);
    }

    private static RouteTrial privateShareType(String route) {
        return RouteTrial.of(route).about("private_share_type", Whose.ADMINISTRATORS).afterPolicy();
    }

    private static List<RouteTrial> shares() {
        String action = "POST /v2/shares/{id}/action (%s)";
        String locations = "GET /v2/shares/{share_id}/export_locations";
        return List.of(
                RouteTrial.of("GET /v2/shares"),
                RouteTrial.of("GET /v2/shares/detail"),
                RouteTrial.of("POST /v2/shares")
                        .sends("{'share': {'share_proto': 'NFS', 'size': 1}}"),
                share("GET /v2/shares/{id}"),
                share("PUT /v2/shares/{id}").sends("{'share': {'display_name': 'mine'}}"),
                share("DELETE /v2/shares/{id}").afterPolicy(),
                forceDeletion(share(action.formatted("force_delete"))),
                osForceDeletion(share(action.formatted("os-force_delete"))),
                share(action.formatted("reset_status")).sends(RESET),
                share(action.formatted("os-reset_status")).sends(OS_RESET).until(EXTENSIONS),
                share(action.formatted("reset_task_state"))
                        .sends("{'reset_task_state': {'task_state': 'migration_error'}}")
                        .afterPolicy(),
                share(action.formatted("extend"))
                        .sends("{'extend': {'new_size': 2}}")
                        .afterPolicy(),
                share(action.formatted("os-extend"))
                        .sends("{'os-extend': {'new_size': 2}}")
                        .afterPolicy()
                        .until(EXTENSIONS),
                share(locations).at("/v2/shares/{id}/export_locations").afterPolicy(),
                share(locations + "/{id}")
                        .at("/v2/shares/{id}/export_locations/{export_location}")
                        .afterPolicy(),
                share("GET /v2/shares/{share_id}/instances")
                        .at("/v2/shares/{id}/instances")
                        .afterPolicy());
    }

    private static List<RouteTrial> metadataOfShares(String kind, String path) {
        String all = "/v2/%s/{id}/metadata".formatted(path);
        String one = all + "/{key}";
        String body = "{'metadata': {'k': 'v'}}";
        return Stream.of(
                        RouteTrial.of("GET " + all),
                        RouteTrial.of("POST " + all).sends(body),
                        RouteTrial.of("PUT " + all).sends(body),
                        RouteTrial.of("GET " + one).at(all + "/m"),
                        RouteTrial.of("POST " + one).at(all + "/k").sends(body),
                        RouteTrial.of("DELETE " + one).at(all + "/m"))
                .map(trial -> trial.about(kind).afterPolicy())
                .toList();
    }

    private static RouteTrial share(String route) {
        return RouteTrial.of(route).about("share");
    }

    private static RouteTrial reset(RouteTrial trial) {
        return trial.sends(RESET).afterPolicy();
    }

    private static RouteTrial osReset(RouteTrial trial) {
        return trial.sends(OS_RESET).afterPolicy().until(EXTENSIONS);
    }

    private static RouteTrial forceDeletion(RouteTrial trial) {
        return trial.sends("{'force_delete': null}").afterPolicy();
    }

    private static RouteTrial osForceDeletion(RouteTrial trial) {
        return trial.sends("{'os-force_delete': null}").afterPolicy().until(EXTENSIONS);
    }

    private static List<RouteTrial> shareInstances() {
        String one = "/v2/share_instances/{id}";
        String action = "POST " + one + "/action (%s)";
        String replica = "/v2/share-replicas/{id}";
        String ofReplica = "POST " + replica + "/action (%s)";
        return List.of(
                RouteTrial.of("GET /v2/share_instances"),
                shareInstance("GET " + one),
                shareInstance("GET " + one + "/export_locations"),
                shareInstance("GET " + one + "/export_locations/{location}")
                        .at(one + "/export_locations/{export_location}"),
                reset(shareInstance(action.formatted("reset_status"))),
                osReset(shareInstance(action.formatted("os-reset_status"))),
                forceDeletion(shareInstance(action.formatted("force_delete"))),
                osForceDeletion(shareInstance(action.formatted("os-force_delete"))),
                RouteTrial.of("GET /v2/share-replicas"),
                RouteTrial.of("GET /v2/share-replicas/detail"),
                share("POST /v2/share-replicas")
                        .sends("{'share_replica': {'share_id': '{id}'}}")
                        .afterPolicy(),
                replica("GET " + replica),
                replica("GET " + replica + "/export-locations"),
                // None has its replica's own id.
                replica("GET " + replica + "/export-locations/{location}")
                        .at(replica + "/export-locations/{id}")
                        .answering(404),
                replica("DELETE " + replica),
                replica(ofReplica.formatted("promote")).sends("{'promote': null}"),
                reset(replica(ofReplica.formatted("reset_status"))),
                replica(ofReplica.formatted("reset_replica_state"))
                        .sends("{'reset_replica_state': {'replica_state': 'error'}}"),
                forceDeletion(replica(ofReplica.formatted("force_delete"))));
    }

    private static RouteTrial shareInstance(String route) {
        return RouteTrial.of(route).about("share_instance", Whose.ADMINISTRATORS).afterPolicy();
    }

    private static RouteTrial replica(String route) {
        return RouteTrial.of(route).about("replica").afterPolicy();
    }

    private static List<RouteTrial> shareSnapshots() {
        String one = "/v2/snapshots/{id}";
        String action = "POST " + one + "/action (%s)";
        return List.of(
                RouteTrial.of("GET /v2/snapshots"),
                RouteTrial.of("GET /v2/snapshots/detail"),
                share("POST /v2/snapshots").sends("{'snapshot': {'share_id': '{id}'}}"),
                shareSnapshot("GET " + one),
                shareSnapshot("GET /v2/snapshots/{snapshot_id}/export-locations")
                        .at(one + "/export-locations")
                        .afterPolicy(),
                // Of a type that mounts no snapshots there is none.
                shareSnapshot("GET /v2/snapshots/{snapshot_id}/export-locations/{id}")
                        .at(one + "/export-locations/{id}")
                        .afterPolicy()
                        .answering(404),
                shareSnapshot("PUT " + one)
                        .sends("{'snapshot': {'display_name': 'mine'}}")
                        .afterPolicy(),
                shareSnapshot("DELETE " + one).afterPolicy(),
                reset(shareSnapshot(action.formatted("reset_status"))),
                osReset(shareSnapshot(action.formatted("os-reset_status"))),
                forceDeletion(shareSnapshot(action.formatted("force_delete"))),
                osForceDeletion(shareSnapshot(action.formatted("os-force_delete"))));
    }

    private static RouteTrial shareSnapshot(String route) {
        return RouteTrial.of(route).about("share_snapshot");
    }

    private static List<RouteTrial> snapshotInstances() {
        String one = "/v2/snapshot-instances/{id}";
        String locations = "GET " + one + "/export-locations";
        return List.of(
                RouteTrial.of("GET /v2/snapshot-instances"),
                RouteTrial.of("GET /v2/snapshot-instances/detail"),
                snapshotInstance("GET " + one),
                reset(snapshotInstance("POST " + one + "/action (reset_status)")),
                snapshotInstance(locations),
                // Of a type that mounts no snapshots there is none.
                snapshotInstance(locations + "/{location}")
                        .at(one + "/export-locations/{id}")
                        .answering(404));
    }

    private static RouteTrial snapshotInstance(String route) {
        return RouteTrial.of(route).about("snapshot_instance", Whose.ADMINISTRATORS).afterPolicy();
    }

    /** What the deployment is and can, and messages, of which there are none. */
    private static List<RouteTrial> deploymentOfShares() {
        return List.of(
                RouteTrial.of("GET /v2/extensions"),
                RouteTrial.of("GET /v2/availability-zones"),
                RouteTrial.of("GET /v2/os-availability-zone").until(EXTENSIONS),
                RouteTrial.of("GET /v2/services"),
                RouteTrial.of("GET /v2/os-services").until(EXTENSIONS),
                RouteTrial.of("GET /v2/scheduler-stats/pools"),
                RouteTrial.of("GET /v2/scheduler-stats/pools/detail"),
                RouteTrial.of("GET /v2/messages"),
                RouteTrial.of("GET /v2/messages/{id}").answering(404),
                RouteTrial.of("DELETE /v2/messages/{id}").answering(404));
    }

    /** Other ways to name what is another's, or only administrators'. */
    static List<RouteTrial> byOtherNames() {
        String of = "{'volume': {'size': 1, '%s': '{id}'}}";
        return List.of(
                group("GET /v3/groups/{id}").at("/v3/groups/{id}?list_volume=True"),
                group("POST /v3/groups/action (create-from-src)")
                        .sends("{'create-from-src': {'source_group_id': '{id}'}}"),
                RouteTrial.of("POST /v3/groups")
                        .sends(
                                "{'group': {'group_type': '{id}', 'volume_types':"
                                        + " ['{volume_type}']}}")
                        .about("private_group_type", Whose.ADMINISTRATORS),
                group("POST /v3/volumes").sends(of.formatted("group_id")),
                snapshot("POST /v3/volumes").sends(of.formatted("snapshot_id")),
                volume("POST /v3/volumes").sends(of.formatted("source_volid")),
                RouteTrial.of("POST /v3/volumes")
                        .sends(of.formatted("volume_type"))
                        .about("private_volume_type", Whose.ADMINISTRATORS),
                volume("DELETE /v3/volumes/{id}").at("/v3/volumes/{id}?cascade=True"),
                volume("DELETE /v3/volumes/{id}").at("/v3/volumes/{id}?force=True"),
                RouteTrial.of("GET /v3/types/{id}")
                        .about("private_volume_type", Whose.ADMINISTRATORS),
                RouteTrial.of("GET /v3/types/{type_id}/extra_specs")
                        .at("/v3/types/{id}/extra_specs")
                        .about("private_volume_type", Whose.ADMINISTRATORS)
                        .afterPolicy(),
                RouteTrial.of("GET /v3/types/{type_id}/extra_specs/{key}")
                        .at("/v3/types/{id}/extra_specs/multiattach")
                        .about("private_volume_type", Whose.ADMINISTRATORS)
                        .afterPolicy(),
                RouteTrial.of("GET /v3/group_types/{id}")
                        .about("private_group_type", Whose.ADMINISTRATORS),
                state("group-snapshot").about("group_snapshot"),
                state("share-snapshot-instance").about("snapshot_instance"),
                state("volume-type").about("volume_type", Whose.ADMINISTRATORS),
                history("volume").about("volume"),
                history("snapshot").about("snapshot"),
                history("group").about("group"),
                history("volume-type").about("volume_type", Whose.ADMINISTRATORS),
                history("group-type").about("group_type", Whose.ADMINISTRATORS),
                history("share").about("share"),
                history("share-instance").about("share_instance"),
                history("share-snapshot").about("share_snapshot"),
                history("share-snapshot-instance").about("snapshot_instance"),
                history("share-type").about("share_type", Whose.ADMINISTRATORS),
                RouteTrial.of("GET /v2/types/{id}")
                        .about("private_share_type", Whose.ADMINISTRATORS)
                        .afterPolicy(),
                RouteTrial.of("POST /v2/shares")
                        .sends(
                                "{'share': {'share_proto': 'NFS', 'size': 1, 'share_type':"
                                        + " '{id}'}}")
                        .about("private_share_type", Whose.ADMINISTRATORS)
                        .afterPolicy(),
                RouteTrial.of("POST /v2/shares")
                        .sends(
                                "{'share': {'share_proto': 'NFS', 'size': 1, 'snapshot_id':"
                                        + " '{id}'}}")
                        .about("share_snapshot")
                        .afterPolicy());
    }
}
