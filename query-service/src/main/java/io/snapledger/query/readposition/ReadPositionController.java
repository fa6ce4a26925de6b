package io.snapledger.query.readposition;

import io.snapledger.contract.read.ReadPosition;
import io.snapledger.query.projection.ProcessingGroups;
import io.snapledger.query.projection.Progress;
import io.snapledger.query.projection.StoredProgress;
import java.time.Duration;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a writer wait for the views of resources, so that its client reads its own write: from
 * whichever instance, as all of them have the same tables. Whoever reads the trail waits for that
 * himself.
 */
@RestController
final class ReadPositionController implements ReadPosition {

    // Another instance's processor wakes nobody here.
    private static final Duration LOOK = Duration.ofMillis(10);

    // A processor may be taken over in the middle of a wait.
    private static final Duration OURS = Duration.ofMillis(250);

    private final Progress progress;
    private final StoredProgress stored;

    ReadPositionController(Progress progress, StoredProgress stored) {
        this.progress = progress;
        this.stored = stored;
    }

    @Override
    public boolean await(long position, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (true) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                boolean ours = stored.isOurs(ProcessingGroups.RESOURCES);
                if (progress.await(
                                ProcessingGroups.RESOURCES,
                                position,
                                shorter(left, ours ? OURS : LOOK))
                        || (!ours && stored.resourcesHavePassed(position, left))) {
                    return true;
                }
                if (System.nanoTime() - end >= 0) {
                    return false;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
