package io.snapledger.testservers;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL in a container. */
final class PostgresContainer implements TestPostgres {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    // What an engine gives by itself is too little for parallel queries.
    private static final long SHARED_MEMORY = 256L << 20;

    // What the embedded one is started with.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "max_connections", "300",
                    "timezone", "UTC");

    private final int port = FreePort.find();
    private final LastingContainer container;

    PostgresContainer(Map<String, String> settings) {
        container =
                new LastingContainer("postgres", port, 5432)
                        .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                        .withEnv("POSTGRES_INITDB_ARGS", "--locale=C.UTF-8 --encoding=UTF8")
                        .withSharedMemorySize(SHARED_MEMORY)
                        .withCommand(command(settings));
    }

    private static String[] command(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(settings);
        return Stream.concat(
                        Stream.of("postgres"),
                        all.entrySet().stream()
                                .flatMap(setting ->
                                        Stream.of(
                                                "-c", setting.getKey() + "=" + setting.getValue())))
                .toArray(String[]::new);
    }

    @Override
    public Optional<Path> dataDirectory() {
        return Optional.empty();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        container.up();
        // Whoever fills a new one listens on no port, so this is the server itself.
        await("PostgreSQL answers")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(this::answers);
    }

    private boolean answers() throws SQLException {
        if (!container.isRunning()) {
            throw new IllegalStateException("PostgreSQL ended:\n" + container.getLogs());
        }
        try (Connection connection =
                DriverManager.getConnection(
                        jdbcUrl("postgres") + "&connectTimeout=5&socketTimeout=5")) {
            return connection.isValid(5);
        }
    }

    @Override
    public void stop() {
        container.down();
    }

    @Override
    public void crash() {
        container.kill();
    }

    @Override
    public void close() {
        container.remove();
    }
}
