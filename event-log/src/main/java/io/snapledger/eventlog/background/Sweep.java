package io.snapledger.eventlog.background;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has been kept long enough, batch by batch, so that none holds locks for long. Any
 * number of instances may do so at once.
 */
public abstract class Sweep extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Duration every;
    private final int batch;
    private volatile boolean failing;

    /**
     * A sweep that has not begun.
     *
     * @param name the thread's
     */
    protected Sweep(String name, Duration every, int batch) {
        super(name);
        this.name = name;
        this.every = every;
        this.batch = batch;
    }

    /**
     * Removes no more than a batch.
     *
     * @return how many it removed
     */
    protected abstract int removeBatch();

    @Override
    protected final void work() throws InterruptedException {
        while (isStillTheOne()) {
            sweep();
            Thread.sleep(every);
        }
    }

    private void sweep() {
        try {
            int removed;
            do {
                removed = removeBatch();
            } while (removed == batch && isStillTheOne());
            failing = false;
        } catch (RuntimeException e) {
            if (isStillTheOne() && !failing) {
                log.warn("The {} failed, trying again: {}", name, e.getMessage());
                failing = true;
            }
        }
    }
}
