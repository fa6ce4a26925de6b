package io.snapledger.command.restore;

/** Kafka is there and does not say what others have seen. */
public final class LogNotCompared extends RestoreRefused {

    private static final long serialVersionUID = 1L;

    LogNotCompared(String why, Throwable cause) {
        super(why, cause);
    }
}
