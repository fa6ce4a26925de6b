package io.snapledger.testservers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that this JVM unpacks and starts. */
final class EmbeddedPostgresServer implements TestPostgres {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Map<String, String> settings;
    private final Path folder;
    private final int port = FreePort.find();
    private @Nullable EmbeddedPostgres server;

    EmbeddedPostgresServer(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        try {
            folder = Files.createTempDirectory("snapledger-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One that is shared by the tests of a JVM is closed by nobody else.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Override
    public Optional<Path> dataDirectory() {
        return Optional.of(data());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data())
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(START_LIMIT)
                        .setPort(port)
                        .setLocaleConfig("locale", "C.UTF-8");
        settings.forEach(builder::setServerConfig);
        try {
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code pg_ctl stop -m immediate} does. */
    @Override
    public synchronized void crash() {
        try {
            long pid =
                    Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
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

    @Override
    public synchronized void close() {
        stop();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
