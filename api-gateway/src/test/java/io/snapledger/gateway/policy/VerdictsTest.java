package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.caller.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What oslo.policy 4.0.0 said to random rules, callers and targets. The rules to which they may
 * refer are those of {@link #AROUND}.
 */
class VerdictsTest {

    private static final Map<String, Object> AROUND =
            Map.of(
                    "owner", "user_id:%(user_id)s",
                    "boss", "role:admin or is_admin:True",
                    "always", "",
                    "never", "!",
                    "mixed", "rule:boss or (rule:owner and not role:svc)");

    static Stream<JsonNode> recorded() throws IOException {
        try (InputStream in = VerdictsTest.class.getResourceAsStream("/policy/verdicts.json")) {
            return JsonMapper.shared().readTree(in).valueStream().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRuleMeansWhatItMeansThere(JsonNode recorded) {
        Map<String, Expression> rules = new HashMap<>();
        AROUND.forEach((name, rule) -> rules.put(name, RuleParser.parse(rule)));
        rules.put("r", RuleParser.parse(plain(recorded.get("rule"))));
        Expression rule = new Rules(rules, "default").resolve("r");

        assertThat(recorded.get("verdicts"))
                .isNotEmpty()
                .allSatisfy(verdict ->
                        assertThat(rule.holds(caller(verdict), target(verdict.get(3))))
                                .as("%s of %s", recorded.get("rule"), verdict)
                                .isEqualTo(verdict.get(4).booleanValue()));
    }

    private static Caller caller(JsonNode verdict) {
        List<String> roles =
                Stream.of(verdict.get(2).stringValue().split(",", -1))
                        .filter(role -> !role.isEmpty())
                        .toList();
        return new Caller(
                verdict.get(0).stringValue(),
                verdict.get(1).stringValue(),
                roles,
                roles.contains("admin"),
                null,
                "req-1",
                null);
    }

    private static Target target(JsonNode members) {
        Map<String, String> attributes = new HashMap<>();
        members.properties()
                .forEach(one -> attributes.put(one.getKey(), one.getValue().stringValue()));
        return new Target(
                attributes.remove("project_id"), attributes.remove("user_id"), attributes);
    }

    private static Object plain(JsonNode rule) {
        if (rule.isString()) {
            return rule.stringValue();
        }
        List<Object> items = new ArrayList<>();
        rule.forEach(item -> items.add(plain(item)));
        return items;
    }
}
