package io.snapledger.systemtests.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code docs/api/policies.md}, which the gateway's own tests check. */
public final class PolicyPage {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern DECISION = Pattern.compile("`([^`]+)`(?: \\((\\d{3})\\))?");

    private static final Pattern API = Pattern.compile("## .*\\(`(/[^`]+)`\\)");

    private final Map<String, List<String>> rules = new HashMap<>();
    private final List<Request> requests;

    /**
     * A request of an API: {@code POST /v3/groups/{id}/action (delete)}.
     *
     * @param api the prefix of the API whose policies decide
     * @param decisions in the order in which they are made
     */
    public record Request(String api, String route, List<Decision> decisions) {

        @Override
        public String toString() {
            return route;
        }
    }

    /**
     * A policy that decides about a request.
     *
     * @param refusal the code of the answer to whoever it refuses
     */
    public record Decision(String policy, int refusal) {}

    private PolicyPage(List<String> lines) {
        List<Request> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> api : apis(lines).entrySet()) {
            section(api.getValue(), "### Policies")
                    .forEach(row ->
                            rules.put(
                                    api.getKey() + " " + codes(row[1]).getFirst(),
                                    List.of(row[4], row[5])));
            section(api.getValue(), "### Requests")
                    .map(row ->
                            new Request(api.getKey(), codes(row[1]).getFirst(), decisions(row[2])))
                    .forEach(found::add);
        }
        requests = List.copyOf(found);
    }

    /** The lines about each API, by its prefix. */
    private static Map<String, List<String>> apis(List<String> lines) {
        Map<String, List<String>> apis = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            Matcher title = API.matcher(line);
            if (title.matches()) {
                current = apis.computeIfAbsent(title.group(1), _ -> new ArrayList<>());
            }
            current.add(line);
        }
        return apis;
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

    /**
     * What refuses somebody with those roles in the project: the first decision against him.
     *
     * @param olderToo whether older defaults count as well
     */
    public Optional<Decision> refusal(Request request, List<String> roles, boolean olderToo) {
        return request.decisions().stream()
                .filter(decision ->
                        refuses(request.api() + " " + decision.policy(), roles, olderToo))
                .findFirst();
    }

    private boolean refuses(String policy, List<String> roles, boolean olderToo) {
        List<String> defaults = rules.get(policy);
        if (defaults == null) {
            throw new IllegalStateException("there is no policy " + policy);
        }
        return defaults.stream().limit(olderToo ? 2 : 1).noneMatch(rule -> allows(rule, roles));
    }

    private static boolean allows(String rule, List<String> roles) {
        String text = rule.replaceFirst(" as `.*", "").replace("`", "");
        return switch (text) {
            case "–", "rule:admin_api", "rule:context_is_admin" -> false;
            case "anyone (empty)", "rule:admin_or_owner", "rule:default" -> true;
            case "rule:xena_system_admin_or_project_reader",
                    "(rule:context_is_admin) or (rule:project-reader)" ->
                    roles.contains("reader");
            case "rule:xena_system_admin_or_project_member",
                    "(rule:context_is_admin) or (rule:project-member)" ->
                    roles.contains("member");
            default -> throw new IllegalStateException("who is let through by " + rule + "?");
        };
    }

    private static Stream<String[]> section(List<String> lines, String title) {
        return lines.stream()
                .dropWhile(line -> !line.equals(title))
                .skip(1)
                .takeWhile(line -> !line.startsWith("### "))
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }

    private static List<Decision> decisions(String cell) {
        return DECISION.matcher(cell)
                .results()
                .map((MatchResult one) ->
                        new Decision(
                                one.group(1),
                                one.group(2) == null ? 403 : Integer.parseInt(one.group(2))))
                .toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
    }
}
