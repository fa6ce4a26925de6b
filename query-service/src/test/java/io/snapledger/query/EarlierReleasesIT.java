package io.snapledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The events that earlier releases wrote make the rows that those releases showed. */
class EarlierReleasesIT {

    private static final Path RELEASES =
            Path.of("..", "contract", "src", "test", "resources", "releases");

    @TestFactory
    Stream<DynamicTest> theEventsOfAReleaseMakeItsRows() throws IOException {
        List<Path> releases;
        try (Stream<Path> files = Files.list(RELEASES)) {
            releases = files.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(releases).isNotEmpty();
        return releases.stream()
                .map(release ->
                        DynamicTest.dynamicTest(
                                release.getFileName().toString(), () -> check(release)));
    }

    private static void check(Path release) throws IOException {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        List<String> events = Files.readAllLines(release.resolve("events.ndjson"));
        try (RunningService service = RunningService.on(log.url())) {
            service.get(JdbcClient.class)
                    .sql(Files.readString(RELEASES.resolve("insert-events.sql")))
                    .param("[" + String.join(",", events) + "]")
                    .update();
            long last = ContractJson.mapper().readTree(events.getLast()).path("position").asLong();
            assertThat(service.shows(last)).isTrue();

            expected(release)
                    .forEach((view, rows) -> {
                        List<JsonNode> shown = rows(service, view);
                        assertThat(rows)
                                .allSatisfy(row ->
                                        assertThat(shown)
                                                .as("rows of %s", view)
                                                .anyMatch(other -> saysAsMuch(other, row)));
                        assertThat(shown).as("rows of %s", view).hasSameSizeAs(rows);
                    });
        }
    }

    private static Map<String, List<JsonNode>> expected(Path release) throws IOException {
        return Files.readAllLines(release.resolve("views.ndjson")).stream()
                .map(ContractJson.mapper()::readTree)
                .collect(
                        Collectors.groupingBy(
                                line -> line.path("view").asString(),
                                TreeMap::new,
                                Collectors.mapping(line -> line.path("row"), Collectors.toList())));
    }

    private static List<JsonNode> rows(RunningService service, String view) {
        return service
                .get(JdbcClient.class)
                .sql("select to_jsonb(shown)::text from view.%s shown".formatted(view))
                .query(String.class)
                .list()
                .stream()
                .map(ContractJson.mapper()::readTree)
                .toList();
    }

    // A later release may show more of a resource, and nothing else of what it showed.
    private static boolean saysAsMuch(JsonNode later, JsonNode earlier) {
        return earlier.properties().stream()
                .allMatch(column -> column.getValue().equals(later.path(column.getKey())));
    }
}
