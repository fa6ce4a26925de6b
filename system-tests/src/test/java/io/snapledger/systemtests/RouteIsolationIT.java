package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.PolicyPage;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of {@code docs/api/policies.md}, through to the database: what belongs to another
 * project is like what is not there, and whoever is refused changes nothing.
 */
@ExtendWith(SharedSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteIsolationIT {

    private static final String MISSING = "00000000-0000-4000-8000-00000000dead";

    /** Not a resource: everybody may name a project, and policy says who sees its quotas. */
    private static final String PROJECT = "project";

    /** May not have been made yet. */
    private static final String QUOTA_CHECK = "GET /audit/v1/quota-check";

    /** How a request is tried; a new one in the page needs a line here. */
    private static final Map<String, Trial> TRIALS = trials();

    private final SystemUnderTest system;
    private final PolicyPage page = PolicyPage.read();
    private final Caller owner = Caller.memberOfNewProject("owner");
    private final Caller reader = Caller.of("reader", owner.projectId(), "reader");
    private final Caller administrator = Caller.administrator();
    private final List<Caller> strangers =
            List.of(
                    Caller.memberOfNewProject("stranger"),
                    Caller.of(
                            "strange-reader",
                            Caller.memberOfNewProject("x").projectId(),
                            "reader"));
    private final Map<String, String> ids = new HashMap<>();

    RouteIsolationIT(SystemUnderTest system) {
        this.system = system;
    }

    /**
     * What a request is about and what it sends.
     *
     * @param kind of the owner's resource whose id stands for {@code {id}}; empty for none
     * @param ofNobody whether that belongs to no project
     */
    private record Trial(String kind, boolean ofNobody, String path, @Nullable String body) {

        static Trial of(String kind, @Nullable String body) {
            boolean isType = kind.endsWith("_type");
            return new Trial(kind, isType, "", body == null ? null : body.replace('\'', '"'));
        }

        Trial at(String otherPath) {
            return new Trial(kind, ofNobody, otherPath, body);
        }
    }

    private static Map<String, Trial> trials() {
        Map<String, Trial> trials = new HashMap<>();
        String reset = "{'reset_status': {'status': 'error'}}";
        trials.put("GET /v3/types", Trial.of("", null));
        trials.put("POST /v3/types", Trial.of("", "{'volume_type': {'name': 'n'}}"));
        trials.put("GET /v3/types/default", Trial.of("", null));
        trials.put("GET /v3/types/{id}", Trial.of("volume_type", null));
        trials.put("DELETE /v3/types/{id}", Trial.of("volume_type", null));
        trials.put("GET /v3/group_types", Trial.of("", null));
        trials.put("POST /v3/group_types", Trial.of("", "{'group_type': {'name': 'n'}}"));
        trials.put("GET /v3/group_types/{id}", Trial.of("group_type", null));
        trials.put("DELETE /v3/group_types/{id}", Trial.of("group_type", null));
        trials.put("PUT /v3/types/{id}", Trial.of("volume_type", "{'volume_type': {'name': 'm'}}"));
        trials.put(
                "PUT /v3/group_types/{id}",
                Trial.of("group_type", "{'group_type': {'name': 'm'}}"));
        specs(trials, "types/{id}/extra_specs", "volume_type", "extra_specs", "multiattach");
        specs(trials, "group_types/{id}/group_specs", "group_type", "group_specs", "k1");
        trials.put(
                "GET /v3/types/{id}/os-volume-type-access", Trial.of("private_volume_type", null));
        for (String action : List.of("addProjectAccess", "removeProjectAccess")) {
            trials.put(
                    "POST /v3/types/{id}/action (%s)".formatted(action),
                    Trial.of("private_volume_type", "{'%s': {'project': 'p1'}}".formatted(action)));
        }
        for (String action :
                List.of(
                        "enable_replication",
                        "disable_replication",
                        "failover_replication",
                        "list_replication_targets")) {
            trials.put(
                    "POST /v3/groups/{id}/action (%s)".formatted(action),
                    Trial.of("group", "{'%s': {}}".formatted(action)));
        }
        trials.put("GET /v3/limits", Trial.of("", null));
        trials.put("GET /v3/os-quota-sets/{id}", Trial.of(PROJECT, null));
        trials.put("GET /v3/os-quota-sets/{id}/defaults", Trial.of(PROJECT, null));
        trials.put(
                "PUT /v3/os-quota-sets/{id}", Trial.of(PROJECT, "{'quota_set': {'volumes': 11}}"));
        trials.put("DELETE /v3/os-quota-sets/{id}", Trial.of(PROJECT, null));
        trials.put(
                "GET /v3/os-quota-class-sets/{id}",
                Trial.of("", null).at("/v3/os-quota-class-sets/default"));
        trials.put(
                "PUT /v3/os-quota-class-sets/{id}",
                Trial.of("", "{'quota_class_set': {'volumes': 11}}")
                        .at("/v3/os-quota-class-sets/default"));
        trials.put(QUOTA_CHECK, Trial.of("", null));
        trials.put("GET /v3/groups", Trial.of("", null));
        trials.put("GET /v3/groups/detail", Trial.of("", null));
        trials.put("POST /v3/groups", Trial.of("", "{'group': {}}"));
        trials.put(
                "POST /v3/groups/action (create-from-src)",
                Trial.of("group_snapshot", "{'create-from-src': {'group_snapshot_id': '{id}'}}"));
        trials.put("GET /v3/groups/{id}", Trial.of("group", null));
        trials.put("PUT /v3/groups/{id}", Trial.of("group", "{'group': {'name': 'mine'}}"));
        trials.put(
                "POST /v3/groups/{id}/action (delete)",
                Trial.of("group", "{'delete': {'delete-volumes': true}}"));
        trials.put("POST /v3/groups/{id}/action (reset_status)", Trial.of("group", reset));
        trials.put("GET /v3/volumes", Trial.of("", null));
        trials.put("GET /v3/volumes/detail", Trial.of("", null));
        trials.put("POST /v3/volumes", Trial.of("", "{'volume': {}}"));
        trials.put("GET /v3/volumes/{id}", Trial.of("volume", null));
        trials.put("DELETE /v3/volumes/{id}", Trial.of("volume", null));
        trials.put(
                "POST /v3/volumes/{id}/action (os-reset_status)",
                Trial.of("volume", "{'os-reset_status': {'status': 'error'}}"));
        trials.put("GET /v3/snapshots", Trial.of("", null));
        trials.put("GET /v3/snapshots/detail", Trial.of("", null));
        trials.put("GET /v3/snapshots/{id}", Trial.of("snapshot", null));
        trials.put("DELETE /v3/snapshots/{id}", Trial.of("snapshot", null));
        trials.put("GET /v3/group_snapshots", Trial.of("", null));
        trials.put("GET /v3/group_snapshots/detail", Trial.of("", null));
        trials.put(
                "POST /v3/group_snapshots",
                Trial.of("group", "{'group_snapshot': {'group_id': '{id}'}}"));
        trials.put("GET /v3/group_snapshots/{id}", Trial.of("group_snapshot", null));
        trials.put("DELETE /v3/group_snapshots/{id}", Trial.of("group_snapshot", null));
        trials.put(
                "POST /v3/group_snapshots/{id}/action (reset_status)",
                Trial.of("group_snapshot", reset));
        trials.put(
                "GET /audit/v1/{resource_type}/{id}/history",
                Trial.of("group_snapshot", null).at("/audit/v1/group-snapshot/{id}/history"));
        return trials;
    }

    private static void specs(
            Map<String, Trial> trials, String path, String kind, String member, String key) {
        String all = "/v3/" + path.replace("{id}", "{type_id}");
        String at = "/v3/" + path;
        trials.put("GET " + all, Trial.of(kind, null).at(at));
        trials.put("POST " + all, Trial.of(kind, "{'%s': {'k': 'v'}}".formatted(member)).at(at));
        trials.put("GET " + all + "/{key}", Trial.of(kind, null).at(at + "/" + key));
        trials.put("PUT " + all + "/{key}", Trial.of(kind, "{'k': 'v'}").at(at + "/k"));
        trials.put("DELETE " + all + "/{key}", Trial.of(kind, null).at(at + "/" + key));
    }

    @BeforeAll
    void somethingToFind() {
        try (BlockStorage theirs = new BlockStorage(system.baseUrl(), owner);
                BlockStorage all = new BlockStorage(system.baseUrl(), administrator)) {
            String names = "routes-" + UUID.randomUUID();
            BlockStorage.Types types = all.createTypes(names);
            BlockStorage.GroupWithVolume made = theirs.createGroupWithVolume(types, names);
            ids.put(PROJECT, owner.projectId());
            ids.put("volume_type", types.volumeType());
            all.post(
                    "/types/" + types.volumeType() + "/extra_specs",
                    Json.wrap("extra_specs", Map.of("multiattach", "<is> False")));
            all.post(
                    "/group_types/" + types.groupType() + "/group_specs",
                    Json.wrap("group_specs", Map.of("k1", "v1")));
            ids.put(
                    "private_volume_type",
                    all.post(
                                    "/types",
                                    Json.wrap(
                                            "volume_type",
                                            Map.of(
                                                    "name",
                                                    names + "-private",
                                                    "os-volume-type-access:is_public",
                                                    false)))
                            .json()
                            .path("volume_type")
                            .path("id")
                            .asString());
            ids.put("group_type", types.groupType());
            ids.put("group", made.group());
            ids.put("volume", made.volume());
            String groupSnapshot = theirs.createGroupSnapshot(names, made.group());
            theirs.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
            ids.put("group_snapshot", groupSnapshot);
            ids.put("snapshot", theirs.list(Kind.SNAPSHOT).getFirst().path("id").asString());
        }
    }

    static Stream<PolicyPage.Request> requests() {
        return PolicyPage.read().requests().stream();
    }

    @Test
    void everyRequestOfThePageIsTried() {
        assertThat(new TreeSet<>(TRIALS.keySet()))
                .isEqualTo(
                        requests()
                                .map(PolicyPage.Request::route)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nobodyGetsAnything(PolicyPage.Request request) throws IOException {
        Trial trial = trial(request);

        assertThat(ask(request, null, idOf(trial)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anothersIsLikeNone(PolicyPage.Request request) throws IOException {
        Trial trial = trial(request);
        if (trial.kind().isEmpty() || trial.ofNobody()) {
            return;
        }
        if (trial.kind().equals(PROJECT)) {
            for (Caller stranger : strangers) {
                assertThat(ask(request, stranger, idOf(trial)).status()).isEqualTo(403);
            }
            return;
        }
        String before = everything();
        String id = idOf(trial);

        for (Caller stranger : strangers) {
            HttpAnswer foreign = ask(request, stranger, id);
            HttpAnswer missing = ask(request, stranger, MISSING);

            assertThat(foreign.status()).as(foreign.body()).isEqualTo(404);
            assertThat(missing.status()).as(missing.body()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(missing.body().replace(MISSING, id));
            assertThat(foreign.headers().keySet()).isEqualTo(missing.headers().keySet());
        }
        assertThat(ask(request, owner, MISSING).status()).isEqualTo(404);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whoeverThePolicyRefusesIsRefusedAndChangesNothing(PolicyPage.Request request)
            throws IOException {
        Trial trial = trial(request);
        String before = everything();

        for (Caller caller : List.of(owner, reader)) {
            boolean refused =
                    request.policies().stream()
                            .anyMatch(policy -> page.refuses(policy, caller.roles().getFirst()));
            if (refused) {
                HttpAnswer answer = ask(request, caller, idOf(trial));
                assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            } else if (request.route().startsWith("GET ")) {
                HttpAnswer answer = ask(request, caller, idOf(trial));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anAdministratorReadsEverything(PolicyPage.Request request) throws IOException {
        if (request.route().startsWith("GET ")) {
            HttpAnswer answer = ask(request, administrator, idOf(trial(request)));
            assertThat(answer.status())
                    .as(answer.body())
                    .isIn(request.route().equals(QUOTA_CHECK) ? List.of(200, 503) : List.of(200));
        }
    }

    @Test
    void noListOfAStrangerHasAnythingOfTheOwner() throws IOException {
        for (PolicyPage.Request request : page.requests()) {
            Trial trial = trial(request);
            boolean isList = trial.kind().isEmpty() && trial.path().isEmpty();
            if (request.route().startsWith("GET ") && isList) {
                for (Caller stranger : strangers) {
                    assertThat(ask(request, stranger, "").body())
                            .as(request.route())
                            .doesNotContain(
                                    ids.get("group"),
                                    ids.get("volume"),
                                    ids.get("snapshot"),
                                    ids.get("group_snapshot"));
                }
            }
        }
    }

    private static Trial trial(PolicyPage.Request request) {
        return Objects.requireNonNull(
                TRIALS.get(request.route()), () -> "nobody says how to try " + request.route());
    }

    private String idOf(Trial trial) {
        return ids.getOrDefault(trial.kind(), MISSING);
    }

    /** What the owner sees, every field of it. */
    private String everything() {
        try (BlockStorage theirs = new BlockStorage(system.baseUrl(), owner)) {
            return Stream.of(Kind.values())
                    .map(kind -> theirs.list(kind).toString())
                    .collect(Collectors.joining("\n"));
        }
    }

    private HttpAnswer ask(PolicyPage.Request request, @Nullable Caller caller, String id)
            throws IOException {
        Trial trial = trial(request);
        String method = request.route().split(" ", 2)[0];
        String route = request.route().replaceFirst("^\\S+ ", "").replaceFirst(" \\(.*", "");
        String path = (trial.path().isEmpty() ? route : trial.path()).replace("{id}", id);
        HttpRequest asked =
                HttpRequest.of(method, path)
                        .with("OpenStack-API-Version", "volume 3.70")
                        .with("Accept", "application/json");
        if (caller != null) {
            asked = asked.with("X-Auth-Token", caller.token());
        }
        String body = trial.body();
        if (body != null) {
            asked =
                    asked.with("Content-Type", "application/json")
                            .withBody(body.replace("{id}", id));
        }
        return HttpConnection.once(system.baseUrl(), asked);
    }
}
