package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail as other systems take it: in one piece, and as it happens. */
@ExtendWith(SharedSystem.class)
class AuditExportIT {

    private static final String CHANGES = "/audit/v1/status-changes";

    private final SystemUnderTest system;
    private final Caller member = Caller.memberOfNewProject("member-" + UUID.randomUUID());
    private final Caller stranger = Caller.memberOfNewProject("stranger-" + UUID.randomUUID());
    private final BlockStorage user;
    private final BlockStorage operator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String groupSnapshot;

    AuditExportIT(SystemUnderTest system) {
        this.system = system;
        user = new BlockStorage(system.baseUrl(), member);
        operator =
                new BlockStorage(
                        system.baseUrl(),
                        Caller.of("administrator", member.projectId(), "admin", "reader"));
        groupSnapshot =
                user.createGroupSnapshot(
                        "s",
                        user.createGroupWithVolume(
                                        operator.createTypes("export-" + UUID.randomUUID()), "g")
                                .group());
        user.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
    }

    @AfterEach
    void close() {
        user.close();
        operator.close();
        http.close();
    }

    private HttpRequest.Builder request(Caller caller, String path, String accept) {
        return HttpRequest.newBuilder(system.baseUrl().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("X-Auth-Token", caller.token())
                .header("Accept", accept);
    }

    private List<JsonNode> lines(Caller caller, String query, String accept)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request(caller, CHANGES + query, accept).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(accept);
        return answer.body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void whatIsExportedIsWhatIsListed() throws Exception {
        List<JsonNode> listed =
                user.getAt(CHANGES + "?order=asc&limit=1000")
                        .json()
                        .path("status_changes")
                        .valueStream()
                        .toList();
        assertThat(listed).hasSizeGreaterThan(4);

        List<JsonNode> exported = lines(member, "", "application/x-ndjson");
        assertThat(exported).isEqualTo(listed);
        String third = exported.get(2).path("position").asString();
        assertThat(lines(member, "?after_position=" + third, "application/x-ndjson"))
                .isEqualTo(listed.subList(3, listed.size()));

        List<JsonNode> events = lines(member, "", "application/cadf+json");
        assertThat(events.stream().map(event -> event.path("id").asString()))
                .isEqualTo(listed.stream().map(row -> row.path("event_id").asString()).toList());
        assertThat(events)
                .filteredOn(
                        event -> event.path("target").path("id").asString().equals(groupSnapshot))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.path("target").path("typeURI").asString())
                                .isEqualTo("storage/volume/group/snapshot"));
        assertThat(lines(stranger, "?project_id=" + member.projectId(), "application/x-ndjson"))
                .isEmpty();
        assertThat(lines(stranger, "", "application/cadf+json")).isEmpty();
    }

    @Test
    void whatHappensIsToldAtOnceAndToNoStranger() throws Exception {
        try (Events own = events(member, "");
                Events anothers = events(stranger, "")) {
            assertThat(operator.resetStatus(groupSnapshot, "error", "disk is gone").status())
                    .isEqualTo(202);
            JsonNode change = own.next();
            assertThat(change.path("resource_id").asString()).isEqualTo(groupSnapshot);
            assertThat(change.path("reason").asString()).isEqualTo("disk is gone");

            // What comes next is told to those who come back as well.
            assertThat(operator.resetStatus(groupSnapshot, "available", "again").status())
                    .isEqualTo(202);
            try (Events resumed = events(member, change.path("position").asString())) {
                assertThat(resumed.next().path("reason").asString()).isEqualTo("again");
            }
            assertThat(own.next().path("reason").asString()).isEqualTo("again");

            // A stranger's first event is its own.
            try (BlockStorage other = new BlockStorage(system.baseUrl(), stranger)) {
                BlockStorage.Types types = operator.createTypes("other-" + UUID.randomUUID());
                String group = other.createGroup("own", types.groupType(), types.volumeType());
                assertThat(anothers.next().path("resource_id").asString()).isEqualTo(group);
            }
        }
    }

    private Events events(Caller caller, String lastEvent)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(caller, CHANGES + "/stream", "text/event-stream");
        if (!lastEvent.isEmpty()) {
            request.header("Last-Event-ID", lastEvent);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Events(
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    /** A stream that is open. */
    private record Events(BufferedReader lines) implements AutoCloseable {

        JsonNode next() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return JsonMapper.shared().readTree(line.substring("data: ".length()));
                }
            }
            throw new IOException("the stream ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
