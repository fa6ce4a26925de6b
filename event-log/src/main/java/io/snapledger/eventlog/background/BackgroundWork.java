package io.snapledger.eventlog.background;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Work in a thread of its own, begun and ended with the application. It may be begun again while
 * its last thread is still ending, so the work asks whether its thread is still the one.
 */
public abstract class BackgroundWork implements SmartLifecycle {

    private final String name;
    private volatile @Nullable Thread thread;

    /**
     * Work that has not begun.
     *
     * @param name the thread's
     */
    protected BackgroundWork(String name) {
        this.name = name;
    }

    /**
     * All of it: returns once its thread is not the one any more.
     *
     * @throws InterruptedException because it is stopped
     */
    protected abstract void work() throws InterruptedException;

    /** Whether the calling thread is to go on. */
    protected final boolean isStillTheOne() {
        return thread == Thread.currentThread();
    }

    /** Whether there is a thread at it. */
    protected final boolean isAlive() {
        Thread working = thread;
        return working != null && working.isAlive();
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name(name).unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        interrupt();
    }

    /**
     * Tells the thread to end.
     *
     * @return that thread, null if there was none
     */
    protected final @Nullable Thread interrupt() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        return running;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            work();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
