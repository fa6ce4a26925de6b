package io.snapledger.gateway.policy;

/** Rules that cannot be put in force; its message is all that there is to say. */
public final class PolicyRefused extends RuntimeException {

    public PolicyRefused(String message) {
        super(message.strip().replaceAll("\\s*\\R\\s*", " "), null, false, false);
    }

    /** The same, and where it was found. */
    PolicyRefused in(String place) {
        return new PolicyRefused(place + ": " + getMessage());
    }
}
