package io.snapledger.gateway.write;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.link.failure.FailureKind;
import java.time.Duration;
import java.util.stream.Stream;

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
        return FailureKind.ofOne(cause).isOutage();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return FailureKind.causes(thrown).stream();
    }
}
