package io.snapledger.query.refusedattempt;

import io.snapledger.eventlog.background.BackgroundWork;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes what has been kept long enough, in small transactions; any number may do so at once. */
@Component
final class RefusedAttemptSweep extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(RefusedAttemptSweep.class);

    private static final int BATCH = 1000;

    private final RefusedAttemptTable table;
    private final RefusedAttemptProperties properties;
    private volatile boolean failing;

    RefusedAttemptSweep(RefusedAttemptTable table, RefusedAttemptProperties properties) {
        super("refused-attempt-sweep");
        this.table = table;
        this.properties = properties;
    }

    @Override
    protected void work() throws InterruptedException {
        while (isStillTheOne()) {
            sweep();
            Thread.sleep(properties.sweep());
        }
    }

    private void sweep() {
        try {
            Instant moment = Instant.now().minus(properties.keep());
            int removed;
            do {
                removed = table.removeBefore(moment, BATCH);
            } while (removed == BATCH && isStillTheOne());
            failing = false;
        } catch (RuntimeException e) {
            if (isStillTheOne() && !failing) {
                log.warn("Old refused attempts were not removed, trying again: {}", e.getMessage());
                failing = true;
            }
        }
    }
}
