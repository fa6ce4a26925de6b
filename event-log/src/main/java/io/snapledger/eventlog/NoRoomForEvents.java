package io.snapledger.eventlog;

import java.sql.SQLException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * No partition of the event table takes the position. Nothing is stored, and the same may be tried
 * again as soon as there is one.
 */
public final class NoRoomForEvents extends ConcurrencyException {

    private static final long serialVersionUID = 1L;

    private static final String CHECK_VIOLATION = "23514";

    NoRoomForEvents(SQLException cause) {
        super("There is no partition for the next position in the event log", cause);
    }

    // A check that is violated has a name, the want of a partition has none.
    static boolean isSaidBy(SQLException e) {
        if (!CHECK_VIOLATION.equals(e.getSQLState()) || !(e instanceof PSQLException said)) {
            return false;
        }
        ServerErrorMessage message = said.getServerErrorMessage();
        return message != null
                && message.getConstraint() == null
                && EventLogTable.NAME.equals(message.getSchema() + "." + message.getTable());
    }

    /** Whether something failed for that reason. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoomForEvents) {
                return true;
            }
        }
        return false;
    }
}
