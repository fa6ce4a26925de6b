package io.snapledger.command.restore;

/** Others have seen events or roots that the log does not have. */
public final class LogIsBehind extends RestoreRefused {

    private static final long serialVersionUID = 1L;

    LogIsBehind(String what) {
        super(what, null);
    }
}
