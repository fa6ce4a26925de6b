package io.snapledger.query.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snapledger.eventlog.Leisure;
import io.snapledger.eventlog.WakeUp;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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

    // So long nobody waits for a trail again that has not moved meanwhile.
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    // What is committed late is in the trail with its next batch.
    private static final Duration GAPS_ASKED_AGAIN = Duration.ofMillis(50);

    private static final Duration[] WAITS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final StoredProgress stored;
    private final ProcessorTokens tokens;
    private final Progress progress;
    private final EventLogWriters writers;
    private final Leisure leisure;
    private final Timer complete;
    private final Timer stale;
    private final ReentrantLock askingForGaps = new ReentrantLock();
    private volatile @Nullable Standstill standstill;

    TrailProgress(
            StoredProgress stored,
            ProcessorTokens tokens,
            Progress progress,
            EventLogWriters writers,
            Leisure trailLeisure,
            MeterRegistry meters) {
        this.stored = stored;
        this.tokens = tokens;
        this.progress = progress;
        this.writers = writers;
        leisure = trailLeisure;
        complete = waits(meters, "complete");
        stale = waits(meters, "stale");
    }

    private static Timer waits(MeterRegistry meters, String outcome) {
        return Timer.builder("snapledger.trail.waits")
                .description("Waits of readers until the trail has what was answered")
                .tag("outcome", outcome)
                .serviceLevelObjectives(WAITS)
                .register(meters);
    }

    /**
     * Waits until the trail has it all, for some two seconds at most; not at all where that was in
     * vain a moment ago and it has not moved since.
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
        long begin = System.nanoTime();
        leisure.hurry();
        try {
            boolean has = await(shown, begin + PATIENCE.toNanos());
            (has ? complete : stale).record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            return has;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean await(GapAwareTrackingToken shown, long end) throws InterruptedException {
        WakeUp commits = progress.commits();
        @Nullable GapAwareTrackingToken first = null;
        boolean looks = true;
        long askAgain = System.nanoTime();
        while (true) {
            long ticket = commits.ticket();
            GapAwareTrackingToken trail = trailHere();
            if (looks && !missing(trail, shown).isNone()) {
                trail = tokens.read(ProcessingGroups.STATUS_HISTORY).orElse(null);
                first = first == null ? trail : first;
            }
            Missing missing = missing(trail, shown);
            long now = System.nanoTime();
            if (missing.isNone()) {
                return true;
            }
            if (!missing.isBehind() && now - askAgain >= 0) {
                if (areKnownToBeEmpty(missing.gaps())) {
                    return true;
                }
                askAgain = now + GAPS_ASKED_AGAIN.toNanos();
            }
            if (missing.isBehind() && Standstill.is(standstill, trail, now)) {
                return false;
            }
            if (now - end >= 0) {
                if (missing.isBehind() && (first == null || first.equals(trail))) {
                    log.warn("The trail stands still, and is read as it is");
                    standstill = new Standstill(trail, now + STANDSTILL.toNanos());
                }
                return false;
            }
            boolean ours = stored.isOurs(ProcessingGroups.STATUS_HISTORY);
            Duration pause = stored.lookAfter(ProcessingGroups.STATUS_HISTORY);
            if (!missing.isBehind() && pause.compareTo(GAPS_ASKED_AGAIN) > 0) {
                pause = GAPS_ASKED_AGAIN;
            }
            boolean committed =
                    commits.await(ticket, Duration.ofNanos(Math.min(end - now, pause.toNanos())));
            // What another instance has committed, this one is not told.
            looks = !ours || !committed;
        }
    }

    /** What is known here of the trail. */
    private @Nullable GapAwareTrackingToken trailHere() {
        return progress.tokenOf(ProcessingGroups.STATUS_HISTORY);
    }

    /** Where the trail was when somebody waited for it in vain. */
    private record Standstill(@Nullable GapAwareTrackingToken trail, long until) {

        private static boolean is(
                @Nullable Standstill last, @Nullable GapAwareTrackingToken trail, long now) {
            return last != null && now - last.until < 0 && Objects.equals(last.trail, trail);
        }
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

    // Processors give up gaps that nothing will fill, each at a time of its own. One asks at a
    // time, for the processors have the same connections.
    private boolean areKnownToBeEmpty(SortedSet<Long> gaps) {
        if (!askingForGaps.tryLock()) {
            return false;
        }
        try {
            return writers.filled(gaps).isEmpty();
        } catch (DataAccessException e) {
            log.debug("Whether gaps of the trail will be filled is not known: {}", e.toString());
            return false;
        } finally {
            askingForGaps.unlock();
        }
    }
}
