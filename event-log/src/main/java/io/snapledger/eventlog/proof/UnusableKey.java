package io.snapledger.eventlog.proof;

import org.jspecify.annotations.Nullable;

/** A key's file that cannot be read, or holds something else; the message is for a person. */
public final class UnusableKey extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
