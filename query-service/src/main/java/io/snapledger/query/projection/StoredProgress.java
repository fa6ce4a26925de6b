package io.snapledger.query.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far the processors have come as the database has it: what an instance goes by whose
 * processors are run by another. All who ask about the resources share one look, which is at most
 * so old.
 */
@Component
public final class StoredProgress {

    private static final Duration FRESH = Duration.ofMillis(10);

    // A processor may be taken over in the middle of a wait.
    private static final Duration OURS = Duration.ofMillis(250);

    private final List<Projector> projectors;
    private final ProcessorTokens tokens;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable GapAwareTrackingToken seen;
    private long seenAt = System.nanoTime() - FRESH.toNanos();

    StoredProgress(List<Projector> projectors, ProcessorTokens tokens) {
        this.projectors = projectors;
        this.tokens = tokens;
    }

    /** Whether a processor is run by this instance, so that its own word is enough. */
    public boolean isOurs(String processor) {
        return projectors.stream()
                .anyMatch(it -> it.getName().equals(processor) && it.isFollowing());
    }

    /**
     * How long to wait for a commit of a processor before one looks again: another instance's wakes
     * nobody here.
     */
    public Duration lookAfter(String processor) {
        return isOurs(processor) ? OURS : FRESH;
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
     * Whether the views of resources show the event at a position.
     *
     * @param atMost how long to wait for a look that others take
     */
    public boolean resourcesHavePassed(long position, Duration atMost) throws InterruptedException {
        if (!looking.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            if (System.nanoTime() - seenAt >= FRESH.toNanos()) {
                seen = tokens.read(ProcessingGroups.RESOURCES).orElse(null);
                seenAt = System.nanoTime();
            }
            return Progress.covers(seen, position);
        } finally {
            looking.unlock();
        }
    }
}
