package io.snapledger.eventlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.EventLogMigrations;
import io.snapledger.testservers.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What earlier releases chained and signed is found unaltered by this one. */
class EarlierReleasesIT {

    private static final Path RELEASES =
            Path.of("..", "contract", "src", "test", "resources", "releases");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> theLogOfAReleaseIsFoundUnaltered() throws IOException {
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

    private void check(Path release) throws IOException, SQLException {
        List<String> events = Files.readAllLines(release.resolve("events.ndjson"));
        List<JsonNode> roots =
                Files.readAllLines(release.resolve("roots.ndjson")).stream()
                        .map(ContractJson.mapper()::readTree)
                        .toList();
        Path key = folder.resolve("public-key.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(bytes(roots.getFirst(), "public_key"))));
        try (TestPostgres postgres = TestPostgres.started()) {
            EventLogMigrations.run(postgres.dataSource());
            insertEvents(postgres.dataSource(), events);
            insertRoots(postgres.dataSource(), roots);

            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int exitCode =
                    VerifyCommand.run(
                            new String[] {
                                "verify",
                                "--url=" + postgres.jdbcUrl("postgres"),
                                "--user=postgres",
                                "--public-key=" + key
                            },
                            new PrintStream(said, true, StandardCharsets.UTF_8),
                            new PrintStream(said, true, StandardCharsets.UTF_8));

            String told = said.toString(StandardCharsets.UTF_8);
            assertThat(exitCode).as(told).isZero();
            assertThat(told).contains(events.size() + " events").contains(roots.size() + " roots");
        }
    }

    private static void insertEvents(DataSource database, List<String> events)
            throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                Files.readString(RELEASES.resolve("insert-events.sql")))) {
            insert.setString(1, "[" + String.join(",", events) + "]");
            insert.executeUpdate();
        }
    }

    private static void insertRoots(DataSource database, List<JsonNode> roots) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into event_log.root values (?, ?, ?, ?, ?, ?, ?)")) {
            for (JsonNode root : roots) {
                insert.setLong(1, root.path("number").asLong());
                insert.setLong(2, root.path("after").asLong());
                insert.setLong(3, root.path("through").asLong());
                insert.setString(4, root.path("statement").asString());
                insert.setBytes(5, bytes(root, "signature"));
                insert.setBytes(6, bytes(root, "public_key"));
                insert.setBytes(7, bytes(root, "leaves"));
                insert.executeUpdate();
            }
        }
    }

    private static byte[] bytes(JsonNode of, String name) {
        return HexFormat.of().parseHex(of.path(name).asString());
    }
}
