package io.snapledger.systemtests.sut;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.testservers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The executable jar of the standalone module, on loopback and a temporary folder. */
public final class StandaloneJar implements SystemUnderTest {

    // Only a start that hangs should meet this, not one on a machine that is busy with more.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 40;
    private static final String START_LINE = "=== start: ";

    private static final Pattern SETTING = Pattern.compile("SNAPLEDGER_|SPRING_|SERVER_");

    private static final Pattern KAFKA_ADDRESS =
            Pattern.compile("(?i)\\bkafka\\b.*?(?:127\\.0\\.0\\.1:|localhost:|port )(\\d{2,5})\\b");

    private final Path jar;
    private final List<String> settings;
    private final Path dataDir;
    private final Path outputFile;
    private int port;
    private @Nullable Process process;

    private StandaloneJar(String name, List<String> settings) {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        jar = module.resolveSibling("standalone").resolve("target/snapledger-standalone.jar");
        this.settings = List.copyOf(settings);
        try {
            dataDir = Files.createTempDirectory("snapledger-" + name + "-").toRealPath();
            Path reports = Files.createDirectories(module.resolve("target/system-output"));
            outputFile = reports.resolve(name + ".log");
            Files.deleteIfExists(outputFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A system of its own, not yet started.
     *
     * @param name of the file its output goes to
     * @param settings {@code --name=value} arguments besides port and folder
     */
    public static StandaloneJar named(String name, String... settings) {
        return new StandaloneJar(name, List.of(settings));
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Path dataDir() {
        return dataDir;
    }

    /** Everything it has printed, over all its starts. */
    public Path outputFile() {
        return outputFile;
    }

    // The first line of the last start that names Kafka and a loopback address.
    @Override
    public String kafkaBootstrap() {
        return Eventually.get(
                START_LIMIT,
                () -> "it says where Kafka listens. " + lastOutput(),
                () -> outputSinceStart().flatMap(StandaloneJar::kafkaAddress).findFirst());
    }

    @Override
    public void start() {
        awaitReady(launch());
    }

    /** Starts the process and does not wait until it serves. */
    public Process launch() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError(
                    jar + " is missing: `mvn -DskipTests package` in the top folder builds it");
        }
        port = FreePort.find();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(jar.toString());
        command.add("--server.port=" + port);
        command.add("--snapledger.data-dir=" + dataDir);
        command.addAll(settings);
        try {
            Files.writeString(
                    outputFile,
                    START_LINE + String.join(" ", command) + System.lineSeparator(),
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile.toFile()));
            // Settings can be given in the environment too; only those above are meant here.
            builder.environment().keySet().removeIf(name -> SETTING.matcher(name).lookingAt());
            Process started = builder.start();
            process = started;
            // Tests that are interrupted leave nothing running either.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process started) {
        boolean ready =
                Eventually.holds(START_LIMIT, () -> !started.isAlive() || answersHealthcheck());
        if (!started.isAlive()) {
            throw new AssertionError(
                    "it ended with %d instead of serving. %s"
                            .formatted(started.exitValue(), lastOutput()));
        }
        if (!ready) {
            throw new AssertionError(
                    "not ready within %s. %s".formatted(START_LIMIT, lastOutput()));
        }
    }

    private boolean answersHealthcheck() {
        try {
            return HttpConnection.once(baseUrl(), HttpRequest.of("GET", "/healthcheck")).status()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void killNine() {
        Process running = running();
        // On every system we run on this is SIGKILL.
        running.destroyForcibly();
        awaitEnd(running);
    }

    @Override
    public void stop() {
        Process running = running();
        running.destroy();
        try {
            if (!running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
                throw new AssertionError(
                        "it did not end within %s. %s".formatted(STOP_LIMIT, lastOutput()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (process != null && process.isAlive()) {
                stop();
            }
        } finally {
            endDatabaseLeftBehind();
            keepLogs();
            Folders.delete(dataDir);
        }
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("it does not run. " + lastOutput());
        }
        return process;
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A database server outlives the killed JVM that started it, until the next start on the same
     * folder. Where no start follows, it is ended here: the one whose folder is inside ours.
     */
    private void endDatabaseLeftBehind() {
        Path data = dataDir.resolve("postgres");
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException ended) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.size() > 1 && Path.of(lines.get(1)).equals(data)) {
            ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .ifPresent(server -> {
                        server.destroy();
                        server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
                    });
        }
    }

    /** The data goes, the logs stay beside the test reports. */
    private void keepLogs() {
        Path kept = outputFile.resolveSibling(outputFile.getFileName() + ".d");
        try {
            Files.createDirectories(kept);
            for (Path log : logs()) {
                Files.copy(
                        log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> logs() throws IOException {
        Path folder = dataDir.resolve("logs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static Stream<String> kafkaAddress(String line) {
        Matcher matcher = KAFKA_ADDRESS.matcher(line);
        return matcher.find() ? Stream.of("127.0.0.1:" + matcher.group(1)) : Stream.empty();
    }

    private Stream<String> outputSinceStart() {
        List<String> lines = outputLines();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(START_LINE)) {
                start = i + 1;
            }
        }
        return lines.subList(start, lines.size()).stream();
    }

    private List<String> outputLines() {
        return lines(outputFile);
    }

    private static List<String> lines(Path file) {
        try {
            // Not readAllLines: what a killed process wrote last may be half a character.
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastOutput() {
        StringBuilder shown = new StringBuilder("Its last output:\n").append(end(outputFile));
        try {
            for (Path log : logs()) {
                shown.append("\nThe end of ").append(log).append(":\n").append(end(log));
            }
        } catch (IOException e) {
            shown.append("\nIts logs cannot be read: ").append(e);
        }
        return shown.toString();
    }

    private static String end(Path file) {
        List<String> lines = lines(file);
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
