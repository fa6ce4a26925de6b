package io.snapledger.systemtests.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code docs/api/policies.md}, which the gateway's own tests check. */
public final class PolicyPage {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Map<String, List<String>> rules = new HashMap<>();
    private final List<Request> requests;

    /** A request of the API: {@code POST /v3/groups/{id}/action (delete)}. */
    public record Request(String route, List<String> policies) {

        @Override
        public String toString() {
            return route;
        }
    }

    private PolicyPage(List<String> lines) {
        section(lines, "## Policies")
                .forEach(row -> rules.put(codes(row[1]).getFirst(), List.of(row[4], row[5])));
        requests =
                section(lines, "## Requests")
                        .map(row -> new Request(codes(row[1]).getFirst(), codes(row[2])))
                        .toList();
    }

    public static PolicyPage read() {
        try {
            return new PolicyPage(Files.readAllLines(Path.of("..", "docs", "api", "policies.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Request> requests() {
        return requests;
    }

    /** Whether somebody with that role in the project is refused, older defaults counting. */
    public boolean refuses(String policy, String role) {
        return rules.getOrDefault(policy, List.of()).stream().noneMatch(rule -> allows(rule, role));
    }

    private static boolean allows(String rule, String role) {
        String text = rule.replaceFirst(" as `.*", "").replace("`", "");
        return switch (text) {
            case "–", "rule:admin_api" -> false;
            case "anyone (empty)",
                    "rule:admin_or_owner",
                    "rule:xena_system_admin_or_project_reader" ->
                    true;
            case "rule:xena_system_admin_or_project_member" -> role.equals("member");
            default -> throw new IllegalStateException("who is let through by " + rule + "?");
        };
    }

    private static Stream<String[]> section(List<String> lines, String title) {
        return lines.stream()
                .dropWhile(line -> !line.equals(title))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
    }
}
