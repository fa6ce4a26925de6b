package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    private static Map<String, Object> read(String text) {
        return PolicyDocument.read("policy.yaml", text);
    }

    @Test
    void rulesAreTextOrListsInTheOrderOfTheFile() {
        Map<String, Object> rules =
                read(
                        """
                        # who may do what
                        "volume:get": "role:reader and project_id:%(project_id)s"
                        group:create: ""
                        group:delete: '@'
                        old: [["role:admin"], ["role:member", "project_id:%(project_id)s"], "!"]
                        long: >-
                          role:admin
                          or role:member
                        """);

        assertThat(rules)
                .containsExactly(
                        Map.entry("volume:get", "role:reader and project_id:%(project_id)s"),
                        Map.entry("group:create", ""),
                        Map.entry("group:delete", "@"),
                        Map.entry(
                                "old",
                                List.of(
                                        List.of("role:admin"),
                                        List.of("role:member", "project_id:%(project_id)s"),
                                        "!")),
                        Map.entry("long", "role:admin or role:member"));
    }

    @Test
    void jsonIsReadAsJsonTabsAndAll() {
        assertThat(read("{\n\t\"a\": \"role:x\",\n\t\"b\": [[\"role:y\"], []]\n}\n"))
                .isEqualTo(Map.of("a", "role:x", "b", List.of(List.of("role:y"), List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "{}"})
    void nothingIsNoRules(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: !                         | line 1: a rule is missing",
                "a:                           | line 1: a rule is missing",
                "a: null                      | line 1: \"null\" is not text",
                "a: yes                       | line 1: \"yes\" is not text",
                "a: 1                         | line 1: \"1\" is not text",
                "a: {b: c}                    | line 1: has neither text nor a list",
                "a: [[[b]]]                   | line 1: has neither text nor a list",
                "a: @                         | line 1: found character '@'",
                "a: [b                        | line 1",
                "[a, b]                       | is not a mapping",
                "a                            | is not a mapping",
                "{\"a\": 1}                   | the rule \"a\": is neither text nor",
                "<<: x                        | line 1: \"<<\" is not text",
                "? [a]: b                     | line 1",
                "a: !!java.net.URL [x]        | line 1: Global tag"
            })
    void whatIsNoRuleIsNamedWithItsLine(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageStartingWith("policy.yaml, ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\na: c\n",
                "{\"a\": \"b\", \"a\": \"c\"}",
                "a: b\n---\nc: d\n",
                "a: &x [b]\nc: [*x, *x]\n",
                "a: !!javax.script.ScriptEngineManager [x]\n",
                "a: b\n  c: d\n",
                "a:\n\tb\n"
            })
    void whatIsAmbiguousOrMoreThanTextIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyRefused.class);
    }
}
