package io.snapledger.query.projection;

import io.snapledger.eventlog.Leisure;
import io.snapledger.eventlog.WakeUp;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.springframework.stereotype.Component;

/**
 * Lets whoever reads the trail wait until it has all that the views of resources show, and with
 * that every change that was answered. Writers do not wait for the trail, and while nobody reads it
 * it takes the changes of many commits at once.
 */
@Component
public final class TrailProgress {

    // As long as a writer waits for the other views. Then what there is must do: health tells how
    // far behind it is.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    // Another instance's processor wakes nobody here.
    private static final Duration LOOK = Duration.ofMillis(10);

    // A processor may be taken over in the middle of a wait.
    private static final Duration OURS = Duration.ofMillis(250);

    private final StoredProgress stored;
    private final EventLogWriters writers;
    private final Leisure leisure;
    private final WakeUp commits;

    TrailProgress(
            StoredProgress stored,
            EventLogWriters writers,
            Leisure trailLeisure,
            Progress progress) {
        this.stored = stored;
        this.writers = writers;
        leisure = trailLeisure;
        commits = progress.commits();
    }

    /**
     * Waits until the trail has it all, for two seconds at most.
     *
     * @return false if that time ran out first
     */
    public boolean await() {
        GapAwareTrackingToken shown = stored.token(ProcessingGroups.RESOURCES);
        if (shown == null || has(shown)) {
            return true;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Leisure.Hurry _ = leisure.hurry()) {
            while (true) {
                long ticket = commits.ticket();
                long left = end - System.nanoTime();
                if (has(shown)) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                Duration look = stored.isOurs(ProcessingGroups.STATUS_HISTORY) ? OURS : LOOK;
                commits.await(ticket, Duration.ofNanos(Math.min(left, look.toNanos())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean has(GapAwareTrackingToken shown) {
        GapAwareTrackingToken trail = stored.token(ProcessingGroups.STATUS_HISTORY);
        if (trail == null || trail.getIndex() < shown.getIndex()) {
            return false;
        }
        Set<Long> missing = new TreeSet<>(trail.getGaps());
        missing.removeIf(gap -> gap > shown.getIndex() || shown.getGaps().contains(gap));
        // A gap may also be one that the other processor has given up, as nothing will ever fill
        // it.
        return missing.isEmpty() || writers.filled(missing).isEmpty();
    }
}
