package io.snapledger.systemtests.sut;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, by asking again and again. */
public final class Eventually {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(25);

    private Eventually() {}

    /** Whether the condition holds within the limit; it is asked at least once. */
    public static boolean holds(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            pause(BETWEEN_QUESTIONS);
        }
        return true;
    }

    /**
     * The first answer to a question.
     *
     * @param what what is waited for, in words for the failure
     */
    public static <T> T get(Duration limit, Supplier<String> what, Supplier<Optional<T>> question) {
        long start = System.nanoTime();
        Optional<T> answer = question.get();
        while (answer.isEmpty()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within %s: %s".formatted(limit, what.get()));
            }
            pause(BETWEEN_QUESTIONS);
            answer = question.get();
        }
        return answer.get();
    }

    /** Lets time pass. */
    public static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new IllegalStateException("interrupted while waiting");
            }
        }
    }
}
