package io.snapledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerIT {

    /** Unpacked once for all tests. */
    @TempDir static Path software;

    @TempDir Path folder;

    @Test
    void servesADatabaseThatWritesToDiskAndListensOnLoopbackOnly() throws SQLException {
        try (EmbeddedPostgresServer server = start()) {
            assertThat(ask(server, "select current_database()")).isEqualTo("snapledger");
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show server_version_num")).startsWith("18");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (EmbeddedPostgresServer server = start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl(), server.user(), "guessed"))
                    .withMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(place().password()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void keepsItsDataOverAStop() throws SQLException {
        try (EmbeddedPostgresServer server = start()) {
            run(server, "create table kept as select 42 as answer");
        }
        try (EmbeddedPostgresServer server = start()) {
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void keepsItsDataWhenItsProcessIsKilled() throws Exception {
        try (EmbeddedPostgresServer killed = start()) {
            run(killed, "create table kept as select 42 as answer");
            ProcessHandle process = killed.process().orElseThrow();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgresServer server = start()) {
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void isStartedAgainAsOftenAsItIsKilled() throws SQLException {
        try (EmbeddedPostgresServer server = start()) {
            run(server, "create table kept as select 42 as answer");
            String url = server.jdbcUrl();
            for (int i = 0; i < 2; i++) {
                ProcessHandle killed = server.process().orElseThrow();
                killed.destroyForcibly();

                await().ignoreExceptions()
                        .until(() ->
                                server.process().orElseThrow().pid() != killed.pid()
                                        && ask(server, "select answer from kept").equals("42"));
                assertThat(server.jdbcUrl()).isEqualTo(url);
            }
        }
        assertThat(LeftBehindServer.in(place().data())).isEmpty();
    }

    @Test
    void isNotStartedAgainOnceItWasStopped() {
        EmbeddedPostgresServer server = start();
        server.process().orElseThrow().destroyForcibly();
        server.close();

        await().during(Duration.ofSeconds(2)).until(() -> server.process().isEmpty());
    }

    @Test
    void takesOverFromAServerThatAKilledJvmLeftBehind() throws Exception {
        // Not closed: that is what a killed JVM does.
        EmbeddedPostgresServer leftBehind = start();
        leftBehind.leave();
        run(leftBehind, "create table kept as select 42 as answer");
        ProcessHandle process = leftBehind.process().orElseThrow();
        try (EmbeddedPostgresServer server = start()) {
            process.onExit().get(30, TimeUnit.SECONDS);
            assertThat(server.process().orElseThrow().pid()).isNotEqualTo(process.pid());
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheOldServersNumber() throws Exception {
        try (EmbeddedPostgresServer server = start()) {
            run(server, "create table kept as select 42 as answer");
        }
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    place().data().resolve("postmaster.pid"),
                    bystander.pid() + "\n" + place().data() + "\n1\n1\n\n127.0.0.1\n");
            assertThat(LeftBehindServer.in(place().data())).isEmpty();
        } finally {
            bystander.destroyForcibly();
            bystander.waitFor();
        }
        try (EmbeddedPostgresServer server = start()) {
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void stopsWithItsSessionsOpen() throws SQLException {
        EmbeddedPostgresServer server = start();
        ProcessHandle process = server.process().orElseThrow();
        try (Connection connection = connect(server)) {
            assertThat(connection.isValid(5)).isTrue();
            server.close();
            assertThat(connection.isValid(5)).isFalse();
        }
        assertThat(server.process()).isEmpty();
        assertThat(process.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void refusesAFolderOfAnotherVersion() throws IOException {
        start().close();
        Files.writeString(place().data().resolve("PG_VERSION"), "17\n");
        assertRefused("is of version '17', this is version 18");
    }

    @Test
    void refusesAFolderWithStrangeFiles() throws IOException {
        Files.createDirectories(place().data());
        Files.writeString(place().data().resolve("holiday.jpg"), "not a database");
        assertRefused("is broken: it holds files but no PG_VERSION");
    }

    @Test
    void refusesAFolderThatLacksAnImportantFile() throws IOException {
        start().close();
        Files.delete(place().data().resolve("global/pg_control"));
        assertRefused("is broken: global/pg_control is missing");
    }

    @Test
    void givesTheServersOwnReasonForAFolderItCannotUse() throws IOException {
        start().close();
        Files.write(place().data().resolve("global/pg_control"), new byte[8192]);
        assertRefused("PostgreSQL's data folder", "cannot be used");
    }

    @Test
    void refusesAFileInPlaceOfItsFolder() throws IOException {
        Files.writeString(place().data(), "a file");
        assertRefused("is not a directory");
    }

    private void assertRefused(String... words) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(this::start)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(words).doesNotContain("\n"));
    }

    private EmbeddedPostgresServer start() {
        return EmbeddedPostgresServer.start(place());
    }

    private PostgresPlace place() {
        return new PostgresPlace(
                folder.resolve("postgres"),
                software,
                folder.resolve("postgres-password"),
                folder.resolve("postgres.log"));
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void run(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
