package io.snapledger.systemtests.sut;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server on loopback that keeps its data over restarts, as one in earnest does. */
public final class PostgresServer {

    private static final String DATABASE = "snapledger";

    private final Path data;
    private final int port = FreePort.find();
    private @Nullable EmbeddedPostgres server;

    PostgresServer(Path data) {
        this.data = data;
    }

    /** Starts it on its data. */
    public void start() {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setPort(port)
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "200")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; who is connected loses its connection. */
    public void stop() {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends it without a checkpoint, as {@code pg_ctl stop -m immediate} does: the next start has to
     * recover what was committed from the write-ahead log.
     */
    public void crash() {
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            Process kill =
                    new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("cannot send SIGQUIT to PostgreSQL");
            }
            postmaster.onExit().get(1, TimeUnit.MINUTES);
            // Only lets go of what it kept of the process.
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("PostgreSQL does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes the database, and the roles as operators are told to make them. */
    void createDatabase(Path roles) {
        execute("postgres", "postgres", "create database " + DATABASE);
        try {
            execute(DATABASE, "postgres", Files.readString(roles));
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

    /** A connection with the rights of a role. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, "");
    }

    /** Where the services find it. */
    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }
}
