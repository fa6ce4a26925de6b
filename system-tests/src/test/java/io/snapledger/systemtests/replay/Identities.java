package io.snapledger.systemtests.replay;

import io.snapledger.systemtests.client.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who plays in a scenario: an administrator, two users of one project, and a stranger. */
final class Identities {

    private final Map<String, Caller> byName;

    private Identities(Map<String, Caller> byName) {
        this.byName = byName;
    }

    /**
     * Identities that no other run has, so every scenario starts in empty projects.
     *
     * @param run a letter and nine hexadecimal digits
     */
    static Identities of(String run) {
        String hex = run.substring(1);
        String administrators = "a".repeat(23) + hex;
        String demonstration = "d".repeat(23) + hex;
        String others = "b".repeat(23) + hex;
        Map<String, Caller> byName = new LinkedHashMap<>();
        byName.put("admin", Caller.of("admin-" + run, administrators, "admin", "member", "reader"));
        byName.put("demo", Caller.of("demo-" + run, demonstration, "member", "reader"));
        byName.put("alt", Caller.of("alt-" + run, others, "member", "reader"));
        byName.put("reader", Caller.of("reader-" + run, demonstration, "reader"));
        return new Identities(byName);
    }

    // In this order: of two names for one project, transcripts use the earlier.
    Map<String, Caller> byName() {
        return byName;
    }
}
