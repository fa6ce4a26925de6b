package io.snapledger.query.audit;

import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.query.projection.EventLogWriters;
import io.snapledger.query.projection.ProcessingGroups;
import io.snapledger.query.projection.ProcessorTokens;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.springframework.stereotype.Component;

/**
 * Up to where the trail is complete for good. Positions are given out before commits, so one below
 * the highest may still be missing. The processor's token has those gaps; most are filled within
 * milliseconds, but one that a rolled-back transaction left stays in the token for minutes. So for
 * each gap those transactions are noted that were writing when it was first seen: once all of them
 * are over and there is still no event, there never will be.
 */
@Component
final class SettledPositions {

    private final ProcessorTokens tokens;
    private final EventLogWriters writers;

    /** Who may still fill each gap that is not known to be empty for good. */
    private final Map<Long, Set<String>> open = new HashMap<>();

    private final Set<Long> emptyForGood = new HashSet<>();

    SettledPositions(ProcessorTokens tokens, EventLogWriters writers) {
        this.tokens = tokens;
        this.writers = writers;
    }

    /** Read the rows after this, not before. */
    synchronized StatusChangeReach reach() {
        return tokens.read(ProcessingGroups.STATUS_HISTORY)
                .map(this::reach)
                .orElse(new StatusChangeReach(0, 0));
    }

    private StatusChangeReach reach(GapAwareTrackingToken token) {
        open.keySet().retainAll(token.getGaps());
        emptyForGood.retainAll(token.getGaps());
        SortedSet<Long> gaps = new TreeSet<>(token.getGaps());
        gaps.removeAll(emptyForGood);
        if (!gaps.isEmpty()) {
            look(gaps);
            gaps.removeAll(emptyForGood);
        }
        long last = token.getIndex();
        return new StatusChangeReach(gaps.isEmpty() ? last : gaps.first() - 1, last);
    }

    private void look(Set<Long> gaps) {
        Set<String> writing = writers.writing();
        gaps.forEach(gap ->
                open.merge(
                        gap,
                        writing,
                        (before, now) ->
                                before.stream().filter(now::contains).collect(Collectors.toSet())));
        Set<Long> unclaimed = new HashSet<>(gaps);
        unclaimed.removeIf(gap -> !open.getOrDefault(gap, Set.of()).isEmpty());
        if (!unclaimed.isEmpty()) {
            // What is filled is on its way: the processor comes to it.
            unclaimed.removeAll(writers.filled(unclaimed));
            emptyForGood.addAll(unclaimed);
            open.keySet().removeAll(unclaimed);
        }
    }
}
