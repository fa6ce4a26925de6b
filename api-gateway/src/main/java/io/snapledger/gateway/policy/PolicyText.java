package io.snapledger.gateway.policy;

import io.snapledger.gateway.policy.DefaultRules.Default;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rules as an operator would write them. */
final class PolicyText {

    private static final int WIDTH = 78;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PolicyText() {}

    /** A file that has the same effect as the rules that are in force, wherever it is read. */
    static String yaml(RuleSet rules) {
        StringBuilder text = new StringBuilder();
        rules.written().forEach((name, rule) -> text.append(line(name, rule.toString())));
        return text.toString();
    }

    static String json(Map<String, Expression> rules) {
        Map<String, String> texts = new LinkedHashMap<>();
        rules.forEach((name, rule) -> texts.put(name, rule.toString()));
        return JSON.writeValueAsString(texts) + "\n";
    }

    static String json(DefaultRules defaults) {
        Map<String, Expression> rules = new LinkedHashMap<>();
        defaults.all().forEach(one -> rules.put(one.rule().name(), one.check()));
        return json(rules);
    }

    /** A file that changes nothing, for an operator to change: every rule is commented out. */
    static String sample(DefaultRules defaults) {
        StringBuilder text = new StringBuilder();
        for (Default one : defaults.all()) {
            PolicyRule rule = one.rule();
            comment(text, rule.description());
            rule.operations()
                    .forEach(operation ->
                            text.append("# ")
                                    .append(operation.method())
                                    .append("  ")
                                    .append(operation.path())
                                    .append('\n'));
            text.append('#').append(line(rule.name(), rule.check()));
            PolicyRule.Predecessor before = rule.predecessor();
            if (before != null) {
                text.append("# DEPRECATED\n");
                comment(
                        text,
                        "%s has been deprecated since %s in favor of %s."
                                .formatted(
                                        line(before.name(), before.check()).strip(),
                                        before.since(),
                                        line(rule.name(), rule.check()).strip()));
                if (!before.name().equals(rule.name())) {
                    text.append("# ").append(line(before.name(), "rule:" + rule.name()));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    // JSON's strings are YAML's double-quoted ones.
    private static String line(String name, String rule) {
        return JSON.writeValueAsString(name) + ": " + JSON.writeValueAsString(rule) + "\n";
    }

    private static void comment(StringBuilder text, String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : sentence.strip().split("\\s+", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > 1) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        lines.forEach(one -> text.append(one).append('\n'));
    }
}
