package io.snapledger.gateway.server;

/** Settings under which the service must not start; its message is all that there is to say. */
public final class UnsafeSettings extends RuntimeException {

    public UnsafeSettings(String message) {
        super(message, null, false, false);
    }
}
