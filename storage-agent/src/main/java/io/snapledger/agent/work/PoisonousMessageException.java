package io.snapledger.agent.work;

import org.jspecify.annotations.Nullable;

/** A message that no repetition will make readable. */
final class PoisonousMessageException extends Exception {

    private final String reason;

    PoisonousMessageException(String reason) {
        this(reason, null);
    }

    PoisonousMessageException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** What is wrong with it, for an operator. */
    String reason() {
        return reason;
    }
}
