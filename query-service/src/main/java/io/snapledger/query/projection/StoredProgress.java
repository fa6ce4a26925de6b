package io.snapledger.query.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far the processors have come as the database has it: what an instance goes by whose
 * processors are run by another. All who ask share one look, which is at most so old.
 */
@Component
public final class StoredProgress {

    private static final Duration FRESH = Duration.ofMillis(10);

    private final List<Projector> projectors;
    private final ProcessorTokens tokens;
    private final ReentrantLock looking = new ReentrantLock();
    private final Map<String, @Nullable GapAwareTrackingToken> seen = new HashMap<>();
    private long seenAt = System.nanoTime() - FRESH.toNanos();

    StoredProgress(List<Projector> projectors, ProcessorTokens tokens) {
        this.projectors = projectors;
        this.tokens = tokens;
    }

    /** Whether every processor is run by this instance, so that its own word is enough. */
    public boolean isOurs() {
        return projectors.stream().allMatch(Projector::isFollowing);
    }

    /**
     * How far a processor has come, whichever instance runs it; 0 where it has seen nothing yet.
     */
    long position(Projector projector) {
        return projector.isFollowing()
                ? projector.position().orElse(0)
                : tokens.read(projector.getName()).map(GapAwareTrackingToken::getIndex).orElse(0L);
    }

    /**
     * Whether every processor has committed the event at a position.
     *
     * @param atMost how long to wait for a look that others take
     */
    public boolean hasPassed(long position, Duration atMost) throws InterruptedException {
        if (!looking.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            if (System.nanoTime() - seenAt >= FRESH.toNanos()) {
                for (String processor : ProcessingGroups.ALL) {
                    seen.put(processor, tokens.read(processor).orElse(null));
                }
                seenAt = System.nanoTime();
            }
            return ProcessingGroups.ALL.stream()
                    .allMatch(processor -> Progress.covers(seen.get(processor), position));
        } finally {
            looking.unlock();
        }
    }
}
