package io.snapledger.gateway.audit;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many long answers of one kind may be under way at once, in all and of each user. */
final class Places {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final String what;
    private final int inAll;
    private final int perUser;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /**
     * Places of which none is taken.
     *
     * @param what they are for, in the plural
     */
    Places(String what, int inAll, int perUser) {
        this.what = what;
        this.inAll = inAll;
        this.perUser = perUser;
    }

    /** One that somebody has until it is closed. */
    interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Takes one.
     *
     * @throws Fault 429 if the caller has too many, 503 if all are taken
     */
    synchronized Place take(Caller caller) {
        String user = caller.userId();
        int own = taken.getOrDefault(user, 0);
        if (own >= perUser) {
            throw Fault.tooManyRequests(
                    "You have %d %s already, and may have no more at once.".formatted(own, what),
                    RETRY_AFTER);
        }
        if (all >= inAll) {
            throw Fault.serviceUnavailable(
                    "There are %d %s already; try again later.".formatted(all, what), RETRY_AFTER);
        }
        all++;
        taken.put(user, own + 1);
        return () -> giveBack(user);
    }

    private synchronized void giveBack(String user) {
        all--;
        taken.computeIfPresent(user, (_, own) -> own == 1 ? null : own - 1);
    }

    /** How many are taken. */
    synchronized int taken() {
        return all;
    }
}
