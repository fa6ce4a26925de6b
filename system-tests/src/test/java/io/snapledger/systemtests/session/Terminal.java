package io.snapledger.systemtests.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.systemtests.sut.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays sessions: runs their command lines, and compares what they print. */
public final class Terminal {

    // Only a command that hangs should meet this.
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);
    private static final Duration REPEAT_LIMIT = Duration.ofMinutes(3);

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern RULER = Pattern.compile("\\+[-+]*\\+");

    private final Path home;
    private final Function<String, Map<String, String>> environment;

    /**
     * One with an empty home directory, where no client finds settings of its own.
     *
     * @param environment the variables that a command is to find
     */
    public Terminal(Path home, Function<String, Map<String, String>> environment) {
        this.home = home;
        this.environment = environment;
    }

    private record Ran(int exit, List<String> output, String errors) {}

    /** The version of an installed command; empty if it is not installed. */
    public static Optional<String> version(String command, Path home) {
        boolean installed =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, command))
                        .anyMatch(Files::isExecutable);
        if (!installed) {
            return Optional.empty();
        }
        Ran ran = new Terminal(home, _ -> Map.of()).run(List.of(command, "--version"));
        // openstack prints its name first, cinder does not.
        return Stream.concat(ran.output().stream(), ran.errors().lines())
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(word -> word.matches("\\d+(\\.\\d+)+"))
                .findFirst()
                .or(() -> Optional.of("unknown"));
    }

    /**
     * Plays a session to its end, or to the first command that does otherwise than expected.
     *
     * @param given values of places, by name
     */
    public void play(Session session, Map<String, String> given) {
        Map<String, String> known = new LinkedHashMap<>(given);
        for (Session.Step step : session.steps()) {
            if (step.repeated()) {
                Eventually.get(
                        REPEAT_LIMIT,
                        () -> describe(session, step, run(step, known), known),
                        () ->
                                difference(step, run(step, known), known) == null
                                        ? Optional.of(true)
                                        : Optional.empty());
            } else {
                Ran ran = run(step, known);
                String difference = difference(step, ran, known);
                if (difference != null) {
                    throw new AssertionError(
                            difference + "\n" + describe(session, step, ran, known));
                }
            }
        }
    }

    private Ran run(Session.Step step, Map<String, String> known) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(ExpectedLine.filled(step.command(), known));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return run(words);
    }

    private Ran run(List<String> words) {
        try {
            Path output = Files.createTempFile(home, "output", "");
            Path errors = Files.createTempFile(home, "errors", "");
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile());
            Map<String, String> variables = builder.environment();
            variables.keySet().retainAll(List.of("PATH"));
            variables.putAll(
                    Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8", "COLUMNS", "500"));
            variables.putAll(environment.apply(words.getFirst()));
            Process process = builder.start();
            try {
                if (!process.waitFor(COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("does not end: " + String.join(" ", words));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Ran(
                    process.exitValue(),
                    Files.readString(output, UTF_8)
                            .lines()
                            .map(ExpectedLine::plain)
                            .filter(line -> !line.isEmpty() && !RULER.matcher(line).matches())
                            .toList(),
                    Files.readString(errors, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is other than expected, null if nothing is; names what the output gives names to. */
    private static @Nullable String difference(
            Session.Step step, Ran ran, Map<String, String> known) {
        if (ran.exit() != step.exit()) {
            return "It ended with %d instead of %d".formatted(ran.exit(), step.exit());
        }
        Map<String, String> named = new HashMap<>(known);
        Reading reading = new Reading(step.output(), ran.output());
        if (!reading.matches(0, 0, named)) {
            return reading.difference();
        }
        String errors = ExpectedLine.plain(ran.errors());
        for (String expected : step.errors()) {
            if (new ExpectedLine("{...}" + expected + "{...}").matches(errors, named).isEmpty()) {
                return "It did not say\n    " + expected;
            }
        }
        known.putAll(named);
        return null;
    }

    /** Output beside what is expected of it, where {@code ...} stands for any lines. */
    private static final class Reading {

        private static final String ANY_LINES = "...";

        private final List<String> expected;
        private final List<String> output;
        private int farthest = -1;
        private String difference = "";

        Reading(List<String> expected, List<String> output) {
            this.expected = expected;
            this.output = output;
        }

        boolean matches(int wanted, int at, Map<String, String> named) {
            if (wanted == expected.size()) {
                return at == output.size() || notAsFarAs(wanted, "the end", at);
            }
            String line = expected.get(wanted);
            if (line.equals(ANY_LINES)) {
                return matches(wanted + 1, at, named)
                        || (at < output.size() && matches(wanted, at + 1, named));
            }
            if (at == output.size()) {
                return notAsFarAs(wanted, line, at);
            }
            Optional<Map<String, String>> names =
                    new ExpectedLine(line).matches(output.get(at), named);
            if (names.isEmpty()) {
                return notAsFarAs(wanted, line, at);
            }
            Map<String, String> more = new HashMap<>(named);
            more.putAll(names.get());
            if (matches(wanted + 1, at + 1, more)) {
                named.putAll(more);
                return true;
            }
            return false;
        }

        private boolean notAsFarAs(int wanted, String line, int at) {
            if (wanted > farthest) {
                farthest = wanted;
                difference =
                        "Expected was\n    %s\ninstead of\n    %s"
                                .formatted(line, at < output.size() ? output.get(at) : "the end");
            }
            return false;
        }

        String difference() {
            return difference;
        }
    }

    private static String describe(
            Session session, Session.Step step, Ran ran, Map<String, String> known) {
        return """
        %s.session, line %d:
        $ %s
        %s
        %s
        [%d]
        where %s\
        """
                .formatted(
                        session.name(),
                        step.line(),
                        ExpectedLine.filled(step.command(), known),
                        String.join("\n", ran.output()),
                        ran.errors().lines().map("! "::concat).collect(Collectors.joining("\n")),
                        ran.exit(),
                        known);
    }
}
