package io.snapledger.query.projection;

import io.snapledger.eventlog.WakeUp;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far each processor has come: what it has committed, never what it is about to. Whoever waits
 * for a position is woken by the commit that reaches it and by no other.
 */
public final class Progress {

    private final Map<String, AtomicReference<@Nullable GapAwareTrackingToken>> committed;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final WakeUp commits = new WakeUp();

    /** Follows the processors of those names. */
    public Progress(Collection<String> processors) {
        committed =
                processors.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), _ -> new AtomicReference<>()));
    }

    /** A processor's position as the database has it; null where it has seen nothing yet. */
    void committed(String processor, @Nullable TrackingToken token) {
        of(processor).set(WrappedToken.unwrap(token, GapAwareTrackingToken.class).orElse(null));
        for (Waiter waiter : waiters) {
            if (hasPassed(waiter.processor, waiter.position)) {
                waiter.passed.countDown();
            }
        }
        commits.signal();
    }

    /** Signalled by every commit of a processor that runs here. */
    public WakeUp commits() {
        return commits;
    }

    /** The highest position a processor has committed; some below may still be missing. */
    public OptionalLong positionOf(String processor) {
        GapAwareTrackingToken token = tokenOf(processor);
        return token == null ? OptionalLong.empty() : OptionalLong.of(token.getIndex());
    }

    /** All that a processor has committed; null where it has seen nothing yet. */
    @Nullable GapAwareTrackingToken tokenOf(String processor) {
        return of(processor).get();
    }

    /** Whether a processor has committed the event at a position. */
    public boolean hasPassed(String processor, long position) {
        return covers(tokenOf(processor), position);
    }

    /**
     * Waits until a processor has committed the event at a position.
     *
     * @return false if the time ran out first
     */
    public boolean await(String processor, long position, Duration atMost)
            throws InterruptedException {
        if (hasPassed(processor, position)) {
            return true;
        }
        Waiter waiter = new Waiter(processor, position, new CountDownLatch(1));
        waiters.add(waiter);
        try {
            // Once more, now that a commit would be noticed: it may have come just before.
            return hasPassed(processor, position)
                    || waiter.passed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiters.remove(waiter);
        }
    }

    // Positions are given out before commits, so one below the index may still be to come: a gap.
    static boolean covers(@Nullable GapAwareTrackingToken token, long position) {
        return token != null && token.getIndex() >= position && !token.getGaps().contains(position);
    }

    private AtomicReference<@Nullable GapAwareTrackingToken> of(String processor) {
        AtomicReference<@Nullable GapAwareTrackingToken> token = committed.get(processor);
        if (token == null) {
            throw new IllegalArgumentException("no processor is named " + processor);
        }
        return token;
    }

    // A plain class: two waiters for one position are two waiters.
    private static final class Waiter {

        private final String processor;
        private final long position;
        private final CountDownLatch passed;

        private Waiter(String processor, long position, CountDownLatch passed) {
            this.processor = processor;
            this.position = position;
            this.passed = passed;
        }
    }
}
