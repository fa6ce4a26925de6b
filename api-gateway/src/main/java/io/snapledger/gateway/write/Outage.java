package io.snapledger.gateway.write;

import io.snapledger.gateway.fault.Fault;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;

/** Tells the failure of something we depend on from a mistake of our own. */
public final class Outage {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Outage() {}

    /** Whether the database, or a service behind this one, is away. */
    public static boolean explains(Throwable thrown) {
        return causes(thrown).anyMatch(Outage::isAway);
    }

    /** What the client is told. */
    public static Fault fault() {
        return Fault.serviceUnavailable(
                "The service is temporarily unavailable. Please try again later.", RETRY_AFTER);
    }

    /** What was away, in one line. */
    public static String sentence(Throwable thrown) {
        return causes(thrown)
                .filter(Outage::isAway)
                .findFirst()
                .map(Throwable::toString)
                .orElseGet(thrown::toString)
                .replaceAll("\\s+", " ");
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || cause instanceof ConnectException
                || cause instanceof ResourceAccessException
                || (cause instanceof SQLException sql && isAway(sql.getSQLState()));
    }

    // PostgreSQL, appendix A: connection exceptions, too many connections, shutting down or
    // starting.
    private static boolean isAway(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("53300")
                        // lock_not_available: others hold for too long what the command needs.
                        || state.equals("55P03"));
    }

    static Stream<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = new LinkedHashSet<>();
        for (Throwable cause = thrown; cause != null && seen.add(cause); ) {
            cause = cause.getCause();
        }
        return seen.stream();
    }
}
