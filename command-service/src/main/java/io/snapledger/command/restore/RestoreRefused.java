package io.snapledger.command.restore;

import org.jspecify.annotations.Nullable;

/** The log is not gone on with. */
public abstract sealed class RestoreRefused extends RuntimeException
        permits LogIsBehind, LogNotCompared {

    private static final long serialVersionUID = 1L;

    RestoreRefused(String why, @Nullable Throwable cause) {
        super(why, cause, false, false);
    }
}
