package io.snapledger.gateway.caller.keystone;

import java.time.Duration;

/** When a question to Keystone has to have its answer, however many calls it takes. */
record Deadline(long end) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * What is left of it.
     *
     * @throws KeystoneUnavailable if nothing is
     */
    Duration left() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            throw KeystoneUnavailable.because("it took too long");
        }
        return left;
    }
}
