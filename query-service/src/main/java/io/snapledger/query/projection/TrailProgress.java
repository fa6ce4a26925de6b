package io.snapledger.query.projection;

import io.snapledger.eventlog.Leisure;
import io.snapledger.eventlog.WakeUp;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets whoever reads the trail wait until it has all that the views of resources show, and with
 * that every change that was answered. Writers do not wait for the trail, and while nobody reads it
 * it takes the changes of many commits at once.
 */
@Component
public final class TrailProgress {

    private static final Logger log = LoggerFactory.getLogger(TrailProgress.class);

    // Then what there is must do: health tells how far behind it is.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    // What is committed late is in the trail with its next batch.
    private static final Duration GAPS_ASKED_AGAIN = Duration.ofMillis(50);

    private final StoredProgress stored;
    private final ProcessorTokens tokens;
    private final Progress progress;
    private final EventLogWriters writers;
    private final Leisure leisure;
    private volatile @Nullable GapAwareTrackingToken standstill;

    TrailProgress(
            StoredProgress stored,
            ProcessorTokens tokens,
            Progress progress,
            EventLogWriters writers,
            Leisure trailLeisure) {
        this.stored = stored;
        this.tokens = tokens;
        this.progress = progress;
        this.writers = writers;
        leisure = trailLeisure;
    }

    /**
     * Waits until the trail has it all, for some two seconds at most; not at all where it has stood
     * still since that was in vain.
     *
     * @return false if it has not
     */
    public boolean await() {
        // Not what this instance knows of it: another may have taken the processor over and have
        // had a writer answered.
        GapAwareTrackingToken shown = tokens.read(ProcessingGroups.RESOURCES).orElse(null);
        if (shown == null || missing(trailHere(), shown).isNone()) {
            return true;
        }
        leisure.hurry();
        try {
            return await(shown);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean await(GapAwareTrackingToken shown) throws InterruptedException {
        WakeUp commits = progress.commits();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long askAgain = System.nanoTime();
        while (true) {
            long ticket = commits.ticket();
            GapAwareTrackingToken trail = trail(shown);
            Missing missing = missing(trail, shown);
            long now = System.nanoTime();
            if (missing.isNone()) {
                return true;
            }
            if (!missing.isBehind() && now >= askAgain) {
                if (areEmpty(missing.gaps())) {
                    return true;
                }
                askAgain = now + GAPS_ASKED_AGAIN.toNanos();
            }
            if (now >= end) {
                standstill = trail;
                return false;
            }
            if (trail != null && trail.equals(standstill)) {
                return false;
            }
            Duration look = stored.lookAfter(ProcessingGroups.STATUS_HISTORY);
            if (!missing.isBehind() && look.compareTo(GAPS_ASKED_AGAIN) > 0) {
                look = GAPS_ASKED_AGAIN;
            }
            commits.await(ticket, Duration.ofNanos(Math.min(end - now, look.toNanos())));
        }
    }

    /** What is known here of the trail: never more than there is. */
    private @Nullable GapAwareTrackingToken trailHere() {
        return progress.tokenOf(ProcessingGroups.STATUS_HISTORY);
    }

    /** The same, or what the database knows if that does not do. */
    private @Nullable GapAwareTrackingToken trail(GapAwareTrackingToken shown) {
        GapAwareTrackingToken here = trailHere();
        return missing(here, shown).isNone()
                ? here
                : tokens.read(ProcessingGroups.STATUS_HISTORY).orElse(null);
    }

    /**
     * What the trail lacks.
     *
     * @param isBehind it has yet to come to the highest position
     * @param gaps positions that it may have yet to take, as the other views have them or have
     *     given them up
     */
    private record Missing(boolean isBehind, SortedSet<Long> gaps) {

        private boolean isNone() {
            return !isBehind && gaps.isEmpty();
        }
    }

    private static Missing missing(
            @Nullable GapAwareTrackingToken trail, GapAwareTrackingToken shown) {
        if (trail == null || trail.getIndex() < shown.getIndex()) {
            return new Missing(true, new TreeSet<>());
        }
        SortedSet<Long> gaps = new TreeSet<>(trail.getGaps().headSet(shown.getIndex() + 1));
        gaps.removeAll(shown.getGaps());
        return new Missing(false, gaps);
    }

    // Processors give up gaps that nothing will fill, each at a time of its own.
    private boolean areEmpty(SortedSet<Long> gaps) {
        try {
            return writers.filled(gaps).isEmpty();
        } catch (DataAccessException e) {
            log.debug("Whether gaps of the trail will be filled is not known: {}", e.toString());
            return false;
        }
    }
}
