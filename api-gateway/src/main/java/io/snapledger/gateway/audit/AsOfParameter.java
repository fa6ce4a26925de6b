package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.trail.Rfc3339;
import io.snapledger.gateway.write.Moment;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code as_of}: a time or a position of the event log, neither of them still to come. */
final class AsOfParameter {

    static final String NAME = "as_of";

    private static final Pattern POSITION = Pattern.compile("\\d+");

    private AsOfParameter() {}

    /**
     * Reads it.
     *
     * @param text null: as of the last event that there is
     * @throws Fault 400 if it is neither, or lies in the future
     */
    static AsOf read(@Nullable String text, ResourceStateReads reads) {
        if (text == null) {
            return AsOf.position(reads.lastPosition());
        }
        if (POSITION.matcher(text).matches()) {
            BigInteger position = new BigInteger(text);
            long last = reads.lastPosition();
            if (position.compareTo(BigInteger.valueOf(last)) > 0) {
                throw invalid("the last event is at position " + last);
            }
            return AsOf.position(position.longValueExact());
        }
        Instant time =
                Rfc3339.parse(text)
                        .orElseThrow(() ->
                                invalid(
                                        Rfc3339.EXPECTED
                                                + ", or the position of an event in the log"));
        if (time.isAfter(Moment.now())) {
            throw invalid("it lies in the future");
        }
        // As exact as events are, so that a finer time is not rounded up to one that lies ahead.
        return AsOf.time(time.truncatedTo(ChronoUnit.MICROS));
    }

    static String text(AsOf asOf) {
        Instant time = asOf.time();
        return time == null ? String.valueOf(asOf.position()) : Rfc3339.text(time);
    }

    private static Fault invalid(String why) {
        return Fault.badRequest("Invalid " + NAME + ": " + why + ".");
    }
}
