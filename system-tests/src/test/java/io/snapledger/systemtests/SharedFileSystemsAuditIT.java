package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.StatusChange;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An auditor's questions about share snapshots and their instances, and the answers to them. */
@ExtendWith(SharedSystem.class)
class SharedFileSystemsAuditIT {

    private static final String INSTANCES = "/audit/v1/snapshot-instances";

    private final SystemUnderTest system;
    private final Caller member = Caller.memberOfNewProject("member-" + UUID.randomUUID());
    private final BlockStorage user;
    private final BlockStorage operator;
    private final String share;
    private final String replica;
    private final String snapshot;

    SharedFileSystemsAuditIT(SystemUnderTest system) {
        this.system = system;
        user = new BlockStorage(system.baseUrl(), member);
        operator =
                new BlockStorage(
                        system.baseUrl(),
                        Caller.of("administrator", member.projectId(), "admin", "reader"));
        share = user.createShare("s", operator.createShareType("audit-" + UUID.randomUUID()));
        user.awaitStatus(Kind.SHARE, share, "available");
        HttpAnswer asked = user.tryCreateReplica(share);
        assertThat(asked.status()).as("%s", asked).isEqualTo(202);
        replica = asked.json().path("share_replica").path("id").asString();
        user.awaitStatus(Kind.REPLICA, replica, "available");
        snapshot = newSnapshot();
    }

    @AfterEach
    void close() {
        user.close();
        operator.close();
    }

    private String newSnapshot() {
        String id = user.createShareSnapshot("s", share);
        user.awaitStatus(Kind.SHARE_SNAPSHOT, id, "available");
        user.historyUpTo("available", Kind.SHARE_SNAPSHOT, id);
        return id;
    }

    private List<String> instancesOf(String shareSnapshot) {
        List<String> ids =
                operator.instancesOf(shareSnapshot).stream().map(row -> text(row, "id")).toList();
        assertThat(ids).hasSize(2);
        return ids;
    }

    private String reset(String instance, String status, String reason) {
        HttpAnswer answer = operator.resetStatus(Kind.SNAPSHOT_INSTANCE, instance, status, reason);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return BlockStorage.requestId(answer);
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString();
    }

    @Test
    void aStatusSetByHandIsToldOfTheInstanceAndOfTheSnapshotThatFollows() {
        String instance = instancesOf(snapshot).getFirst();

        String request = reset(instance, "error", "looks bad");

        assertThat(operator.history(Kind.SNAPSHOT_INSTANCE, instance).getLast())
                .satisfies(change -> isThatReset(change, request));
        assertThat(operator.history(Kind.SHARE_SNAPSHOT, snapshot).getLast())
                .satisfies(change -> isThatReset(change, request));
        assertThat(user.history(Kind.SHARE_SNAPSHOT, snapshot))
                .usingRecursiveComparison()
                .ignoringFields("userId", "address")
                .isEqualTo(operator.history(Kind.SHARE_SNAPSHOT, snapshot));
    }

    private void isThatReset(StatusChange change, String request) {
        assertThat(change.from()).isEqualTo("available");
        assertThat(change.to()).isEqualTo("error");
        assertThat(change.cause()).isEqualTo("administrator");
        assertThat(change.reason()).isEqualTo("looks bad");
        assertThat(change.requestId()).isEqualTo(request);
        assertThat(change.projectId()).isEqualTo(member.projectId());
        assertThat(change.userId()).isEqualTo("administrator");
        assertThat(change.actorProjectId()).isEqualTo(member.projectId());
        assertThat(change.roles()).containsExactlyInAnyOrder("admin", "reader");
    }

    @Test
    void aStatusThatTheSnapshotDoesNotFollowIsToldOfTheInstanceOnly() {
        String instance = instancesOf(snapshot).getFirst();
        List<StatusChange> before = operator.history(Kind.SHARE_SNAPSHOT, snapshot);

        // What the other instance is comes before it in the order of statuses.
        String request = reset(instance, "error_deleting", "looks bad");

        assertThat(operator.history(Kind.SNAPSHOT_INSTANCE, instance).getLast())
                .satisfies(change -> {
                    assertThat(change.to()).isEqualTo("error_deleting");
                    assertThat(change.requestId()).isEqualTo(request);
                });
        assertThat(operator.history(Kind.SHARE_SNAPSHOT, snapshot)).isEqualTo(before);
        assertThat(text(user.find(Kind.SHARE_SNAPSHOT, snapshot).orElseThrow(), "status"))
                .isEqualTo("available");
    }

    private static List<JsonNode> rows(HttpAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("snapshot_instances").valueStream().toList();
    }

    /** Of this project: the system is not this test's alone. */
    private List<JsonNode> listed(String query) {
        return rows(
                operator.getAt(INSTANCES + "?limit=1000&project_id=" + member.projectId() + query));
    }

    private List<String> idsListed(String query) {
        return listed(query).stream().map(row -> text(row, "id")).toList();
    }

