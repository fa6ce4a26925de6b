package io.snapledger.systemtests.sut;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One process of a layout of many, which can be killed, halted and started again. */
public final class ServiceProcess implements Broker {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int SHOWN_LINES = 40;

    // Settings can be given in the environment too; only those of the command line are meant here.
    private static final Pattern SETTING =
            Pattern.compile("SNAPLEDGER_|SPRING_|SERVER_|MANAGEMENT_|KAFKA_|LOGGING_");

    private final String name;
    private final List<String> command;
    private final Path output;
    private final Readiness readiness;
    private @Nullable Process process;

    /** How it is known that a process is ready. */
    interface Readiness {

        boolean isReady() throws IOException, InterruptedException;
    }

    ServiceProcess(String name, List<String> command, Path output, Readiness readiness) {
        this.name = name;
        this.command = List.copyOf(command);
        this.output = output;
        this.readiness = readiness;
    }

    static Readiness answers200(HttpClient client, URI url) {
        return () ->
                client.send(
                                        HttpRequest.newBuilder(url)
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200;
    }

    @Override
    public String name() {
        return name;
    }

    /** What it has printed, over all its starts. */
    public Path output() {
        return output;
    }

    /** Starts it and does not wait until it is ready. */
    @Override
    public void launch() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            Files.writeString(
                    output,
                    "=== start: " + String.join(" ", command) + System.lineSeparator(),
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().keySet().removeIf(key -> SETTING.matcher(key).lookingAt());
            Process started = builder.start();
            process = started;
            // Tests that are interrupted leave nothing running either.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it serves. */
    @Override
    public void awaitReady() {
        Process started = running();
        boolean ready = Eventually.holds(START_LIMIT, () -> !started.isAlive() || isReady());
        if (!started.isAlive()) {
            throw new AssertionError(
                    "%s ended with %d instead of serving. %s"
                            .formatted(name, started.exitValue(), lastOutput()));
        }
        if (!ready) {
            throw new AssertionError(
                    "%s is not ready within %s. %s".formatted(name, START_LIMIT, lastOutput()));
        }
    }

    /** Whether it says that it may be sent requests. */
    public boolean isReady() {
        try {
            return readiness.isReady();
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns once it has ended by itself, with its exit code. */
    public int awaitEnd() {
        Process started = Objects.requireNonNull(process);
        if (!awaitEnd(started, START_LIMIT)) {
            throw new AssertionError(
                    "%s did not end within %s. %s".formatted(name, START_LIMIT, lastOutput()));
        }
        return started.exitValue();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it as a power cut would. */
    @Override
    public void killNine() {
        Process running = running();
        running.destroyForcibly();
        awaitEnd(running, STOP_LIMIT);
    }

    /** Asks it to end and waits until it has. */
    public void stop() {
        Process running = running();
        running.destroy();
        if (!awaitEnd(running, STOP_LIMIT)) {
            running.destroyForcibly();
            throw new AssertionError(
                    "%s did not end within %s. %s".formatted(name, STOP_LIMIT, lastOutput()));
        }
    }

    /** Ends it if it runs, whatever it does. */
    @Override
    public void end() {
        if (process != null && process.isAlive()) {
            process.destroyForcibly();
            awaitEnd(process, STOP_LIMIT);
        }
    }

    /** Halts it: its connections stay, and it says nothing. */
    public void halt() {
        signal("STOP");
    }

    /** Lets a halted one go on. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid()))
                            .inheritIO()
                            .start();
            if (!awaitEnd(kill, STOP_LIMIT) || kill.exitValue() != 0) {
                throw new AssertionError("cannot send SIG" + signal + " to " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean awaitEnd(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(name + " does not run. " + lastOutput());
        }
        return process;
    }

    private String lastOutput() {
        try {
            List<String> lines = new String(Files.readAllBytes(output), UTF_8).lines().toList();
            return "Its last output:\n"
                    + String.join(
                            "\n",
                            lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "Its output cannot be read: " + e;
        }
    }
}
