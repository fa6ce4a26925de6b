package io.snapledger.gateway.write;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a command was asked for: to the microsecond, as it is stored and shown. */
public final class Moment {

    private Moment() {}

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
