package io.snapledger.eventlog;

import java.time.Duration;

/**
 * How long readers of the event log rest once they have read to its end, so that what costs the
 * same for one event as for many is done for many: unless somebody waits for what they read.
 */
public final class Leisure {

    private final Duration rest;
    private final WakeUp wakeUp;
    private final WakeUp hurry = new WakeUp();

    private Leisure(Duration rest, WakeUp wakeUp) {
        this.rest = rest;
        this.wakeUp = wakeUp;
    }

    /** Whoever has it reads as soon as there is something new. */
    static Leisure none(WakeUp wakeUp) {
        return new Leisure(Duration.ZERO, wakeUp);
    }

    /**
     * Whoever has it rests that long after each time that the end was reached.
     *
     * @param wakeUp what tells of something new
     */
    public static Leisure of(Duration rest, WakeUp wakeUp) {
        return new Leisure(rest, wakeUp.branch());
    }

    /** What they sleep on when they do not rest. */
    WakeUp wakeUp() {
        return wakeUp;
    }

    /** Somebody waits for what is stored by now: it is read before there is a rest again. */
    public void hurry() {
        hurry.signal();
        // Of what is stored there may have been no signal.
        wakeUp.signal();
    }

    /** Differs once somebody has begun to wait. */
    long ticket() {
        return hurry.ticket();
    }

    /**
     * What is left of the rest, in nanoseconds.
     *
     * @param since when the end was reached, by {@link System#nanoTime}
     */
    long left(long since) {
        return Math.max(0, since + rest.toNanos() - System.nanoTime());
    }

    /** Rests, until somebody waits. */
    void await(long ticket, long atMostNanos) throws InterruptedException {
        hurry.await(ticket, Duration.ofNanos(atMostNanos));
    }
}
