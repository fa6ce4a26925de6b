package io.snapledger.contract.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to where events count: those that happened by a time, or those up to a position of the event
 * log. Both are inclusive; one of them is null.
 */
public record AsOf(@Nullable Instant time, @Nullable Long position) {

    public static AsOf time(Instant time) {
        return new AsOf(time, null);
    }

    public static AsOf position(long position) {
        return new AsOf(null, position);
    }
}
