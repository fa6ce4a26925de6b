package io.snapledger.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a streaming event processor from the event log. Axon's own embedded store finds new events
 * by polling each second; this one sleeps until it is woken, and polls only as a fall-back.
 */
public final class EventLogSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final EventStorageEngine engine;
    private final WakeUp wakeUp;
    private final Duration poll;
    private final int batchSize;

    /**
     * @param poll how long to sleep at most without a wake-up
     * @param batchSize how many events are read ahead
     */
    public EventLogSource(EventStorageEngine engine, WakeUp wakeUp, Duration poll, int batchSize) {
        this.engine = engine;
        this.wakeUp = wakeUp;
        this.poll = poll;
        this.batchSize = batchSize;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new EventStream(after);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return engine.createTokenAt(dateTime);
    }

    private final class EventStream implements BlockingStream<TrackedEventMessage<?>> {

        private final Queue<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
        private @Nullable TrackingToken last;

        private EventStream(@Nullable TrackingToken after) {
            last = after;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(ahead.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (true) {
                long ticket = wakeUp.ticket();
                if (!ahead.isEmpty() || readAhead()) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                wakeUp.await(ticket, Duration.ofNanos(Math.min(left, poll.toNanos())));
            }
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
                Thread.onSpinWait(); // as the interface asks: this one waits without an end
            }
            TrackedEventMessage<?> next = ahead.remove();
            last = next.trackingToken();
            return next;
        }

        private boolean readAhead() {
            try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(last, false)) {
                Iterator<? extends TrackedEventMessage<?>> iterator = events.iterator();
                while (ahead.size() < batchSize && iterator.hasNext()) {
                    ahead.add(iterator.next());
                }
            }
            return !ahead.isEmpty();
        }

        @Override
        public void close() {
            ahead.clear();
        }
    }
}
