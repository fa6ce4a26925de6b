package io.snapledger.link.trust;

/** Settings under which anybody could be taken for a service; its message says what to do. */
public final class UnsafeLink extends RuntimeException {

    public UnsafeLink(String message) {
        super(message, null, false, false);
    }
}
