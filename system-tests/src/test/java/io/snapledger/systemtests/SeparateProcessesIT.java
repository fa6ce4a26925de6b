package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.GroupWithVolume;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.StatusChange;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.SeparateProcesses;
import io.snapledger.systemtests.sut.SeparateProcesses.Size;
import io.snapledger.systemtests.sut.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services in processes of their own do what one process does, and let nobody else in. */
class SeparateProcessesIT {

    private static SeparateProcesses system;

    @BeforeAll
    static void start() {
        system = SeparateProcesses.named("separate", Size.SMALL, "--snapledger.drain=3s");
        try {
            system.start();
        } catch (AssertionError failed) {
            system.close();
            throw failed;
        }
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aGroupSnapshotBecomesAvailableAndItsHistoryIsKept() {
        String names = "separate-" + UUID.randomUUID();
        Caller caller = Caller.memberOfNewProject("alice");
        try (BlockStorage administrator =
                        new BlockStorage(
                                system.baseUrl(),
                                Caller.of("olga", caller.projectId(), "admin", "member"));
                BlockStorage member = new BlockStorage(system.baseUrl(), caller)) {
            GroupWithVolume source =
                    member.createGroupWithVolume(administrator.createTypes(names), names);

            String id = member.createGroupSnapshot(names, source.group());

            assertThat(member.find(Kind.GROUP_SNAPSHOT, id)).as("right after the 202").isPresent();
            assertThat(member.historyUpTo("available", Kind.GROUP_SNAPSHOT, id))
                    .extracting(StatusChange::to)
                    .containsExactly("creating", "available");
            // A refusal has its words on the way through two processes too.
            HttpAnswer refused = member.deleteGroup(source.group());
            assertThat(refused.status()).as("%s", refused).isEqualTo(400);
            assertThat(refused.body()).contains("existing snapshots");
        }
    }

    @Test
    void whoKnocksAtAnInternalServiceWithoutACertificateGets401AndLeavesNoTrace() throws Exception {
        long events = events();
        for (URI service :
                List.of(
                        system.commandServiceUrls().getFirst(),
                        system.queryServiceUrls().getFirst())) {
            for (String path :
                    List.of(
                            "/internal/commands",
                            "/internal/volumes/list",
                            "/actuator/metrics",
                            "/actuator/prometheus",
                            "/")) {
                HttpResponse<String> answer =
                        system.http()
                                .send(
                                        java.net.http.HttpRequest.newBuilder(service.resolve(path))
                                                .header("Content-Type", "application/json")
                                                .header("X-Forwarded-Client-Cert", "api-gateway")
                                                .POST(BodyPublishers.ofString("{}"))
                                                .build(),
                                        BodyHandlers.ofString());

                assertThat(answer.statusCode()).as("%s%s", service, path).isEqualTo(401);
                assertThat(Json.read(answer.body()).orElseThrow().at("/error/code").asInt())
                        .isEqualTo(401);
            }
        }
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void aPrometheusReadsTheFiguresOfEachServiceAndNothingElse() throws Exception {
        try (HttpClient prometheus = system.as("prometheus")) {
            URI command = system.commandServiceUrls().getFirst();
            URI query = system.queryServiceUrls().getFirst();
            assertThat(figures(prometheus, command))
                    .contains("snapledger_publication_lag_events")
                    .contains("jvm_memory_used_bytes")
                    .contains("process_cpu_usage");
            assertThat(figures(prometheus, query))
                    .contains("snapledger_projection_lag_events")
                    .contains("jvm_memory_used_bytes")
                    .contains("process_cpu_usage");
            assertThat(figures(prometheus, system.agentUrls().getFirst()))
                    .contains("snapledger_agent_in_flight")
                    .contains("jvm_memory_used_bytes")
                    .contains("process_cpu_usage");
            for (URI service : List.of(command, query)) {
                assertThat(get(prometheus, service.resolve("/internal/volumes/list")).statusCode())
                        .isEqualTo(401);
                assertThat(get(prometheus, service.resolve("/actuator/metrics")).statusCode())
                        .isEqualTo(401);
                assertThat(get(prometheus, service.resolve("/actuator/health")).body())
                        .contains("\"details\"");
                assertThat(get(system.http(), service.resolve("/actuator/health")).body())
                        .contains("\"status\"")
                        .doesNotContain("\"details\"");
            }
            assertThat(get(system.http(), command.resolve("/actuator/health/readiness")).body())
                    .contains("\"storing\"");
        }
    }

    private static String figures(HttpClient client, URI service) throws Exception {
        HttpResponse<String> answer = get(client, service.resolve("/actuator/prometheus"));
        assertThat(answer.statusCode()).as("%s", service).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(HttpClient client, URI url) throws Exception {
        return client.send(
                java.net.http.HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    @Test
    void theGatewayHasNoInternalRoutes() throws Exception {
        HttpAnswer answer =
                HttpConnection.once(system.baseUrl(), HttpRequest.of("POST", "/internal/commands"));

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "snapledger_event_reader, insert into event_log.aggregate_snapshot select * from event_log.aggregate_snapshot",
        "snapledger_event_reader, delete from event_log.event",
        "snapledger_event_reader, update event_log.event set type = ''",
        "snapledger_event_reader, create table event_log.mine (id int)",
        "snapledger_event_reader, select * from view.volume",
        "snapledger_event_reader, select * from command.publication",
        "snapledger_query, select * from event_log.event",
        "snapledger_query, delete from event_log.event",
        "snapledger_query, select * from command.publication",
        "snapledger_command, select * from view.volume"
    })
    void aRoleMayDoNoMoreThanItsServiceNeeds(String role, String sql) throws SQLException {
        try (Connection connection = system.postgres().connect(role);
                Statement statement = connection.createStatement()) {
            if (role.equals("snapledger_event_reader")) {
                // The default is a help, not a lock.
                statement.execute("set default_transaction_read_only = off");
            }
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            // insufficient_privilege
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    /** Not with every build: it takes as long as all else here. */
    @Test
    @EnabledIfSystemProperty(named = "snapledger.layout", matches = "separate")
    void aServiceThatIsAskedToEndEndsInOrderAndItsNeighbourGoesOn() {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            for (ServiceProcess service :
                    List.of(
                            system.commandServices().getFirst(),
                            system.queryServices().getFirst())) {
                service.stop();
                String name = "while-away-" + UUID.randomUUID();
                assertThat(administrator.createVolumeType(name)).isNotEmpty();
                service.launch();
                service.awaitReady();
            }
        }
    }

    private static long events() throws SQLException {
        try (Connection connection = system.postgres().connect("snapledger_event_reader");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from event_log.event")) {
            row.next();
            return row.getLong(1);
        }
    }
}
