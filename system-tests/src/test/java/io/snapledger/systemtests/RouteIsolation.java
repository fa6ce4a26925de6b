package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.RouteTrial.Whose;
import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.PolicyPage;
import io.snapledger.systemtests.client.PolicyPage.Decision;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of {@code docs/api/policies.md}, through to the database: what belongs to another
 * project is like what is not there, and whoever is refused changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RouteIsolation {

    private static final String MISSING = "00000000-0000-4000-8000-00000000dead";

    /** What callers are: members, readers, and without any role. */
    private static final List<List<String>> ROLES =
            List.of(List.of("member", "reader"), List.of("reader"), List.of());

    private final boolean olderToo;
    private final PolicyPage page = PolicyPage.read();
    private final Map<String, PolicyPage.Request> requests =
            page.requests().stream()
                    .collect(Collectors.toMap(PolicyPage.Request::route, Function.identity()));
    private final Caller owner = Caller.memberOfNewProject("owner");
    private final Caller administrator = Caller.administrator();
    private final List<Caller> strangers = strangers();
    private final Map<String, String> ids = new HashMap<>();

    /**
     * Tries a system.
     *
     * @param olderToo whether it lets the older defaults of policies count as well
     */
    RouteIsolation(boolean olderToo) {
        this.olderToo = olderToo;
    }

    /** What is tried. */
    abstract SystemUnderTest system();

    /** Starts it, unless it runs already. */
    void start() {}

    /** Of projects of their own: a member, a reader, and one without any role. */
    private static List<Caller> strangers() {
        return ROLES.stream()
                .map(roles ->
                        new Caller(
                                "stranger",
                                Caller.memberOfNewProject("stranger").projectId(),
                                roles))
                .toList();
    }

    static Stream<RouteTrial> trials() {
        return RouteTrials.ofRoutes().stream();
    }

    static Stream<RouteTrial> trialsOfAnothers() {
        return Stream.concat(trials(), RouteTrials.byOtherNames().stream())
                .filter(trial ->
                        trial.whose() == Whose.A_PROJECTS || trial.whose() == Whose.ADMINISTRATORS);
    }

    static Stream<RouteTrial> trialsOfProjects() {
        return trials().filter(trial -> trial.whose() == Whose.THE_PROJECT);
    }

    static Stream<RouteTrial> trialsOfReading() {
        return trials().filter(RouteTrial::reads);
    }

    @BeforeAll
    void somethingToFind() {
        start();
        try (BlockStorage theirs = new BlockStorage(system().baseUrl(), owner);
                BlockStorage all = new BlockStorage(system().baseUrl(), administrator)) {
            String names = "routes-" + UUID.randomUUID();
            BlockStorage.Types types = all.createTypes(names);
            ids.put("volume_type", types.volumeType());
            ids.put("group_type", types.groupType());
            all.post(
                    "/types/" + types.volumeType() + "/extra_specs",
                    Json.wrap("extra_specs", Map.of("multiattach", "<is> False")));
            all.post(
                    "/group_types/" + types.groupType() + "/group_specs",
                    Json.wrap("group_specs", Map.of("k1", "v1")));
            ids.put(
                    "private_volume_type",
                    createPrivate(
                            all,
                            "volume_type",
                            "/types",
                            Map.of(
                                    "name",
                                    names + "-private",
                                    "os-volume-type-access:is_public",
                                    false,
                                    "extra_specs",
                                    Map.of("multiattach", "<is> False"))));
            ids.put(
                    "private_group_type",
                    createPrivate(
                            all,
                            "group_type",
                            "/group_types",
                            Map.of("name", names + "-private", "is_public", false)));
            BlockStorage.GroupWithVolume made = theirs.createGroupWithVolume(types, names);
            ids.put("project", owner.projectId());
            ids.put("group", made.group());
            ids.put("volume", made.volume());
            String groupSnapshot = theirs.createGroupSnapshot(names, made.group());
            theirs.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
            ids.put("group_snapshot", groupSnapshot);
            ids.put(
                    "event",
                    theirs.askHistory(Kind.GROUP_SNAPSHOT, groupSnapshot)
                            .json()
                            .path("history")
                            .path(0)
                            .path("event_id")
                            .asString());
            ids.put("snapshot", theirs.list(Kind.SNAPSHOT).getFirst().path("id").asString());
            for (String one :
                    List.of("volumes/" + made.volume(), "snapshots/" + ids.get("snapshot"))) {
                HttpAnswer answer =
                        theirs.post(
                                "/" + one + "/metadata", Json.wrap("metadata", Map.of("m", "n")));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
            ids.putAll(new SharesToFind(system().baseUrl(), owner, administrator).make(names));
        }
    }

    private static String createPrivate(
            BlockStorage all, String member, String collection, Map<String, Object> type) {
        HttpAnswer answer = all.post(collection, Json.wrap(member, type));
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        return answer.json().path(member).path("id").asString();
    }

    @Test
    void everyRequestOfThePageIsTried() {
        Set<String> tried = trials().map(RouteTrial::route).collect(Collectors.toSet());

        assertThat(new TreeSet<>(tried)).isEqualTo(new TreeSet<>(requests.keySet()));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void nobodyGetsAnything(RouteTrial trial) throws IOException {
        assertThat(ask(trial, null, idOf(trial)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("trialsOfAnothers")
    void anothersIsLikeNone(RouteTrial trial) throws IOException {
        String before = everything();
        String id = idOf(trial);

        for (Caller stranger : strangers) {
            HttpAnswer foreign = ask(trial, stranger, id);
            HttpAnswer missing = ask(trial, stranger, MISSING);
            Optional<Decision> refusal =
                    trial.asksPolicyFirst() ? refusal(trial, stranger) : Optional.empty();

            assertThat(missing.status())
                    .as(missing.body())
                    .isEqualTo(refusal.map(Decision::refusal).orElse(404));
            assertThat(foreign.status()).as(foreign.body()).isEqualTo(missing.status());
            assertThat(foreign.body()).isEqualTo(missing.body().replace(MISSING, id));
            assertThat(foreign.headers().keySet()).isEqualTo(missing.headers().keySet());
        }
        assertThat(ask(trial, administrator, MISSING).status()).isEqualTo(404);
        if (trial.whose() == Whose.A_PROJECTS) {
            Optional<Decision> refusal =
                    trial.asksPolicyFirst() ? refusal(trial, owner) : Optional.empty();
            assertThat(ask(trial, owner, MISSING).status())
                    .isEqualTo(refusal.map(Decision::refusal).orElse(404));
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("trialsOfProjects")
    void anothersQuotasAreRefusedByPolicyWhetherItExistsOrNot(RouteTrial trial) throws IOException {
        String before = everything();

        for (Caller stranger : strangers) {
            HttpAnswer foreign = ask(trial, stranger, owner.projectId());
            HttpAnswer missing = ask(trial, stranger, MISSING);

            assertThat(foreign.status()).as(foreign.body()).isEqualTo(403);
            assertThat(foreign.status()).isEqualTo(missing.status());
            assertThat(foreign.body()).isEqualTo(missing.body());
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void whoeverThePolicyRefusesIsRefusedAndChangesNothing(RouteTrial trial) throws IOException {
        String before = everything();

        for (List<String> roles : ROLES) {
            Caller caller = new Caller("somebody", owner.projectId(), roles);
            Optional<Decision> refusal = refusal(trial, caller);
            if (refusal.isPresent()) {
                HttpAnswer answer = ask(trial, caller, idOf(trial));
                isRefused(answer, trial, caller, refusal.get());
            } else if (trial.reads()) {
                HttpAnswer answer = ask(trial, caller, idOf(trial));
                assertThat(answer.status()).as(answer.body()).isIn(trial.answers());
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    private void isRefused(HttpAnswer answer, RouteTrial trial, Caller caller, Decision decision)
            throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(decision.refusal());
        if (decision.refusal() == 404) {
            String missing = ask(trial, caller, MISSING).body();
            assertThat(answer.body()).isEqualTo(missing.replace(MISSING, idOf(trial)));
        } else {
            // The shared file systems' API does not tell which policy it was.
            assertThat(answer.body())
                    .contains(
                            trial.isOfShares()
                                    ? "Access was denied to this resource."
                                    : decision.policy());
        }
    }

    @ParameterizedTest
    @MethodSource("trialsOfReading")
    void anAdministratorReadsEverything(RouteTrial trial) throws IOException {
        HttpAnswer answer = ask(trial, administrator, idOf(trial));

        assertThat(answer.status()).as(answer.body()).isIn(trial.answers());
    }

    @Test
    void noListOfAStrangerHasAnythingOfTheOwner() throws IOException {
        // Not those who tried before: what they tried is listed for them.
        for (Caller stranger : strangers()) {
            for (String list : lists()) {
                HttpAnswer answer = get(stranger, list);
                assertThat(answer.body()).as(list).doesNotContain(secrets());
            }
        }
    }

    @Test
    void noFilterLeadsToWhatIsAnothers() throws IOException {
        for (Caller stranger : strangers()) {
            for (String kind : List.of("volume", "snapshot", "group", "group_snapshot")) {
                isNoBetterThanNone(stranger, "/audit/v1/status-changes?resource_id=", kind);
                isNoBetterThanNone(stranger, "/audit/v1/refused-attempts?resource_id=", kind);
                for (String list : List.of("/v3/%ss", "/v3/%ss/detail")) {
                    String all = list.formatted(kind) + "?all_tenants=1&";
                    isNoBetterThanNone(stranger, all + "id=", kind);
                    isNoBetterThanNone(stranger, all + "project_id=", "project");
                }
            }
            isNoBetterThanNone(stranger, "/audit/v1/status-changes?project_id=", "project");
            isNoBetterThanNone(stranger, "/audit/v1/refused-attempts?project_id=", "project");
            isNoBetterThanNone(stranger, "/audit/v1/volume?as_of=1&project_id=", "project");
            isNoBetterThanNone(stranger, "/v3/volumes/detail?all_tenants=1&group_id=", "group");
            isNoBetterThanNone(stranger, "/v3/snapshots/detail?all_tenants=1&volume_id=", "volume");
            isNoBetterThanNone(
                    stranger, "/v3/group_snapshots/detail?all_tenants=1&group_id=", "group");
            for (String list : List.of("/v2/shares", "/v2/snapshots")) {
                isNoBetterThanNone(stranger, list + "/detail?all_tenants=1&project_id=", "project");
            }
            isNoBetterThanNone(
                    stranger, "/v2/shares/detail?all_tenants=1&snapshot_id=", "share_snapshot");
            isNoBetterThanNone(stranger, "/v2/snapshots/detail?all_tenants=1&share_id=", "share");
            isNoBetterThanNone(stranger, "/v2/share-replicas/detail?share_id=", "share");
            isNoBetterThanNone(
                    stranger, "/v2/snapshot-instances/detail?snapshot_id=", "share_snapshot");
        }
    }

    @Test
    void noMarkerTellsOfWhatIsAnothers() throws IOException {
        for (Caller stranger : strangers()) {
            for (String kind : List.of("volume", "snapshot", "group", "group_snapshot")) {
                isNoBetterThanNone(stranger, "/v3/%ss?marker=".formatted(kind), kind);
                isNoBetterThanNone(stranger, "/v3/%ss/detail?marker=".formatted(kind), kind);
            }
            isNoBetterThanNone(stranger, "/v3/types?marker=", "private_volume_type");
            isNoBetterThanNone(stranger, "/v3/group_types?marker=", "private_group_type");
            isNoBetterThanNone(stranger, "/v2/shares/detail?marker=", "share");
            isNoBetterThanNone(stranger, "/v2/snapshots/detail?marker=", "share_snapshot");
        }
    }

    private void isNoBetterThanNone(Caller stranger, String query, String kind) throws IOException {
        String id = String.valueOf(ids.get(kind));
        HttpAnswer foreign = get(stranger, query + id);
        HttpAnswer missing = get(stranger, query + MISSING);

        assertThat(foreign.status()).as(query + id).isEqualTo(missing.status());
        assertThat(foreign.body()).as(query + id).isEqualTo(missing.body().replace(MISSING, id));
    }

    private List<String> lists() {
        return requests.keySet().stream()
                .filter(route -> route.startsWith("GET ") && !route.contains("{"))
                .map(route -> route.substring("GET ".length()))
                .toList();
    }

    private String[] secrets() {
        return ids.entrySet().stream()
                .filter(id ->
                        !Set.of("volume_type", "group_type", "share_type").contains(id.getKey()))
                .map(Map.Entry::getValue)
                .toArray(String[]::new);
    }

    private Optional<Decision> refusal(RouteTrial trial, Caller caller) {
        PolicyPage.Request request = requests.get(trial.route());
        if (request == null) {
            throw new IllegalStateException("the page has no " + trial.route());
        }
        return page.refusal(request, caller.roles(), olderToo);
    }

    private String idOf(RouteTrial trial) {
        return ids.getOrDefault(trial.about(), MISSING);
    }

    /** What the owner and an administrator see, every field of it. */
    private String everything() {
        try (BlockStorage theirs = new BlockStorage(system().baseUrl(), owner);
                BlockStorage all = new BlockStorage(system().baseUrl(), administrator)) {
            Stream<String> resources =
                    // What administrators alone see: below.
                    Kind.ofMembers().map(kind -> theirs.list(kind).toString());
            Stream<String> types =
                    Stream.of(
                                    "/types?is_public=None",
                                    "/group_types?is_public=None",
                                    "/types/%s/os-volume-type-access"
                                            .formatted(ids.get("private_volume_type")),
                                    "/os-quota-class-sets/default")
                            .map(path -> all.get(path).body());
            Stream<String> shares =
                    Stream.of("/v2/shares/detail", "/v2/snapshots/detail")
                            .map(path -> body(owner, path));
            Stream<String> instances =
                    Stream.of(
                                    "/v2/share_instances",
                                    "/v2/share-replicas/detail",
                                    "/v2/snapshot-instances/detail",
                                    "/v2/types?is_public=all",
                                    "/v2/types/%s/share_type_access"
                                            .formatted(ids.get("private_share_type")))
                            .map(path -> body(administrator, path));
            return Stream.of(
                            resources,
                            types,
                            shares,
                            instances,
                            Stream.of(theirs.usage().toString()))
                    .flatMap(Function.identity())
                    .collect(Collectors.joining("\n"));
        }
    }

    private String body(Caller caller, String target) {
        try {
            HttpAnswer answer = get(caller, target);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAnswer get(Caller caller, String target) throws IOException {
        return send(RouteTrial.of("GET " + target), HttpRequest.of("GET", target), caller);
    }

    private HttpAnswer ask(RouteTrial trial, @Nullable Caller caller, String id)
            throws IOException {
        HttpRequest asked = HttpRequest.of(trial.method(), trial.target(id, ids));
        String body = trial.content(id, ids);
        if (body != null) {
            asked = asked.with("Content-Type", "application/json").withBody(body);
        }
        return send(trial, asked, caller);
    }

    private HttpAnswer send(RouteTrial trial, HttpRequest request, @Nullable Caller caller)
            throws IOException {
        HttpRequest asked =
                trial.isOfShares()
                        ? request.with("X-OpenStack-Manila-API-Version", trial.version())
                                .with("X-OpenStack-Manila-API-Experimental", "true")
                        : request.with("OpenStack-API-Version", "volume " + trial.version());
        HttpRequest json = asked.with("Accept", "application/json");
        return HttpConnection.once(
                system().baseUrl(),
                caller == null ? json : json.with("X-Auth-Token", caller.token()));
    }
}
