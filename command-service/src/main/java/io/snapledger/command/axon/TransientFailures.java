package io.snapledger.command.axon;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure after which the same command may simply be tried again: nothing of it was stored.
 */
final class TransientFailures {

    // serialization_failure, deadlock_detected
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private TransientFailures() {}

    /** Somebody else was faster, or PostgreSQL chose this transaction to end a deadlock. */
    static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || (cause instanceof SQLException sql
                            && LOST_RACES.contains(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
    }
}
