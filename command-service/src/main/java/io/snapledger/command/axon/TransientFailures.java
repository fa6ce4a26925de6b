package io.snapledger.command.axon;

import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Tells a failure after which the same command may simply be tried again: nothing of it was stored.
 */
final class TransientFailures {

    private TransientFailures() {}

    /** Somebody else was faster, or PostgreSQL chose this transaction to end a deadlock. */
    static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof PessimisticLockingFailureException) {
                return true;
            }
        }
        return false;
    }
}