    private List<JsonNode> pages(String query) {
        List<JsonNode> rows = new ArrayList<>();
        Optional<String> page =
                Optional.of(INSTANCES + "?limit=2&project_id=" + member.projectId() + query);
        while (page.isPresent()) {
            HttpAnswer answer = operator.getAt(page.get());
            assertThat(rows(answer)).hasSizeBetween(1, 2);
            rows.addAll(rows(answer));
            page =
                    answer.json()
                            .path("snapshot_instances_links")
                            .valueStream()
                            .filter(link -> text(link, "rel").equals("next"))
                            .map(link -> URI.create(text(link, "href")))
                            .map(link -> link.getRawPath() + "?" + link.getRawQuery())
                            .findFirst();
        }
        return rows;
    }

    @Test
    void thePagesHoldEveryInstanceOnceInEveryOrder() {
        List<String> all =
                new ArrayList<>(
                        Stream.of(snapshot, newSnapshot(), newSnapshot())
                                .flatMap(one -> instancesOf(one).stream())
                                .toList());
        reset(all.get(0), "error", "looks bad");
        reset(all.get(3), "deleting", "looks bad");
        assertThat(all).hasSize(6);

        for (String sort : List.of("created_at", "id", "status", "host", "project_id")) {
            Comparator<JsonNode> order =
                    Comparator.comparing((JsonNode row) -> text(row, sort))
                            .thenComparing(row -> text(row, "id"));
            assertThat(pages("&order=asc&sort=" + sort))
                    .as("ascending by %s", sort)
                    .isSortedAccordingTo(order)
                    .extracting(row -> text(row, "id"))
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(pages("&order=desc&sort=" + sort))
                    .as("descending by %s", sort)
                    .isSortedAccordingTo(order.reversed())
                    .extracting(row -> text(row, "id"))
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void theyAreFoundByStatusBackendProjectAndAge() {
        List<String> first = instancesOf(snapshot);
        List<String> second = instancesOf(newSnapshot());
        List<String> all = Stream.concat(first.stream(), second.stream()).toList();
        reset(first.getFirst(), "error", "looks bad");

        assertThat(idsListed("")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(idsListed("&status=error")).containsExactly(first.getFirst());
        assertThat(idsListed("&status=error&status=available"))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(idsListed("&status=deleting")).isEmpty();
        for (String backend : List.of("alpha", "beta")) {
            assertThat(listed("&backend=" + backend))
                    .hasSize(2)
                    .allSatisfy(row ->
                            assertThat(text(row, "host"))
                                    .isEqualTo("snapledger@%1$s#%1$s".formatted(backend)));
        }
        assertThat(idsListed("&backend=gamma")).isEmpty();

        assertThat(idsListed("&newer_than=P1D")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(idsListed("&older_than=P1D")).isEmpty();
        assertThat(idsListed("&newer_than=PT0S")).isEmpty();
        assertThat(idsListed("&older_than=PT0S")).containsExactlyInAnyOrderElementsOf(all);
        String later =
                listed("").stream()
                        .filter(row -> second.contains(text(row, "id")))
                        .map(row -> text(row, "created_at"))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        assertThat(idsListed("&since=" + later)).containsExactlyInAnyOrderElementsOf(second);
        assertThat(idsListed("&until=" + later)).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void aProjectsReadersSeeOnlyItsOwnAndNotWhereTheyAre() {
        assertThat(rows(user.getAt(INSTANCES + "?limit=1000")))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(text(row, "project_id")).isEqualTo(member.projectId());
                    assertThat(row.has("host")).isFalse();
                    assertThat(row.has("provider_location")).isFalse();
                });
        assertThat(user.getAt(INSTANCES + "?backend=alpha").status()).isEqualTo(403);
        try (BlockStorage stranger =
                new BlockStorage(system.baseUrl(), Caller.memberOfNewProject("stranger"))) {
            assertThat(rows(stranger.getAt(INSTANCES))).isEmpty();
            assertThat(rows(stranger.getAt(INSTANCES + "?project_id=" + member.projectId())))
                    .isEmpty();
            assertThat(rows(stranger.getAt(INSTANCES + "?snapshot_id=" + snapshot))).isEmpty();
            assertThat(stranger.askHistory(Kind.SHARE_SNAPSHOT, snapshot).status()).isEqualTo(404);
        }
    }

    @Test
    void kafkaCarriesThemInTheFormOfAllEvents() {
        String instance = instancesOf(snapshot).getFirst();
        reset(instance, "error", "looks bad");
        Map<Kind, String> published =
                Map.of(
                        Kind.SHARE,
                        share,
                        Kind.REPLICA,
                        replica,
                        Kind.SHARE_SNAPSHOT,
                        snapshot,
                        Kind.SNAPSHOT_INSTANCE,
                        instance);

        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            published.forEach((kind, id) -> {
                List<PublishedEvent> events =
                        PublishedHistory.isPublished(topics, operator, kind, id);
                assertThat(events)
                        .isNotEmpty()
                        .allSatisfy(event ->
                                PublishedHistory.isCloudEvent(event, kind, id, member.projectId()));
            });
        }
    }
}
