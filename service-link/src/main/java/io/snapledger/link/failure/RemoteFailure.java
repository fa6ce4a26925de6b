package io.snapledger.link.failure;

/** A failure in another process, or on the way there. */
public final class RemoteFailure extends RuntimeException {

    private final FailureKind kind;

    public RemoteFailure(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public RemoteFailure(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
