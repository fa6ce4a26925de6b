package io.snapledger.query.refusedattempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Removes what has been kept long enough, in small transactions; any number may do so at once. */
@Component
final class RefusedAttemptSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RefusedAttemptSweep.class);

    private static final int BATCH = 1000;

    private final RefusedAttemptTable table;
    private final RefusedAttemptProperties properties;
    private volatile boolean failing;
    private volatile @Nullable Thread thread;

    RefusedAttemptSweep(RefusedAttemptTable table, RefusedAttemptProperties properties) {
        this.table = table;
        this.properties = properties;
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name("refused-attempt-sweep").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private boolean isStillTheOne() {
        return thread == Thread.currentThread();
    }

    private void run() {
        try {
            while (isStillTheOne()) {
                sweep();
                Thread.sleep(properties.sweep());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
