package io.snapledger.gateway.isolation;

import static io.snapledger.gateway.isolation.RouteEntry.route;

import io.snapledger.gateway.fake.FakeReads;
import io.snapledger.gateway.fake.Rows;
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
                        audit())
                .forEach(all::addAll);
        return all;
    }

    /** The rows that the entries are about, all of project {@code d0} or of everybody. */
    static void fill(FakeReads reads) {
        reads.volumeTypes.add(Rows.volumeType());
        reads.volumeTypes.add(Rows.defaultVolumeType());
        reads.groupTypes.add(Rows.groupType());
        reads.groups.add(Rows.group());
        reads.volumes.add(Rows.volume());
        reads.snapshots.add(Rows.singleSnapshot());
        reads.groupSnapshots.add(Rows.groupSnapshot());
        reads.changes.add(Rows.change());
    }

    private static List<RouteEntry> volumeTypes() {
        return List.of(
                route("GET /v3/types", "volume_extension:type_get_all"),
                route("POST /v3/types", "volume_extension:type_create")
                        .sends("{'volume_type': {'name': 'n'}}"),
                route("GET /v3/types/default", "volume_extension:type_get"),
                route("GET /v3/types/{id}", "volume_extension:type_get")
                        .aboutEverybodys(Rows.VOLUME_TYPE),
                route("DELETE /v3/types/{id}", "volume_extension:type_delete")
                        .aboutEverybodys(Rows.VOLUME_TYPE)
                        .answers(202));
    }

    private static List<RouteEntry> groupTypes() {
        return List.of(
                route("GET /v3/group_types"),
                route("POST /v3/group_types", "group:group_types:create")
                        .sends("{'group_type': {'name': 'n'}}")
                        .answers(202),
                route("GET /v3/group_types/{id}").aboutEverybodys(Rows.GROUP_TYPE),
                route("DELETE /v3/group_types/{id}", "group:group_types:delete")
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
                                "group:create")
                        .sends("{'create-from-src': {'group_snapshot_id': '{id}'}}")
                        .about(Rows.GROUP_SNAPSHOT)
                        .answers(501)
                        .refuses(400),
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
                                "POST /v3/groups/{id}/action (reset_status)",
                                "group:get",
                                "group:reset_status")
                        .sends("{'reset_status': {'status': 'error'}}")
                        .about(Rows.GROUP)
                        .answers(202));
    }

    private static List<RouteEntry> volumes() {
        return List.of(
                route("GET /v3/volumes", "volume:get_all").listing(),
                route("GET /v3/volumes/detail", "volume:get_all").listing(),
                route("POST /v3/volumes", "volume:create")
                        .sends("{'volume': {'size': 1}}")
                        .answers(202),
                route("GET /v3/volumes/{id}", "volume:get").about(Rows.VOLUME),
                route("DELETE /v3/volumes/{id}", "volume:delete").about(Rows.VOLUME).answers(202),
                route(
                                "POST /v3/volumes/{id}/action (os-reset_status)",
                                "volume_extension:volume_admin_actions:reset_status")
                        .sends("{'os-reset_status': {'status': 'error'}}")
                        .about(Rows.VOLUME)
                        .answers(202));
    }

    private static List<RouteEntry> snapshots() {
        return List.of(
                route("GET /v3/snapshots", "volume:get_all_snapshots").listing(),
                route("GET /v3/snapshots/detail", "volume:get_all_snapshots").listing(),
                route("GET /v3/snapshots/{id}", "volume:get_snapshot").about(Rows.SNAPSHOT),
                route("DELETE /v3/snapshots/{id}", "volume:get_snapshot", "volume:delete_snapshot")
                        .about(Rows.SNAPSHOT)
                        .answers(501));
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

    private static List<RouteEntry> audit() {
        return List.of(
                route("GET /audit/v1/{resource_type}/{id}/history", "audit:history:get")
                        .at("/audit/v1/group-snapshot/{id}/history")
                        .about(Rows.GROUP_SNAPSHOT));
    }

    /** What is not the API: routes without a project, which another test is about. */
    static final List<String> BESIDE_THE_API =
            List.of(
                    "ANY /",
                    "ANY /healthcheck",
                    "ANY /v3",
                    "ANY /v3/",
                    "GET /actuator",
                    "GET /actuator/health",
                    "GET /actuator/health/**",
                    "GET /actuator/info",
                    "GET /actuator/loggers",
                    "GET /actuator/loggers/{name}",
                    "POST /actuator/loggers/{name}",
                    "GET /actuator/metrics",
                    "GET /actuator/metrics/{requiredMetricName}");
}
