package io.snapledger.systemtests.sut;

import io.snapledger.testservers.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A PostgreSQL server on loopback that keeps its data over restarts, as one in earnest does. */
public final class PostgresServer {

    private static final String DATABASE = "snapledger";

    private final TestPostgres server =
            TestPostgres.with(
                    Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "200"));

    private @Nullable Path archive;

    PostgresServer() {}

    /** Where its files are; a container's cannot be reached, and the test is skipped. */
    private Path data() {
        return server.dataDirectory()
                .orElseThrow(() -> new TestAbortedException("its files are in a container"));
    }

    /** Has it archive its write-ahead log; to be said before its first start. */
    public void archiveTo(Path folder) {
        Objects.requireNonNull(data());
        archive = folder;
    }

    /** Starts it on its data. */
    public void start() {
        server.start();
    }

    /** Stops it; who is connected loses its connection. */
    public void stop() {
        server.stop();
    }

    /**
     * Ends it without a checkpoint: the next start has to recover what was committed from the
     * write-ahead log.
     */
    public void crash() {
        server.crash();
    }

    /** Stops it if it runs, and removes its data. */
    void close() {
        server.close();
    }

    /** Makes the database, and the roles as operators are told to make them. */
    void createDatabase(Path roles) {
        execute("postgres", "postgres", "create database " + DATABASE);
        try {
            execute(DATABASE, "postgres", Files.readString(roles));
            if (archive != null) {
                Files.createDirectories(archive);
                execute(
                        DATABASE,
                        "postgres",
                        "alter system set archive_command = 'test ! -f \"%1$s/%%f\" && cp \"%%p\" \"%1$s/%%f\"'"
                                .formatted(archive));
                execute(DATABASE, "postgres", "alter system set archive_mode = on");
                // Not to be changed while it runs.
                server.stop();
                server.start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String database, String role, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database), role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL refused what it was told", e);
        }
    }

    /**
     * A base backup, while the server is in use: what pg_basebackup does, by the functions that
     * PostgreSQL has for those who copy the files themselves.
     */
    public void backUp(Path into) {
        try (Connection session = connect("postgres");
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('base', fast => true)");
            Folders.copy(data(), into, PostgresServer::isOfTheRunningServer);
            try (ResultSet end =
                    statement.executeQuery("select labelfile, spcmapfile from pg_backup_stop()")) {
                end.next();
                Files.writeString(into.resolve("backup_label"), end.getString(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("the base backup failed", e);
        }
    }

    // The write-ahead log comes from the archive.
    private static boolean isOfTheRunningServer(Path file) {
        return file.startsWith("pg_wal")
                || file.startsWith("postmaster.pid")
                || file.startsWith("postmaster.opts")
                || file.startsWith("epg-lock");
    }

    /** Returns once everything that was committed before is in the archive. */
    public void archiveAll() {
        Path folder = Objects.requireNonNull(archive);
        try (Connection session = connect("postgres");
                Statement statement = session.createStatement()) {
            String segment = text(statement, "select pg_walfile_name(pg_switch_wal())");
            Eventually.get(
                    Duration.ofMinutes(1),
                    () -> segment + " is in the archive",
                    () ->
                            Files.exists(folder.resolve(segment))
                                            && !isBeingArchived(statement, segment)
                                    ? Optional.of(true)
                                    : Optional.empty());
        } catch (SQLException e) {
            throw new AssertionError("the log cannot be archived", e);
        }
    }

    private static boolean isBeingArchived(Statement statement, String segment) {
        try {
            return text(
                            statement,
                            "select count(*) from pg_ls_archive_statusdir() where name = '%s.ready'"
                                    .formatted(segment))
                    .equals("1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Loses all its data, and starts with what a base backup and the archive give. It must have
     * ended.
     *
     * @param target where to stop, {@code recovery_target_name='…'}; empty for the end of the
     *     archive
     */
    public void restore(Path base, String target) {
        Folders.delete(data());
        Folders.copy(base, data(), _ -> false);
        try {
            Files.writeString(
                    data().resolve("postgresql.auto.conf"),
                    """
                    restore_command = 'cp "%s/%%f" "%%p"'
                    recovery_target_action = 'promote'
                    %s
                    """
                            .formatted(Objects.requireNonNull(archive), target),
                    StandardOpenOption.APPEND);
            Files.createFile(data().resolve("recovery.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        Eventually.get(
                Duration.ofMinutes(2),
                () -> "PostgreSQL has recovered",
                () -> isRecovering() ? Optional.empty() : Optional.of(true));
    }

    private boolean isRecovering() {
        try (Connection session = connect("postgres");
                Statement statement = session.createStatement()) {
            return text(statement, "select pg_is_in_recovery()").equals("t");
        } catch (SQLException e) {
            return true;
        }
    }

    /** A connection with the rights of a role. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, "");
    }

    /** Where the services find it. */
    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
    }
}
