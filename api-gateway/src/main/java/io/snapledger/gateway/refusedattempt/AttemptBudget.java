package io.snapledger.gateway.refusedattempt;

import io.snapledger.gateway.caller.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts are still recorded one by one in this window, and how many were not. It
 * remembers a bounded number of callers, and of each one number and two moments.
 */
final class AttemptBudget {

    private static final int MOST_CALLERS = 10_000;

    private final int perCaller;
    private final int inAll;
    private final Map<Who, Count> counts = new HashMap<>();
    private int taken;

    AttemptBudget(int perCaller, int inAll) {
        this.perCaller = perCaller;
        this.inAll = inAll;
    }

    private record Who(String userId, String projectId) {

        static Who of(Caller caller) {
            return new Who(caller.userId(), caller.ownProject());
        }
    }

    private static final class Count {

        private int taken;
        private int suppressed;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private Caller caller;

        private Count(Caller caller) {
            this.caller = caller;
        }
    }

    /**
     * Attempts that were not recorded one by one.
     *
     * @param caller of the last of them
     */
    record Suppressed(Caller caller, int count, Instant first, Instant last) {}

    /** Whether one more attempt is to be recorded; if not, it counts as suppressed. */
    synchronized boolean take(Caller caller, Instant at) {
        Count count = count(caller);
        if (count != null && count.taken < perCaller && taken < inAll) {
            count.taken++;
            taken++;
            return true;
        }
        suppress(caller, at);
        return false;
    }

    /** An attempt that is not recorded after all. */
    synchronized void suppress(Caller caller, Instant at) {
        Count count = count(caller);
        if (count != null) {
            count.caller = caller;
            count.suppressed++;
            count.first = count.first.isBefore(at) ? count.first : at;
            count.last = count.last.isAfter(at) ? count.last : at;
        }
    }

    private @Nullable Count count(Caller caller) {
        Who who = Who.of(caller);
        Count known = counts.get(who);
        if (known != null || counts.size() >= MOST_CALLERS) {
            return known;
        }
        Count fresh = new Count(caller);
        counts.put(who, fresh);
        return fresh;
    }

    /**
     * Begins the next window.
     *
     * @return what was suppressed; what is beyond the bound for all callers is kept for later
     */
    synchronized List<Suppressed> nextWindow() {
        taken = 0;
        List<Suppressed> suppressed = new ArrayList<>();
        for (Iterator<Count> all = counts.values().iterator(); all.hasNext(); ) {
            Count count = all.next();
            count.taken = 0;
            if (count.suppressed == 0) {
                all.remove();
            } else if (suppressed.size() < inAll) {
                suppressed.add(
                        new Suppressed(count.caller, count.suppressed, count.first, count.last));
                all.remove();
            }
        }
        return suppressed;
    }

    /** Takes back what could not be reported. */
    synchronized void giveBack(Suppressed suppressed) {
        Count count = count(suppressed.caller());
        if (count != null) {
            count.suppressed += suppressed.count();
            count.first =
                    count.first.isBefore(suppressed.first()) ? count.first : suppressed.first();
            count.last = count.last.isAfter(suppressed.last()) ? count.last : suppressed.last();
        }
    }
}
