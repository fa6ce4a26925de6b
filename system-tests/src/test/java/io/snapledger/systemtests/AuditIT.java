package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An auditor's questions, and the answers to them. */
@ExtendWith(SharedSystem.class)
class AuditIT {

    private static final String CHANGES = "/audit/v1/status-changes";
    private static final String ATTEMPTS = "/audit/v1/refused-attempts";

    private static final Pattern EXAMPLE = Pattern.compile("curl [^\\n]*\"\\$URL(/[^\"]*)\"");

    private final SystemUnderTest system;
    private final Caller member = Caller.memberOfNewProject("member-" + UUID.randomUUID());
    private final BlockStorage user;
    private final BlockStorage operator;
    private final Types types;
    private final String groupSnapshot;

    AuditIT(SystemUnderTest system) {
        this.system = system;
        user = new BlockStorage(system.baseUrl(), member);
        operator =
                new BlockStorage(
                        system.baseUrl(),
                        Caller.of("administrator", member.projectId(), "admin", "reader"));
        types = operator.createTypes("audit-" + UUID.randomUUID());
        groupSnapshot =
                user.createGroupSnapshot("s", user.createGroupWithVolume(types, "g").group());
        user.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
    }

    @BeforeEach
    void aStatusIsSetByHand() {
        assertThat(operator.resetStatus(groupSnapshot, "error", "disk is gone").status())
                .isEqualTo(202);
    }

    @AfterEach
    void close() {
        user.close();
        operator.close();
    }

