package io.snapledger.testservers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on loopback for one test or several. It asks nobody for a password, sorts as
 * {@code C.UTF-8} does, and keeps its data and its port until it is closed.
 */
public interface TestPostgres extends AutoCloseable {

    /** A new one that runs. */
    static TestPostgres started() {
        return started(Map.of());
    }

    /**
     * A new one that runs.
     *
     * @param settings as {@code postgres -c} takes them
     */
    static TestPostgres started(Map<String, String> settings) {
        TestPostgres server = with(settings);
        server.start();
        return server;
    }

    /**
     * A new one, not yet started.
     *
     * @param settings as {@code postgres -c} takes them
     */
    static TestPostgres with(Map<String, String> settings) {
        return switch (Servers.chosen()) {
            case EMBEDDED -> new EmbeddedPostgresServer(settings);
            case CONTAINERS -> new PostgresContainer(settings);
        };
    }

    /** Where its files are, for who copies them; empty where they cannot be reached. */
    Optional<Path> dataDirectory();

    /** Where it listens. */
    int port();

    /** Where a database is found by the superuser. */
    default String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port(), database);
    }

    /** Connections of the superuser with the database {@code postgres}. */
    default DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl("postgres"));
        return dataSource;
    }

    /** Starts it on its data, and returns when it answers. */
    void start();

    /** Asks it to end and waits until it has; who is connected loses its connection. */
    void stop();

    /**
     * Ends it without a checkpoint: the next start has to recover what was committed from the
     * write-ahead log.
     */
    void crash();

    /** Stops it if it runs, and removes its data. */
    @Override
    void close();
}
