package io.snapledger.command.axon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as it is stored: to the microsecond, as PostgreSQL and the wire have it. */
public final class Now {

    private Now() {}

    public static Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
