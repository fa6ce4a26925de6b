package io.snapledger.eventlog.verify;

import org.jspecify.annotations.Nullable;

/** What was to be verified could not be read; the message is for a person. */
public final class CannotVerify extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotVerify(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
