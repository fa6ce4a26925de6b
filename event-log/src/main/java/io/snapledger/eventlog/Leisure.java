package io.snapledger.eventlog;

import java.time.Duration;

/**
 * How long readers of the event log rest once they have read to its end, so that what costs the
 * same for one event as for many is done for many: unless somebody waits for what they read.
 */
public final class Leisure {

    private final Duration rest;
    private final WakeUp hurry = new WakeUp();

    private Leisure(Duration rest) {
        this.rest = rest;
    }

    /** Whoever has it reads as soon as there is something new. */
    public static Leisure none() {
        return new Leisure(Duration.ZERO);
    }

    /** Whoever has it rests that long after each time that the end was reached. */
    public static Leisure of(Duration rest) {
        return new Leisure(rest);
    }

    /** Somebody waits for what is stored by now: it is read before there is a rest again. */
    public void hurry() {
        hurry.signal();
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
