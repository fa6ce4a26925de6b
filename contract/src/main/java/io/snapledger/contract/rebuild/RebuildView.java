package io.snapledger.contract.rebuild;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild of a view, running or not.
 *
 * @param phase null once it has ended
 * @param requestedBy the user who asked for it, null where it was the command line
 * @param eventsDone how many of the view's events have become rows
 * @param eventsTotal how many there are, as far as is known; null before they have been counted
 * @param eventsPerSecond since it was last taken up; null before it was
 * @param secondsLeft until all events are in, at that rate; null where it cannot be told
 * @param failure why it failed
 */
public record RebuildView(
        UUID id,
        String view,
        RebuildState state,
        @Nullable RebuildPhase phase,
        Instant requestedAt,
        @Nullable String requestedBy,
        @Nullable String requestId,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long eventsDone,
        @Nullable Long eventsTotal,
        @Nullable Double eventsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String failure) {}
