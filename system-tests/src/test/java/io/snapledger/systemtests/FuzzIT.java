package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.GroupWithVolume;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.fuzz.AnswerRules;
import io.snapledger.systemtests.fuzz.ApiRoute;
import io.snapledger.systemtests.fuzz.FuzzedRequest;
import io.snapledger.systemtests.fuzz.Requests;
import io.snapledger.systemtests.fuzz.Resources;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a client sends, to every route that the API describes: the answer is no server's error,
 * is one of the API's own, tells nothing of what stands behind, and a refusal leaves no trace.
 *
 * <p>{@code -Dsnapledger.tries=5000} sets how many requests each route gets, {@code
 * -Dsnapledger.seed=7} which ones, {@code -Dsnapledger.route=volumes} only routes with that text.
 */
@ExtendWith(SharedSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {

    private static final int TRIES = Integer.getInteger("snapledger.tries", 40);
    private static final long SEED = Long.getLong("snapledger.seed", 20_261_121L);
    private static final String ONLY = System.getProperty("snapledger.route", "");

    private static final int SHRINKING = 400;
    private static final int REPEATED_OF_EACH_ROUTE = 60;
    private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(2);
    private static final Duration AT_REST_WITHIN = Duration.ofMinutes(5);

    private final Set<String> refusedIds = ConcurrentHashMap.newKeySet();
    private final List<FuzzedRequest> refused = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<Boolean, Resources> toLookAt = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> everyRouteStandsWhateverIsSent(SystemUnderTest system) throws IOException {
        List<ApiRoute> routes = ApiRoute.allOf(description(system));
        assertThat(routes).hasSizeGreaterThan(20);
        Stream<DynamicTest> fuzzed =
                routes.stream()
                        .filter(route -> route.toString().contains(ONLY))
                        .map(route ->
                                DynamicTest.dynamicTest(
                                        route.toString(), () -> fuzz(system, route)));
        return Stream.concat(
                fuzzed,
                Stream.of(
                        DynamicTest.dynamicTest(
                                "what was refused, refused again, changes nothing",
                                () -> refusalsChangeNothing(system)),
                        DynamicTest.dynamicTest(
                                "no event came of a refusal", () -> noEventOfARefusal(system))));
    }

    private static JsonNode description(SystemUnderTest system) throws IOException {
        return HttpConnection.once(system.baseUrl(), HttpRequest.of("GET", "/openapi.json")).json();
    }

    private void fuzz(SystemUnderTest system, ApiRoute route) throws IOException {
        Resources resources = resourcesFor(route, system);
        List<FuzzedRequest> refusedHere = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(system.baseUrl())) {
            qt().withFixedSeed(SEED ^ route.toString().hashCode())
                    .withUnlimitedTestingTime()
                    .withExamples(TRIES)
                    .withShrinkCycles(SHRINKING)
                    .forAll(new Requests(route, resources))
                    .checkAssert(request -> {
                        HttpAnswer answer = answer(connection, request);
                        if (answer != null) {
                            check(route, request, answer, refusedHere);
                        }
                    });
        }
        refused.addAll(refusedHere);
    }

    private void check(
            ApiRoute route,
            FuzzedRequest request,
            HttpAnswer answer,
            List<FuzzedRequest> refusedHere) {
        assertThat(AnswerRules.violation(route, request.method(), answer))
                .as("%s%nanswered %s", request, answer)
                .isEmpty();
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 400) {
            requestId(answer).ifPresent(refusedIds::add);
            if (request.keepsCount() && refusedHere.size() < REPEATED_OF_EACH_ROUTE) {
                refusedHere.add(request);
            }
        }
    }

    private static Optional<String> requestId(HttpAnswer answer) {
        return answer.header("x-openstack-request-id")
                .or(() -> answer.header("x-compute-request-id"));
    }

    // Null only where the client itself was at fault about the length of what it sent.
    private static @Nullable HttpAnswer answer(HttpConnection connection, FuzzedRequest request) {
        try {
            return sent(connection, request);
        } catch (EOFException | SocketException hungUp) {
            if (!request.keepsCount()) {
                return null;
            }
        } catch (IOException failed) {
            throw new AssertionError("no answer to " + request, failed);
        }
        // A server may end a connection after an answer; on a fresh one there is no excuse.
        try {
            return sent(connection, request);
        } catch (IOException failed) {
            throw new AssertionError("no answer to " + request, failed);
        }
    }

    private static HttpAnswer sent(HttpConnection connection, FuzzedRequest request)
            throws IOException {
        HttpAnswer answer = request.send(connection);
        if (!request.keepsCount()) {
            // What the server takes for the next request is no request of ours.
            connection.close();
        }
        return answer;
    }

    // Those of a route that changes them are its own.
    private Resources resourcesFor(ApiRoute route, SystemUnderTest system) {
        return route.method().equals("GET")
                ? toLookAt.computeIfAbsent(route.isOfShares(), shares -> resources(shares, system))
                : resources(route.isOfShares(), system);
    }

    private static Resources resources(boolean ofShares, SystemUnderTest system) {
        return ofShares ? ofShares(system) : ofVolumes(system);
    }

    private static Resources ofShares(SystemUnderTest system) {
        String name = "fuzz-" + UUID.randomUUID();
        Caller owner = Caller.memberOfNewProject("owner");
        try (BlockStorage administrator =
                        new BlockStorage(system.baseUrl(), Caller.administrator());
                BlockStorage member = new BlockStorage(system.baseUrl(), owner)) {
            String type = administrator.createShareType(name);
            String share = member.createShare(name, type);
            member.awaitStatus(Kind.SHARE, share, "available");
            String snapshot = member.createShareSnapshot(name, share);
            member.awaitStatus(Kind.SHARE_SNAPSHOT, snapshot, "available");
            JsonNode instance = administrator.instancesOf(snapshot).getFirst();
            return new Resources.OfShares(
                    owner,
                    type,
                    share,
                    instance.path("share_instance_id").asString(),
                    snapshot,
                    instance.path("id").asString());
        }
    }

    private static Resources ofVolumes(SystemUnderTest system) {
        String name = "fuzz-" + UUID.randomUUID();
        Caller owner = Caller.memberOfNewProject("owner");
        Types types;
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            types = administrator.createTypes(name);
        }
        try (BlockStorage member = new BlockStorage(system.baseUrl(), owner)) {
            GroupWithVolume made = member.createGroupWithVolume(types, name);
            String groupSnapshot = member.createGroupSnapshot(name, made.group());
            member.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
            String snapshot = member.list(Kind.SNAPSHOT).getFirst().path("id").asString();
            return new Resources.OfVolumes(
                    owner,
                    made.group(),
                    made.volume(),
                    snapshot,
                    groupSnapshot,
                    types.volumeType(),
                    types.groupType());
        }
    }

    private void refusalsChangeNothing(SystemUnderTest system) {
        try (BlockStorage everything = new BlockStorage(system.baseUrl(), Caller.administrator());
                HttpConnection connection = new HttpConnection(system.baseUrl())) {
            awaitRest(everything);
            // What depended on a moment, such as on a volume that was still being made, is granted
            // now, and left out.
            List<FuzzedRequest> still =
                    refused.stream().filter(request -> isRefused(connection, request)).toList();
            assertThat(still).isNotEmpty();
            awaitRest(everything);
            Map<Kind, Set<JsonNode>> before = rows(everything);

            assertThat(still).allMatch(request -> isRefused(connection, request));

            assertThat(rows(everything)).isEqualTo(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRefused(HttpConnection connection, FuzzedRequest request) {
        HttpAnswer answer = answer(connection, request);
        boolean isRefused = answer == null || answer.status() >= 400;
        if (answer != null && isRefused) {
            requestId(answer).ifPresent(refusedIds::add);
        }
        return isRefused;
    }

    private static void awaitRest(BlockStorage everything) {
        for (Kind kind : Kind.values()) {
            assertThat(
                            Eventually.holds(
                                    AT_REST_WITHIN,
                                    () ->
                                            rows(everything, kind).stream()
                                                    .map(row -> row.path("status").asString())
                                                    .noneMatch(status ->
                                                            status.equals("creating")
                                                                    || status.equals("deleting"))))
                    .as("every %s is at rest", kind)
                    .isTrue();
        }
    }

    private static Map<Kind, Set<JsonNode>> rows(BlockStorage everything) {
        Map<Kind, Set<JsonNode>> rows = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            rows.put(kind, Set.copyOf(rows(everything, kind)));
        }
        return rows;
    }

    private static List<JsonNode> rows(BlockStorage everything, Kind kind) {
        return everything.listOfAllProjects(kind);
    }

    private void noEventOfARefusal(SystemUnderTest system) {
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            // Publication is in the order of the store: once this one is there, all before it are.
            String last;
            try (BlockStorage administrator =
                    new BlockStorage(system.baseUrl(), Caller.administrator())) {
                last = administrator.createGroupType("last-" + UUID.randomUUID());
            }
            List<PublishedEvent> events =
                    topics.read(
                            PUBLISHED_WITHIN,
                            all -> all.stream().anyMatch(event -> event.key().equals(last)));
            assertThat(events).extracting(PublishedEvent::key).contains(last);
            assertThat(refusedIds).hasSizeGreaterThan(TRIES / 2);
            assertThat(statuses.keySet())
                    .as("statuses that were met, so that more than one refusal was tried")
                    .contains(400, 404);
            assertThat(
                            events.stream()
                                    // Attempts to set a status are written down, refused or not.
                                    .filter(event -> !event.type().startsWith("refused-attempt."))
                                    .filter(event ->
                                            refusedIds.contains(
                                                    event.headers()
                                                            .getOrDefault("ce_requestid", ""))))
                    .as("events of requests that were refused")
                    .isEmpty();
            System.out.printf(
                    "fuzz: %d tries for each route, seed %d, answers by status %s%n",
                    TRIES, SEED, statuses);
        }
    }
}
