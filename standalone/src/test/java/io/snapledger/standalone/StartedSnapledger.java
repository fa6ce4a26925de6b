package io.snapledger.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Snapledger in a process of its own, as a person starts it. */
final class StartedSnapledger implements AutoCloseable {

    private static final long MOST_SECONDS = 180;

    private final Process process;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final List<String> shown = new ArrayList<>();
    private final Thread reader;

    private StartedSnapledger(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static StartedSnapledger with(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SNAPLEDGER_"));
        builder.environment().remove("SERVER_PORT");
        return new StartedSnapledger(builder.start());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("(its output cannot be read: " + e + ")");
        }
    }

    /** Waits until it shows a line that begins so, and gives the rest of that line. */
    String shows(String beginning) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            String line = output.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                shown.add(line);
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).strip();
                }
            } else if (System.nanoTime() > end || !reader.isAlive()) {
                throw new AssertionError("'" + beginning + "' was not shown, but: " + shown);
            }
        }
    }

    /** Everything it has shown, once it has ended. */
    List<String> allShown() throws InterruptedException {
        exitCode();
        reader.join();
        output.drainTo(shown);
        return shown;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end; shown so far: " + shown);
        }
        return process.exitValue();
    }

    /** SIGTERM; through the handle, because the process object would close the output unread. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
