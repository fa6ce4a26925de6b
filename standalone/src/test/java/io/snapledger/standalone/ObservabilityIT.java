package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.standalone.MetricsPage.Row;
import io.snapledger.standalone.OtlpReceiver.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of one that runs and has done everything once: figures, health, log. */
class ObservabilityIT {

    private static final String SCRAPER = "a-token-for-prometheus";
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern METRIC =
            Pattern.compile(
                    "\\b(?:snapledger|http|jvm|process|system|hikaricp|tomcat|kafka)_[a-z0-9_]+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");

    @TempDir static Path folder;

    private static StartedSnapledger snapledger;
    private static Client client;
    private static String exposition = "";
    private static OtlpReceiver receiver;

    @BeforeAll
    static void doEverythingOnce() throws Exception {
        receiver = OtlpReceiver.start();
        Path token = Files.writeString(folder.resolve("metrics-token"), SCRAPER + "\n");
        snapledger =
                StartedSnapledger.with(
                        "--server.port=0",
                        "--snapledger.data-dir=" + folder.resolve("data"),
                        "--snapledger.metrics.token-file=" + token,
                        "--logging.structured.format.file=ecs",
                        "--management.tracing.sampling.probability=1.0",
                        "--management.opentelemetry.tracing.export.otlp.endpoint="
                                + receiver.address());
        client = new Client(snapledger.shows("  API"));
        client.takeGroupSnapshot();
        // What the last event says is looked up now and then.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> {
                    exposition =
                            client.get(
                                    "/actuator/prometheus", "Authorization", "Bearer " + SCRAPER);
                    return value("snapledger_publication_lag_events") == 0
                            && value("snapledger_agents") >= 0
                            && value("snapledger_event_log_position_events") > 0
                            && names().contains("snapledger_outcomes_total");
                });
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (snapledger != null) {
            snapledger.close();
        }
        receiver.close();
    }

    @Test
    void oneTraceLeadsFromTheRequestToItsViews() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    Span asked =
                            receiver.spans().stream()
                                    .filter(span ->
                                            span.name().equals("http post /v3/group_snapshots"))
                                    .findFirst()
                                    .orElseThrow(() -> new AssertionError(receiver.spans()));
                    Map<String, Span> trace =
                            receiver.spans().stream()
                                    .filter(span -> span.traceId().equals(asked.traceId()))
                                    .collect(Collectors.toMap(Span::id, span -> span));

                    assertThat(
                                    trace.values().stream()
                                            .map(span -> span.service() + ": " + span.name()))
                            .contains(
                                    "api-gateway: http post /v3/group_snapshots",
                                    "snapledger-command-service: command CreateGroupSnapshot",
                                    "snapledger-command-service: publish snapledger.events.group-snapshot",
                                    "storage-agent: storage take-group-snapshot",
                                    "snapledger-command-service: command RecordGroupSnapshotOutcome",
                                    "snapledger-query-service: project GroupSnapshotRequested in resources",
                                    "snapledger-query-service: project GroupSnapshotTaken in resources");
                    // Each span but the first hangs on another one of the same trace.
                    assertThat(
                                    trace.values().stream()
                                            .filter(span -> !trace.containsKey(span.parent())))
                            .containsExactly(asked);
                });
    }

    @Test
    void aLineOfTheLogNamesItsTrace() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("data/logs/snapledger.log"))) {
            assertThat(lines.filter(line -> line.contains("-> creating")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"traceId\":\""));
        }
    }

    @Test
    void everyMetricOfOursIsOnThePageWithItsTypeAndLabels() throws IOException {
        Map<String, Row> page =
                MetricsPage.rows().stream().collect(Collectors.toMap(Row::exposedName, row -> row));
        Map<String, String> exposed = new TreeMap<>();
        Map<String, String> listed = new TreeMap<>();
        types().forEach((name, type) -> {
            // The type of the highest value of a timer.
            if (!name.startsWith("snapledger_") || name.endsWith("_max")) {
                return;
            }
            exposed.put(name, type + " " + labels(name, type));
        });
        page.values().stream()
                .filter(row -> !row.needsKeystone() && !row.betweenProcesses())
                .forEach(row ->
                        listed.put(
                                row.exposedName(),
                                row.type().replace("timer", "histogram") + " " + row.labels()));

        assertThat(exposed).as("exposed, and on docs/operations/metrics.md").isEqualTo(listed);
    }

    @Test
    void whatThePageSaysOfKeystoneIsInTheCode() throws IOException {
        String source =
                Files.readString(
                        MetricsPage.REPOSITORY.resolve(
                                "api-gateway/src/main/java/io/snapledger/gateway/caller/keystone/KeystoneTokens.java"));

        assertThat(MetricsPage.rows().stream().filter(Row::needsKeystone).map(Row::name))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(source).contains('"' + name + '"'));
    }

    @Test
    void noLabelHasAnIdOrAProjectOrAPath() {
        Set<String> odd = new TreeSet<>();
        Matcher sample = SAMPLE.matcher(exposition);
        while (sample.find()) {
            String labels = sample.group(2) == null ? "" : sample.group(2);
            if (ID.matcher(labels).find() || labels.contains("\"" + Client.PROJECT + "\"")) {
                odd.add(sample.group());
            }
        }
        assertThat(odd).isEmpty();
        assertThat(exposition)
                .contains("http_server_requests_seconds_bucket{")
                .contains("uri=\"/v3/group_snapshots/{id}\"")
                .contains("le=\"0.005\"");
    }

    @Test
    void theDashboardShowsMetricsThatThereAre() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(operations("dashboard.json"));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                expressions.add(target.get("expr").asString());
            }
        }
        assertThat(expressions).hasSizeGreaterThan(20);
        assertExposed(expressions);
    }

    @Test
    void alertsAskForMetricsThatThereAreAndTheRunbookExplainsEach() throws IOException {
        Map<String, Map<String, Object>> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(10);
        assertExposed(
                alerts.values().stream().map(alert -> String.valueOf(alert.get("expr"))).toList());
        assertThat(
                        operations("runbook.md")
                                .lines()
                                .filter(line -> line.startsWith("## "))
                                .map(line -> line.substring(3)))
                .containsExactlyInAnyOrderElementsOf(alerts.keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> alerts() throws IOException {
        Map<String, Object> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(operations("alerts.yml"));
        List<Map<String, Object>> groups =
                (List<Map<String, Object>>) Objects.requireNonNull(file.get("groups"));
        Map<String, Map<String, Object>> alerts = new TreeMap<>();
        for (Map<String, Object> group : groups) {
            for (Map<String, Object> rule :
                    (List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"))) {
                alerts.put(String.valueOf(rule.get("alert")), rule);
            }
        }
        return alerts;
    }

    private static void assertExposed(List<String> expressions) throws IOException {
        Set<String> known = new HashSet<>(names());
        MetricsPage.rows().stream()
                .filter(row -> row.needsKeystone() || row.betweenProcesses())
                .forEach(row -> known.add(row.exposedName()));
        Set<String> asked =
                expressions.stream()
                        .flatMap(expression -> METRIC.matcher(expression).results())
                        .map(match -> match.group())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void onlyAnAdministratorAndWhoHasTheTokenReadFigures() throws Exception {
        String path = "/actuator/prometheus";
        assertThat(client.status(path)).isEqualTo(401);
        assertThat(client.status(path, "Authorization", "Bearer wrong")).isEqualTo(401);
        assertThat(client.status(path, "X-Auth-Token", "m:d0:member")).isEqualTo(403);
        assertThat(client.status(path, "X-Auth-Token", Client.ADMIN)).isEqualTo(200);
        assertThat(client.status(path, "Authorization", "Bearer " + SCRAPER)).isEqualTo(200);
        for (String other : List.of("/actuator/metrics", "/actuator/loggers", "/v3/volumes")) {
            assertThat(client.status(other, "Authorization", "Bearer " + SCRAPER))
                    .as(other)
                    .isEqualTo(401);
        }
    }

    @Test
    void healthHasItsGroupsAndTellsOfEachPart() throws Exception {
        for (String group : List.of("liveness", "readiness", "startup")) {
            assertThat(client.status("/actuator/health/" + group)).as(group).isEqualTo(200);
        }
        JsonNode readiness = JsonMapper.shared().readTree(client.get("/actuator/health/readiness"));
        assertThat(readiness.at("/components/command-service/components/storing/status").asString())
                .isEqualTo("UP");
        JsonNode health =
                JsonMapper.shared()
                        .readTree(client.get("/actuator/health", "X-Auth-Token", Client.ADMIN));
        assertThat(health.at("/components/disk/details/free").asLong()).isPositive();
        assertThat(client.get("/actuator/health")).contains("\"disk\"").doesNotContain("\"free\"");
        assertThat(health.at("/components/disk/status").asString()).isIn("UP", "DEGRADED");
        assertThat(health.at("/components/query-service/components/projection/status").asString())
                .isEqualTo("UP");
    }

    @Test
    void aLineOfTheLogIsAnObjectThatNamesRequestAndProject() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("data/logs/snapledger.log"))) {
            List<JsonNode> objects = lines.map(JsonMapper.shared()::readTree).toList();

            assertThat(objects)
                    .anySatisfy(line -> {
                        assertThat(line.path("message").asString())
                                .startsWith("group-snapshot ")
                                .contains("-> creating");
                        assertThat(line.path("request_id").asString()).startsWith("req-");
                        assertThat(line.path("project_id").asString()).isEqualTo(Client.PROJECT);
                    });
        }
    }

    private static String operations(String file) throws IOException {
        return Files.readString(MetricsPage.REPOSITORY.resolve("docs/operations").resolve(file));
    }

    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$")
                .matcher(exposition)
                .results()
                .forEach(type -> types.put(type.group(1), type.group(2)));
        return types;
    }

    private static Set<String> names() {
        return SAMPLE.matcher(exposition)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> labels(String metric, String type) {
        String sampled = type.equals("histogram") ? metric + "_count" : metric;
        return SAMPLE.matcher(exposition)
                .results()
                .filter(sample -> sample.group(1).equals(sampled))
                .flatMap(sample ->
                        LABEL.matcher(sample.group(2) == null ? "" : sample.group(2)).results())
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double value(String metric) {
        return SAMPLE.matcher(exposition)
                .results()
                .filter(sample -> sample.group(1).equals(metric))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .max()
                .orElse(Double.NaN);
    }
}
