package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.list.PositionPage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The newest status changes, read once for all who follow them. One thread waits for them, as long
 * as anybody follows. Nothing is kept for a follower but a bounded number of changes for all of
 * them together: who is further behind than that reads from the database again.
 */
@Component
final class LiveChanges {

    private static final Logger log = LoggerFactory.getLogger(LiveChanges.class);

    private static final int PAGE = 500;
    private static final int KEPT = 2_000;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(500);

    private static final StatusChangeQuery EVERYTHING =
            StatusChangeQuery.everything(new PositionPage(true, null, PAGE));

    /** So that many who come back at once leave connections to everybody else. */
    private final Semaphore reading = new Semaphore(3);

    private final StatusHistoryReads reads;
    private final StatusChangeFeed feed;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Tape running;
    private int followers;

    LiveChanges(StatusHistoryReads reads, StatusChangeFeed feed) {
        this.reads = reads;
        this.feed = feed;
    }

    /** What was read of the trail, whoever asked for what. */
    record Part(List<StatusChangeView> changes, long through) {}

    /** Begins to follow, from where the trail is settled now. */
    Follower follow() {
        // Before the lock: whoever has it must not wait for another service.
        long settled = feed.await(-1, Duration.ZERO).settled();
        lock.lock();
        try {
            Tape tape = running;
            if (tape == null) {
                tape = new Tape(settled);
                running = tape;
                Thread.ofVirtual().name("status-change-feed").start(tape::run);
            }
            followers++;
            return new Follower(tape);
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            followers--;
            if (followers == 0 && running != null) {
                running.ended = true;
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** One that follows, until it is closed. */
    final class Follower implements AutoCloseable {

        private final Tape tape;

        private Follower(Tape tape) {
            this.tape = tape;
        }

        /** Up to where the trail is settled, as far as is known here. */
        long settled() {
            return tape.settled();
        }

        /** All that came after a position; empty if that is too long ago. */
        Optional<Part> after(long position) {
            return tape.after(position);
        }

        /** Sleeps until there is more than that, or it is not to go on, which all are woken for. */
        void await(long beyond, Duration atMost, BooleanSupplier goesOn)
                throws InterruptedException {
            tape.await(beyond, atMost, goesOn);
        }

        @Override
        public void close() {
            leave();
        }
    }

    /** Wakes all who sleep. */
    void wakeAll() {
        lock.lock();
        try {
            if (running != null) {
                running.wake();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class Tape {

        private final ReentrantLock guard = new ReentrantLock();
        private final Condition more = guard.newCondition();
        private final Deque<StatusChangeView> newest = new ArrayDeque<>();

        /** Every change above it and up to what is settled is among the newest. */
        private long floor;

        private long settled;
        private volatile boolean ended;

        private Tape(long settled) {
            this.floor = settled;
            this.settled = settled;
        }

        private void run() {
            boolean failing = false;
            while (!ended) {
                try {
                    long through = feed.await(settled(), WAIT).settled();
                    if (failing) {
                        log.info("Following status changes again");
                        failing = false;
                    }
                    read(through);
                } catch (RuntimeException e) {
                    if (!failing && !ended) {
                        log.warn("Status changes cannot be followed, trying again", e);
                        failing = true;
                    }
                    pause();
                }
            }
        }

        private void read(long through) {
            long position = settled();
            while (position < through && !ended) {
                Part part = LiveChanges.this.read(EVERYTHING, position, through);
                add(part);
                position = part.through();
            }
        }

        private void add(Part part) {
            guard.lock();
            try {
                newest.addAll(part.changes());
                settled = part.through();
                while (newest.size() > KEPT) {
                    floor = newest.removeFirst().position();
                }
                more.signalAll();
            } finally {
                guard.unlock();
            }
        }

        private long settled() {
            guard.lock();
            try {
                return settled;
            } finally {
                guard.unlock();
            }
        }

        private Optional<Part> after(long position) {
            guard.lock();
            try {
                if (position < floor) {
                    return Optional.empty();
                }
                List<StatusChangeView> found = new ArrayList<>();
                Iterator<StatusChangeView> backward = newest.descendingIterator();
                while (backward.hasNext()) {
                    StatusChangeView change = backward.next();
                    if (change.position() <= position) {
                        break;
                    }
                    found.add(change);
                }
                Collections.reverse(found);
                // Who was ahead of what is known here stays there.
                return Optional.of(new Part(found, Math.max(position, settled)));
            } finally {
                guard.unlock();
            }
        }

        private void await(long beyond, Duration atMost, BooleanSupplier goesOn)
                throws InterruptedException {
            long left = atMost.toNanos();
            guard.lock();
            try {
                while (settled <= beyond && left > 0 && goesOn.getAsBoolean()) {
                    left = more.awaitNanos(left);
                }
            } finally {
                guard.unlock();
            }
        }

        private void wake() {
            guard.lock();
            try {
                more.signalAll();
            } finally {
                guard.unlock();
            }
        }
    }

    /**
     * Reads on from a position.
     *
     * @param through up to where the trail is settled; what lies beyond is left for later
     */
    Part read(StatusChangeQuery query, long after, long through) {
        List<StatusChangeView> page = page(query, after);
        List<StatusChangeView> settled =
                page.stream().filter(change -> change.position() <= through).toList();
        boolean isAll = page.size() < PAGE || settled.size() < page.size();
        return new Part(settled, isAll ? through : settled.getLast().position());
    }

    private List<StatusChangeView> page(StatusChangeQuery query, long after) {
        reading.acquireUninterruptibly();
        try {
            return reads.settled(query.with(new PositionPage(true, after, PAGE)));
        } finally {
            reading.release();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
