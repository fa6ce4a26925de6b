package io.snapledger.contract.origin;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What brought a change about. */
public enum Cause {
    /** A caller's ordinary request. */
    REQUEST,
    /** A storage agent's outcome. */
    AGENT,
    /** Work that got no outcome in time. */
    DEADLINE,
    /** An administrator's hand: {@code reset_status}, or the service's own first start. */
    ADMINISTRATOR;

    /** The word stored and shown: lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Cause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
