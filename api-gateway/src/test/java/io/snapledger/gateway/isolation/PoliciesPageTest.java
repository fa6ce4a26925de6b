package io.snapledger.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/api/policies.md} says what the code does: {@code -Dtest=PoliciesPageTest
 * -Dapprove=true} writes it anew.
 */
class PoliciesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "api", "policies.md");

    private static final String ABOUT =
            """
            # Policies

            Who may do what. Each policy has a rule; its default is in the code and stands below, and an operator's file
            overrides it by name ([configuration](../configuration.md#policy-files)). Each of the two APIs has its own rules and its
            own file. This page is generated from the code and checked by a test.

            Reading the table: *older default* is what lets callers through as well while
            `snapledger.policy.enforce-new-defaults` is `false`, as in OpenStack's Zed release; where it has a name, that is the policy's
            older name, under which a file may still define it. A resource of another project is looked for before any policy is
            asked, and is not found: 404 and never 403. Upstream's rules have no scope types for these policies, so
            `enforce_scope` has nothing to enforce and no counterpart here.
            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        RunningGateway gateway = RunningGateway.shared();
        String page =
                ABOUT
                        + Arrays.stream(Api.values())
                                .map(api -> page(api, gateway))
                                .collect(Collectors.joining());
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page(Api api, RunningGateway gateway) {
        List<PolicyRule> rules =
                PolicyRules.of(api, gateway.beans(PolicyRules.class)).stream()
                        .flatMap(slice -> slice.rules().stream())
                        .sorted(Comparator.comparing(PolicyRule::name))
                        .toList();
        return "\n## %s (`%s`)\n".formatted(title(api), api.prefix())
                + base(rules)
                + policies(api, rules, gateway)
                + requests(api, rules);
    }

    private static String title(Api api) {
        return switch (api) {
            case BLOCK_STORAGE -> "Block storage";
            case SHARED_FILE_SYSTEM -> "Shared file systems";
        };
    }

    private static String base(List<PolicyRule> rules) {
        return """

        ### What rules are made of

        | rule | default | what it is |
        |---|---|---|
        """
                + rules.stream()
                        .filter(rule -> rule.operations().isEmpty())
                        .map(rule ->
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                rule.name(),
                                                check(rule.check()),
                                                rule.description()))
                        .collect(Collectors.joining());
    }

    private static String policies(Api api, List<PolicyRule> rules, RunningGateway gateway) {
        Set<String> served = ServedRoutes.of(gateway);
        return """

        ### Policies

        | policy | what it allows | requests | default | older default |
        |---|---|---|---|---|
        """
                + rules.stream()
                        .filter(rule -> !rule.operations().isEmpty())
                        .map(rule ->
                                "| `%s` | %s | %s | %s | %s |\n"
                                        .formatted(
                                                rule.name(),
                                                rule.description(),
                                                rule.operations().stream()
                                                        .map(operation ->
                                                                request(api, operation, served))
                                                        .collect(Collectors.joining("<br>")),
                                                check(rule.check()),
                                                older(rule)))
                        .collect(Collectors.joining());
    }

    private static String request(Api api, PolicyRule.Operation operation, Set<String> served) {
        String route = ServedRoutes.route(api, operation);
        return served.stream().anyMatch(one -> ServedRoutes.isSame(one, route))
                ? "`" + route + "`"
                : "`" + route + "` (not served)";
    }

    private static String older(PolicyRule rule) {
        PolicyRule.Predecessor older = rule.predecessor();
        if (older == null) {
            return "–";
        }
        return older.name().equals(rule.name())
                ? check(older.check())
                : check(older.check()) + " as `" + older.name() + "`";
    }

    private static String check(String check) {
        return check.isEmpty() ? "anyone (empty)" : "`" + check + "`";
    }

    private static String requests(Api api, List<PolicyRule> rules) {
        return """

        ### Requests

        Every request of the API, with the policies that decide about it, in the order in which they are asked; whoever one
        of them refuses gets 403, or the code behind it. Besides stand those that show further fields, and those that are
        asked only for some parameter or status. With or without `/{project_id}` after the version it is the same request.

        | request | decided by | besides |
        |---|---|---|
        """
                + RouteTable.entries().stream()
                        .filter(entry -> entry.api() == api)
                        .map(entry ->
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                entry.route(),
                                                decisions(entry),
                                                named(besides(api, rules, entry))))
                        .collect(Collectors.joining());
    }

    private static String decisions(RouteEntry entry) {
        String policies =
                entry.policies().stream()
                        .map(name ->
                                entry.refusal(name) == 403
                                        ? "`" + name + "`"
                                        : "`%s` (%d)".formatted(name, entry.refusal(name)))
                        .collect(Collectors.joining("<br>"));
        return policies.isEmpty() ? "–" : policies;
    }

    private static Stream<String> besides(Api api, List<PolicyRule> rules, RouteEntry entry) {
        return rules.stream()
                .filter(rule ->
                        rule.operations().stream()
                                .map(operation -> ServedRoutes.route(api, operation))
                                .anyMatch(route -> ServedRoutes.isSame(route, entry.route())))
                .map(PolicyRule::name)
                .filter(name -> !entry.policies().contains(name));
    }

    private static String named(Stream<String> policies) {
        String names = policies.map(name -> "`" + name + "`").collect(Collectors.joining("<br>"));
        return names.isEmpty() ? "–" : names;
    }
}
