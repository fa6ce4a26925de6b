package io.snapledger.command.type.domain;

import io.snapledger.contract.resource.StatusChange;
import org.jspecify.annotations.Nullable;

/** Where a type stands: it is there, until it is deleted. */
public final class Existence {

    private static final String AVAILABLE = "available";
    private static final String DELETED = "deleted";

    private Existence() {}

    /** It is there now. */
    public static StatusChange begun() {
        return StatusChange.to(null, AVAILABLE);
    }

    /** It is there as before, and says something else. */
    public static StatusChange unchanged(@Nullable String reason) {
        return new StatusChange(AVAILABLE, AVAILABLE, reason);
    }

    /** It is no longer there. */
    public static StatusChange ended(@Nullable String reason) {
        return new StatusChange(AVAILABLE, DELETED, reason);
    }
}
