package io.snapledger.gateway.caller;

/** The request has no token, or one that is not valid. */
public final class Unauthorized extends RuntimeException {

    public Unauthorized(String message) {
        super(message, null, false, false);
    }
}
