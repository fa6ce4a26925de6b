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
                if (progress.await(
                                ProcessingGroups.RESOURCES,
                                position,
                                shorter(left, stored.lookAfter(ProcessingGroups.RESOURCES)))
                        || (!stored.isOurs(ProcessingGroups.RESOURCES)
                                && stored.resourcesHavePassed(position, left))) {
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
