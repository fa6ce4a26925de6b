package io.snapledger.eventlog;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets readers of the event log sleep until somebody says that there is something new. */
public final class WakeUp {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    private final AtomicLong signals = new AtomicLong();

    /** Something may be new. */
    public void signal() {
        lock.lock();
        try {
            signals.incrementAndGet();
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Take this before looking, and hand it to {@link #await} if nothing was there: no signal is
     * lost between.
     */
    public long ticket() {
        return signals.get();
    }

    /**
     * Sleeps until a signal that came after the ticket was taken.
     *
     * @return false if the time ran out first
     */
    public boolean await(long ticket, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (signals.get() == ticket) {
                if (left <= 0) {
                    return false;
                }
                left = signalled.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
