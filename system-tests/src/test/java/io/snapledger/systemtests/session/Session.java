package io.snapledger.systemtests.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody types and sees, read from a file:
 *
 * <pre>
 * # a remark
 * $ cinder group-list               a command line
 * | ID | Status | Name |            what it prints, line by line; the rulers of tables are left out
 * | {group=uuid} | {...} | g |      {group=uuid}: an id, from here on called {group}
 *
 * ~ cinder group-list               a command line that is repeated until it prints this
 * ! No group                        what it says to standard error somewhere
 * [1]                               what it ends with, if that is not 0
 * </pre>
 *
 * Blanks in a row count as one, and a line {@code ...} stands for any lines. Besides {@code uuid}
 * there are {@code time}, {@code hex} and {@code ...} for any text.
 *
 * @param client the command and the version whose output this is
 */
public record Session(String name, Client client, List<Step> steps) {

    private static final String CLIENT = "# client: ";

    /** A command and its version, as {@code --version} prints it. */
    public record Client(String command, String version) {}

    /**
     * A command line and what is expected of it.
     *
     * @param repeated whether it is repeated until it does as expected
     * @param output on standard output
     * @param errors each somewhere on standard error
     */
    public record Step(
            int line,
            String command,
            boolean repeated,
            List<String> output,
            List<String> errors,
            int exit) {}

    public Session {
        steps = List.copyOf(steps);
    }

    /** Reads the session of that name. */
    public static Session named(String name) {
        String resource = "/clients/" + name + ".session";
        try (InputStream in = Session.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Session parse(String name, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches(CLIENT + "\\S+ \\S+")) {
            throw new IllegalArgumentException(name + " does not begin with its client's version");
        }
        String[] client = lines.getFirst().substring(CLIENT.length()).split(" ", 2);
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.startsWith("$ ") || line.startsWith("~ ")) {
                int end = at + 1;
                while (end < lines.size() && isExpectation(lines.get(end))) {
                    end++;
                }
                steps.add(step(at + 1, line, lines.subList(at + 1, end)));
                at = end;
            } else if (line.isBlank() || line.startsWith("#")) {
                at++;
            } else {
                throw new IllegalArgumentException(
                        "%s, line %d belongs to no command: %s".formatted(name, at + 1, line));
            }
        }
        return new Session(name, new Client(client[0], client[1]), steps);
    }

    private static boolean isExpectation(String line) {
        return !line.isBlank()
                && !line.startsWith("$ ")
                && !line.startsWith("~ ")
                && !line.startsWith("#");
    }

    private static Step step(int number, String command, List<String> expected) {
        List<String> output = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int exit = 0;
        for (String line : expected) {
            if (line.startsWith("! ")) {
                errors.add(line.substring(2));
            } else if (line.matches("\\[\\d+]")) {
                exit = Integer.parseInt(line.substring(1, line.length() - 1));
            } else {
                output.add(line);
            }
        }
        return new Step(
                number, command.substring(2), command.startsWith("~"), output, errors, exit);
    }
}