    private static List<JsonNode> rows(HttpAnswer answer, String member) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path(member).valueStream().toList();
    }

    private static List<JsonNode> changes(BlockStorage who, String query) {
        return rows(who.getAt(CHANGES + query), "status_changes");
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString();
    }

    private HttpAnswer refused() {
        HttpAnswer answer = user.resetStatus(groupSnapshot, "available", "please");
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        return answer;
    }

    @Test
    void whoSetItToErrorAndWhyIsToldAsInItsHistory() {
        assertThat(changes(operator, "?to=error&project_id=" + member.projectId()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(text(change, "resource_id")).isEqualTo(groupSnapshot);
                    assertThat(text(change, "reason")).isEqualTo("disk is gone");
                    assertThat(text(change, "cause")).isEqualTo("administrator");
                    assertThat(change.path("actor").path("user_id").asString())
                            .isEqualTo("administrator");
                });
        assertThat(changes(operator, "?order=asc&resource_id=" + groupSnapshot))
                .isEqualTo(
                        operator.askHistory(Kind.GROUP_SNAPSHOT, groupSnapshot)
                                .json()
                                .path("history")
                                .valueStream()
                                .toList());
    }

    @Test
    void theWholeListIsReadPageByPageForwardAndBack() {
        List<JsonNode> whole = changes(user, "?limit=1000");
        assertThat(whole).hasSizeGreaterThan(6);

        List<JsonNode> forward = new ArrayList<>();
        HttpAnswer page = user.getAt(CHANGES + "?limit=2");
        HttpAnswer last = page;
        while (page != null) {
            last = page;
            forward.addAll(rows(page, "status_changes"));
            page = follow(page, "next");
        }
        assertThat(forward).isEqualTo(whole);

        List<JsonNode> backward = new ArrayList<>();
        for (page = last; page != null; page = follow(page, "previous")) {
            backward.addAll(0, rows(page, "status_changes"));
        }
        assertThat(backward).isEqualTo(whole);
    }

    private @Nullable HttpAnswer follow(HttpAnswer page, String rel) {
        return page.json()
                .path("status_changes_links")
                .valueStream()
                .filter(link -> text(link, "rel").equals(rel))
                .map(link -> URI.create(text(link, "href")))
                .map(link -> user.getAt(link.getRawPath() + "?" + link.getRawQuery()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void aStrangerSeesNothingOfIt() {
        refused();
        try (BlockStorage stranger =
                new BlockStorage(system.baseUrl(), Caller.memberOfNewProject("stranger"))) {
            assertThat(changes(stranger, "")).isEmpty();
            assertThat(changes(stranger, "?resource_id=" + groupSnapshot)).isEmpty();
            assertThat(changes(stranger, "?project_id=" + member.projectId())).isEmpty();
            assertThat(rows(stranger.getAt(ATTEMPTS), "refused_attempts")).isEmpty();
        }
    }

    @Test
    void anAttemptThatWasRefusedIsListedAndPublishedAndChangesNothing() {
        int before = changes(user, "?limit=1000").size();
        HttpAnswer answer = refused();
        String request = answer.header("x-openstack-request-id").orElseThrow();

        JsonNode attempt =
                Eventually.get(
                        BlockStorage.WORK_LIMIT,
                        () -> "the attempt is listed",
                        () ->
                                rows(
                                                user.getAt(ATTEMPTS + "?request_id=" + request),
                                                "refused_attempts")
                                        .stream()
                                        .findFirst());
        assertThat(text(attempt, "resource_type")).isEqualTo("group-snapshot");
        assertThat(text(attempt, "resource_id")).isEqualTo(groupSnapshot);
        assertThat(text(attempt, "asked")).isEqualTo("available");
        assertThat(attempt.path("code").asInt()).isEqualTo(403);
        assertThat(attempt.path("actor").path("user_id").asString()).isEqualTo(member.userId());
        assertThat(changes(user, "?limit=1000")).hasSize(before);

        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            String eventId = text(attempt, "event_id");
            List<PublishedEvent> published =
                    topics.read(
                            BlockStorage.WORK_LIMIT,
                            events -> events.stream().anyMatch(e -> e.id().equals(eventId)));
            assertThat(published)
                    .filteredOn(event -> event.id().equals(eventId))
                    .isNotEmpty()
                    .allSatisfy(event -> {
                        assertThat(event.topic()).isEqualTo("snapledger.events.refused-attempt");
                        assertThat(event.type()).isEqualTo("refused-attempt.recorded.v1");
                    });
        }
    }

    @Test
    void whoChangedWhichLimitsIsToldInTheHistoryOfTheProjectsLimits() {
        HttpAnswer set =
                operator.put(
                        "/os-quota-sets/" + member.projectId(),
                        Json.wrap("quota_set", Map.of("volumes", 77)));
        assertThat(set.status()).as("%s", set).isEqualTo(200);

        List<JsonNode> sets = rows(user.getAt("/audit/v1/quota-set"), "resources");
        assertThat(sets).hasSize(1);
        List<JsonNode> history =
                rows(
                        user.getAt(
                                "/audit/v1/quota-set/"
                                        + text(sets.getFirst(), "resource_id")
                                        + "/history"),
                        "history");

        assertThat(history)
                .singleElement()
                .satisfies(change -> {
                    assertThat(text(change, "event")).isEqualTo("quota-set.limits-changed");
                    assertThat(change.path("to").isNull()).isTrue();
                    assertThat(change.at("/actor/user_id").asString()).isEqualTo("administrator");
                    assertThat(text(change, "request_id"))
                            .isEqualTo(set.header("x-openstack-request-id").orElseThrow());
                    assertThat(change.at("/changed/limits/0/limit").asInt()).isEqualTo(77);
                });
        assertThat(changes(operator, "?limit=1000"))
                .extracting(change -> text(change, "resource_type"))
                .doesNotContain("quota-set");
    }

    @Test
    void theExamplesInTheDocumentationAnswerTheirQuestions() throws IOException {
        refused();
        String before = Instant.now().toString();
        HttpAnswer deletion = user.delete(Kind.GROUP_SNAPSHOT.path(groupSnapshot));
        assertThat(deletion.status()).isEqualTo(202);
        user.awaitGone(Kind.GROUP_SNAPSHOT, groupSnapshot);
        Map<String, String> variables =
                Map.of(
                        "$PROJECT", member.projectId(),
                        "$ID", groupSnapshot,
                        "$USER", member.userId(),
                        "$TIME", before,
                        "$REQUEST", deletion.header("x-openstack-request-id").orElseThrow());
        Path documentation =
                Path.of(System.getProperty("basedir", ""))
                        .toAbsolutePath()
                        .resolveSibling("docs")
                        .resolve("audit.md");
        List<String> examples =
                EXAMPLE.matcher(Files.readString(documentation))
                        .results()
                        .map((MatchResult example) -> example.group(1))
                        .toList();

        assertThat(examples).hasSizeGreaterThan(5);
        assertThat(examples)
                .allSatisfy(example -> {
                    String target = example;
                    for (Map.Entry<String, String> variable : variables.entrySet()) {
                        target = target.replace(variable.getKey(), variable.getValue());
                    }
                    String asked = target;
                    assertThat(asked).doesNotContain("$");
                    String member = memberOf(asked);
                    // A refusal may be told before it is written.
                    assertThat(
                                    Eventually.holds(
                                            BlockStorage.WORK_LIMIT,
                                            () -> !rows(operator.getAt(asked), member).isEmpty()))
                            .as("rows of %s", asked)
                            .isTrue();
                });
    }

    private static String memberOf(String example) {
        if (example.startsWith(CHANGES)) {
            return "status_changes";
        }
        if (example.startsWith(ATTEMPTS)) {
            return "refused_attempts";
        }
        if (example.startsWith("/audit/v1/statistics?")) {
            return "statistics";
        }
        return example.matches("/audit/v1/[^/]+/.+") ? "resource" : "resources";
    }

    @Test
    void aWrongParameterIsNamed() {
        HttpAnswer answer = user.getAt(CHANGES + "?since=yesterday");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.write(answer.json())).contains("Invalid since");
    }
}
