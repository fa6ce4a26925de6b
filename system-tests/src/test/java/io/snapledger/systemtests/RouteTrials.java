package io.snapledger.systemtests;

import io.snapledger.systemtests.RouteTrial.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How every request is tried; a new one in {@code docs/api/policies.md} needs a line here. */
final class RouteTrials {

    private static final String RESET = "{'reset_status': {'status': 'error'}}";
    private static final String OS_RESET = "{'os-reset_status': {'status': 'error'}}";

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
                        deployment(),
                        audit())
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
                RouteTrial.of("GET /audit/v1/status-changes"),
                RouteTrial.of("GET /audit/v1/refused-attempts"),
                history("group-snapshot").about("group_snapshot"));
    }

    private static RouteTrial history(String resourceType) {
        return RouteTrial.of("GET /audit/v1/{resource_type}/{id}/history")
                .at("/audit/v1/%s/{id}/history".formatted(resourceType));
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
                history("volume").about("volume"),
                history("snapshot").about("snapshot"),
                history("group").about("group"),
                history("volume-type").about("volume_type", Whose.ADMINISTRATORS),
                history("group-type").about("group_type", Whose.ADMINISTRATORS));
    }
}
