package io.snapledger.systemtests.chaos;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests there were, what became of them, and what should never have been answered. */
public final class Tally {

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger stale = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    void write() {
        writes.incrementAndGet();
    }

    void read() {
        reads.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    void replayed() {
        replayed.incrementAndGet();
    }

    void stale() {
        stale.incrementAndGet();
    }

    void unanswered(String what) {
        unknown.incrementAndGet();
        unanswered.add(what);
    }

    void wrong(String what) {
        wrong.add(what);
    }

    /** Writes that were acknowledged. */
    public int writes() {
        return writes.get();
    }

    /** Every request that was sent. */
    public int operations() {
        return writes.get() + reads.get() + refused.get() + unknown.get();
    }

    /** Requests that were answered 503 or not at all. */
    public int unanswered() {
        return unknown.get();
    }

    /** What those were, as of the one with that number. */
    public String unansweredSince(int first) {
        return String.join("\n", unanswered.stream().skip(first).toList());
    }

    /** Answers that no failure excuses. */
    public Queue<String> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return ("%d operations: %d writes acknowledged (%d of them repetitions, %d before they could"
                        + " be read), %d reads, %d refusals, %d of unknown fate")
                .formatted(
                        operations(),
                        writes.get(),
                        replayed.get(),
                        stale.get(),
                        reads.get(),
                        refused.get(),
                        unknown.get());
    }
}
