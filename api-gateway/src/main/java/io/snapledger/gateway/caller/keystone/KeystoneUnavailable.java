package io.snapledger.gateway.caller.keystone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keystone gave no answer that says anything about the token. */
final class KeystoneUnavailable extends RuntimeException {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final boolean forAPerson;
    private final Duration retryAfter;

    private KeystoneUnavailable(
            String reason, @Nullable Throwable cause, boolean forAPerson, Duration retryAfter) {
        super(reason, cause, false, false);
        this.forAPerson = forAPerson;
        this.retryAfter = retryAfter;
    }

    static KeystoneUnavailable because(String reason) {
        return new KeystoneUnavailable(reason, null, false, SOON);
    }

    static KeystoneUnavailable because(String reason, Throwable cause) {
        return new KeystoneUnavailable(reason, cause, false, SOON);
    }

    /** It will not mend itself: a setting is wrong, here or there. */
    static KeystoneUnavailable forAPersonToMend(String reason, @Nullable Throwable cause) {
        return new KeystoneUnavailable(reason, cause, true, SOON);
    }

    static KeystoneUnavailable leftAlone(Duration retryAfter) {
        return new KeystoneUnavailable(
                "it is left alone for a while after its failures", null, false, retryAfter);
    }

    boolean isForAPerson() {
        return forAPerson;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** Why, in a form for logs and health: it never has a token or a password in it. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
