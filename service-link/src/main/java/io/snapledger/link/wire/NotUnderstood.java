package io.snapledger.link.wire;

/** What came is not what this release speaks. */
public final class NotUnderstood extends RuntimeException {

    public NotUnderstood(String message) {
        super(message);
    }
}
