package io.snapledger.standalone;

import io.snapledger.standalone.failure.CannotStart;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was started, and stops it in order and in bounded time, also in the middle of a start.
 */
final class RunningParts {

    private static final Logger log = LoggerFactory.getLogger(RunningParts.class);

    /** A person who presses Ctrl-C waits less than five seconds, Java's own end included. */
    private static final Duration ALL_STOP_WITHIN = Duration.ofMillis(4_400);

    /** However long the earlier ones took, each later one gets this much. */
    private static final Duration EACH_GETS = Duration.ofMillis(300);

    private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
    private boolean stopping;

    /** Takes a part that has started; one that comes too late is stopped at once. */
    <T extends AutoCloseable> T add(Part part, T started) {
        synchronized (this) {
            if (!stopping) {
                running.put(part, started);
                return started;
            }
        }
        stop(part, started, part.stopsWithin());
        throw new CannotStart("Stopped before it had started");
    }

    synchronized boolean areStopping() {
        return stopping;
    }

    /** From now on nothing more is taken. */
    synchronized void beginStop() {
        stopping = true;
    }

    void stop() {
        beginStop();
        long end = System.nanoTime() + ALL_STOP_WITHIN.toNanos();
        Part[] parts = Part.values();
        for (int i = parts.length - 1; i >= 0; i--) {
            AutoCloseable started = take(parts[i]);
            if (started != null) {
                Duration left =
                        Duration.ofNanos(end - System.nanoTime()).minus(EACH_GETS.multipliedBy(i));
                stop(parts[i], started, bounded(left, parts[i].stopsWithin()));
            }
        }
    }

    private synchronized @Nullable AutoCloseable take(Part part) {
        return running.remove(part);
    }

    private static Duration bounded(Duration left, Duration most) {
        Duration atLeast = left.compareTo(EACH_GETS) < 0 ? EACH_GETS : left;
        return atLeast.compareTo(most) < 0 ? atLeast : most;
    }

    private static void stop(Part part, AutoCloseable started, Duration atMost) {
        CountDownLatch stopped = new CountDownLatch(1);
        long begin = System.nanoTime();
        Thread.ofPlatform()
                .daemon()
                .name("stop " + part.title())
                .start(() -> {
                    close(part, started);
                    stopped.countDown();
                });
        try {
            if (stopped.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                log.info(
                        "Stopped {} in {} ms",
                        part.title(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis());
            } else {
                log.warn("{} did not stop within {} and is left behind", part.title(), atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Part part, AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            // AutoCloseable.close is declared to throw just that; the others still have to be
            // stopped.
            log.warn("{} did not stop in order", part.title(), e);
        }
    }
}
