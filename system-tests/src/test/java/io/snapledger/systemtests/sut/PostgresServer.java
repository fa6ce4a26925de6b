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
