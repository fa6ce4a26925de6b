package io.snapledger.agent.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.springframework.kafka.support.Acknowledgment;

/**
 * What was taken from one partition and not yet acknowledged. Messages end in any order; one is
 * acknowledged only when all before it have ended, for a committed offset stands for all below it.
 */
final class PartitionWork {

    private static final Duration TO_END_INTERRUPTED = Duration.ofMillis(500);

    private final Deque<Taken> unacknowledged = new ArrayDeque<>();
    private final Set<Thread> running = new HashSet<>();
    private boolean ours = true;
    private boolean committable = true;

    synchronized Taken take(Acknowledgment acknowledgment) {
        Taken taken = new Taken(acknowledgment);
        unacknowledged.add(taken);
        return taken;
    }

    /**
     * The partition goes to another agent, which will be given all that is not acknowledged. Until
     * {@link #giveUp} what is running may still end, but nothing more begins.
     */
    synchronized void beginNothingMore() {
        ours = false;
    }

    /**
     * Waits so long for what is running and acknowledges what was answered; whatever ends later is
     * not acknowledged.
     *
     * @param thenInterrupt whether to interrupt what is running even then
     */
    synchronized void giveUp(Duration patience, boolean thenInterrupt) throws InterruptedException {
        beginNothingMore();
        try {
            awaitRest(patience);
            if (thenInterrupt && !running.isEmpty()) {
                running.forEach(Thread::interrupt);
                awaitRest(TO_END_INTERRUPTED);
            }
        } finally {
            acknowledgeAnswered();
            committable = false;
        }
    }

    private void awaitRest(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); !running.isEmpty() && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /**
     * Acknowledges what has been answered since the last time, unless it was given up meanwhile.
     */
    synchronized void acknowledgeAnswered() {
        if (!committable) {
            return;
        }
        int answered = 0;
        Taken last = null;
        for (Taken taken : unacknowledged) {
            if (!taken.answered) {
                break;
            }
            last = taken;
            answered++;
        }
        if (last != null) {
            last.acknowledgment.acknowledge();
            // Only now: what could not be acknowledged is the next time.
            for (int i = 0; i < answered; i++) {
                unacknowledged.removeFirst();
            }
        }
    }

    /** One message. */
    final class Taken {
        private final Acknowledgment acknowledgment;
        private boolean answered;

        private Taken(Acknowledgment acknowledgment) {
            this.acknowledgment = acknowledgment;
        }

        /** False where the partition is no longer ours: leave the message alone. */
        boolean begin() {
            synchronized (PartitionWork.this) {
                if (ours) {
                    running.add(Thread.currentThread());
                }
                return ours;
            }
        }

        /**
         * What {@link #begin} began is over.
         *
         * @param answered whether the message is dealt with and need not come again
         */
        void end(boolean answered) {
            synchronized (PartitionWork.this) {
                this.answered = answered;
                running.remove(Thread.currentThread());
                PartitionWork.this.notifyAll();
            }
        }
    }
}
