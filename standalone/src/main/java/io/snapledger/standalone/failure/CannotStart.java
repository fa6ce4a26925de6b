package io.snapledger.standalone.failure;

import org.jspecify.annotations.Nullable;

/** Standalone does not start, for a reason that fits one line and that a person can act on. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public CannotStart(String reason) {
        this(reason, null);
    }

    public CannotStart(String reason, @Nullable Throwable cause) {
        super(onOneLine(reason), cause);
        this.reason = onOneLine(reason);
    }

    public String reason() {
        return reason;
    }

    /** A message of a library may have several lines. */
    public static String onOneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
