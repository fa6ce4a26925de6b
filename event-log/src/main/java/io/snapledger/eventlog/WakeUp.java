package io.snapledger.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets readers of the event log sleep until somebody says that there is something new. Writers and
 * readers of one process share one, so that its readers are woken by the commit itself and not by
 * way of PostgreSQL.
 */
public final class WakeUp {

    private final UUID name = UUID.randomUUID();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    private final AtomicLong signals = new AtomicLong();
    private final List<WakeUp> branches = new CopyOnWriteArrayList<>();

    /** One that is signalled whenever this one is, and alone as well. */
    public WakeUp branch() {
        WakeUp branch = new WakeUp();
        branches.add(branch);
        return branch;
    }

    /**
     * What a process calls itself when it tells others that it has stored something; it need not
     * listen to itself.
     */
    public String name() {
        return name.toString();
    }

    /** Something may be new. */
    public void signal() {
        lock.lock();
        try {
            signals.incrementAndGet();
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
        branches.forEach(WakeUp::signal);
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
