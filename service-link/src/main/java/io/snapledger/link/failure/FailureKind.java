package io.snapledger.link.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.client.ResourceAccessException;

/** What a failure means for whoever asked. */
public enum FailureKind {
    /** Somebody else was faster; nothing was stored, and the same may be asked again. */
    LOST_RACE,
    /** There was no connection to the database: nothing was begun. */
    NOT_BEGUN,
    /** No instance takes more work at the moment: nothing was begun. */
    BUSY,
    /** Something that is needed does not answer; nobody knows what it did. */
    AWAY,
    /** A mistake of ours. */
    UNKNOWN;

    // PostgreSQL, appendix A: serialization_failure, deadlock_detected. Nothing was stored.
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    // sqlclient_unable_to_establish_sqlconnection, cannot_connect_now: nothing was even begun.
    private static final Set<String> NOT_CONNECTED = Set.of("08001", "57P03");

    /** The word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a failure, by it and all that caused it. */
    public static FailureKind of(Throwable thrown) {
        List<FailureKind> kinds = causes(thrown).stream().map(FailureKind::ofOne).toList();
        // Where a pool has waited for a connection already, waiting again is left to the client.
        if (causes(thrown).stream().anyMatch(SQLTransientConnectionException.class::isInstance)) {
            return AWAY;
        }
        return kinds.stream().min(Enum::compareTo).orElse(UNKNOWN);
    }

    /** Of one exception, whatever caused it. */
    public static FailureKind ofOne(Throwable cause) {
        return switch (cause) {
            case RemoteFailure remote -> remote.kind();
            case ConcurrencyException _ -> LOST_RACE;
            case SQLTransientConnectionException _, ConnectException _, ResourceAccessException _ ->
                    AWAY;
            // The connection broke while a transaction was to end: what the rollback says of it
            // hides what the commit said, and has no code.
            case TransactionSystemException _ -> AWAY;
            case SQLException sql -> ofState(sql.getSQLState());
            default -> UNKNOWN;
        };
    }

    private static FailureKind ofState(@Nullable String state) {
        if (state == null) {
            return UNKNOWN;
        }
        if (LOST_RACES.contains(state)) {
            return LOST_RACE;
        }
        if (NOT_CONNECTED.contains(state)) {
            return NOT_BEGUN;
        }
        // Connection exceptions, too many connections, shutting down or starting; and
        // lock_not_available: others hold for too long what the command needs.
        return state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("53300")
                        || state.equals("55P03")
                ? AWAY
                : UNKNOWN;
    }

    /** A failure and all that caused it. */
    public static Set<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = new LinkedHashSet<>();
        for (Throwable cause = thrown; cause != null && seen.add(cause); ) {
            cause = cause.getCause();
        }
        return seen;
    }

    /** Whether the same may be tried again at once, since nothing of it was stored. */
    public boolean isWorthRepeating() {
        return switch (this) {
            case LOST_RACE, NOT_BEGUN -> true;
            case BUSY, AWAY, UNKNOWN -> false;
        };
    }

    /** Whether something that is needed is away, and nobody made a mistake. */
    public boolean isOutage() {
        return switch (this) {
            case NOT_BEGUN, BUSY, AWAY -> true;
            case LOST_RACE, UNKNOWN -> false;
        };
    }
}
