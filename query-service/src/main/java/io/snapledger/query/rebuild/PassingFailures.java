package io.snapledger.query.rebuild;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/** Which failures pass by themselves. */
final class PassingFailures {

    // lock_not_available, deadlock_detected
    private static final Set<String> LOCKS = Set.of("55P03", "40P01");

    private static final String QUERY_CANCELED = "57014";

    // Connections, too many of them or too little memory, an end of the server, lost races.
    private static final Set<String> CLASSES = Set.of("08", "40", "57");

    private static final Set<String> STATES = Set.of("53200", "53300", "55P03");

    private PassingFailures() {}

    /** A statement that took longer than it may, or that somebody stopped. */
    static boolean isCancelled(Throwable failure) {
        return QUERY_CANCELED.equals(state(failure));
    }

    static boolean isLock(Throwable failure) {
        @Nullable String state = state(failure);
        return state != null && LOCKS.contains(state);
    }

    static boolean passes(Throwable failure) {
        @Nullable String state = state(failure);
        if (state != null) {
            return STATES.contains(state) || CLASSES.contains(state.substring(0, 2));
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String state(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
