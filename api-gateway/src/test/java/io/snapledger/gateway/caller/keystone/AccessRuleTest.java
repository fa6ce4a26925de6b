package io.snapledger.gateway.caller.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {

    private static final List<String> OURS = List.of("volumev3", "block-storage");

    @ParameterizedTest
    @CsvSource({
        "/v3/volumes, /v3/volumes, true",
        "/v3/volumes, /v3/volumes/, false",
        "/v3/volumes, /v3/volume, false",
        "/v3.volumes, /v3/volumes, false",
        "/v3/*/volumes, /v3/p1/volumes, true",
        "/v3/*/volumes, /v3//volumes, false",
        "/v3/*/volumes, /v3/p1/p2/volumes, false",
        "/v3/*, /v3/, false",
        "/v3/*, /v3/a, true",
        "/v3/v*s, /v3/volumes, true",
        "/v3/v*s, /v3/vs, false",
        "/v3/{project_id}/volumes, /v3/p1/volumes, true",
        "/v3/{project_id}/volumes, /v3//volumes, false",
        "/v3/{open, /v3/{open, true",
        "/v3/**, /v3/, true",
        "/v3/**, /v3/p1/volumes/detail, true",
        "/v3/**, /v2/p1, false",
        "/v3/**/action, /v3/p1/volumes/v1/action, true",
        "/v3/**/action, /v3/p1/volumes/v1/actions, false",
        "/v3/***, /v3/, false",
        "**, /anything/at/all, true",
        "'', /, false",
    })
    void aPathIsComparedAsUpstreamDoes(String pattern, String path, boolean allowed) {
        AccessRule rule = new AccessRule("volumev3", "GET", pattern);

        assertThat(rule.allows(OURS, "GET", path)).isEqualTo(allowed);
    }

    @Test
    void methodAndServiceHaveToBeTheRules() {
        AccessRule rule = new AccessRule("block-storage", "GET", "/v3/volumes");

        assertThat(rule.allows(OURS, "GET", "/v3/volumes")).isTrue();
        assertThat(rule.allows(OURS, "POST", "/v3/volumes")).isFalse();
        assertThat(rule.allows(List.of("compute"), "GET", "/v3/volumes")).isFalse();
    }

    /** A regular expression of this pattern would not end in this universe's time. */
    @Test
    void noPatternTakesForEver() {
        AccessRule rule = new AccessRule("volumev3", "GET", "**a".repeat(80) + "b");

        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(rule.allows(OURS, "GET", "a".repeat(8000))).isFalse());
    }
}
