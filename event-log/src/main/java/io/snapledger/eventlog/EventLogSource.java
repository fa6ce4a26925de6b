package io.snapledger.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a streaming event processor from the event log. Axon's own embedded store finds new events
 * by polling each second; this one sleeps until it is woken, and polls only as a fall-back.
 */
public final class EventLogSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final EventLogEngine engine;
    private final WakeUp wakeUp;
    private final Duration poll;
    private final Leisure leisure;

    /**
     * @param engine whose batches are read ahead
     * @param poll how long to sleep at most without a wake-up
     */
    public EventLogSource(EventLogEngine engine, WakeUp wakeUp, Duration poll) {
        this(engine, Leisure.none(wakeUp), poll);
    }

    /**
     * @param engine whose batches are read ahead
     * @param leisure how long to let events gather, however often there is a wake-up
     * @param poll how long to sleep at most without a wake-up
     */
    public EventLogSource(EventLogEngine engine, Leisure leisure, Duration poll) {
        this.engine = engine;
        this.leisure = leisure;
        wakeUp = leisure.wakeUp();
        this.poll = poll;
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

        // A processor asks again and again whether there is more. Between two signals the log is
        // read to its end once, and then only as often as it would be polled.
        private boolean atEnd;
        private long ticketAtEnd;
        private long hurryTicketAtEnd;
        private long endReachedAt;

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
                long hurryTicket = leisure.ticket();
                boolean mayRest = atEnd && hurryTicket == hurryTicketAtEnd;
                long rest = mayRest ? leisure.left(endReachedAt) : 0;
                if (!ahead.isEmpty() || (rest == 0 && readAhead(ticket, hurryTicket))) {
                    return true;
                }
                long now = System.nanoTime();
                long left = deadline - now;
                if (left <= 0) {
                    return false;
                }
                if (rest > 0) {
                    leisure.await(hurryTicket, Math.min(left, rest));
                } else {
                    long untilPoll = endReachedAt + poll.toNanos() - now;
                    wakeUp.await(ticket, Duration.ofNanos(Math.min(left, untilPoll)));
                }
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

        private boolean readAhead(long ticket, long hurryTicket) {
            if (isStillAtEnd(ticket)) {
                return false;
            }
            try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(last, false)) {
                events.forEach(ahead::add);
            }
            atEnd = ahead.size() < engine.batchSize();
            ticketAtEnd = ticket;
            hurryTicketAtEnd = hurryTicket;
            endReachedAt = System.nanoTime();
            return !ahead.isEmpty();
        }

        private boolean isStillAtEnd(long ticket) {
            return atEnd
                    && ticket == ticketAtEnd
                    && System.nanoTime() - endReachedAt < poll.toNanos();
        }

        @Override
        public void close() {
            ahead.clear();
        }
    }
}
