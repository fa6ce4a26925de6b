package io.snapledger.query.audit;

import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.eventlog.WakeUp;
import io.snapledger.query.projection.Progress;
import io.snapledger.query.projection.TrailProgress;
import java.time.Duration;
import org.springframework.web.bind.annotation.RestController;

/**
 * Wakes those who follow the trail: with the commit that added to it, which the notification of a
 * new event led to. An instance whose processors are run by another looks by itself.
 */
@RestController
final class StatusChangeFeedController implements StatusChangeFeed {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    // An aborted transaction announces nothing, nor does another instance's processor.
    private static final Duration LOOK = Duration.ofMillis(500);

    private final SettledPositions positions;
    private final TrailProgress trail;
    private final WakeUp commits;

    StatusChangeFeedController(SettledPositions positions, TrailProgress trail, Progress progress) {
        this.positions = positions;
        this.trail = trail;
        commits = progress.commits();
    }

    @Override
    public StatusChangeReach await(long beyond, Duration atMost) {
        if (beyond < 0) {
            trail.await();
        }
        Duration wait = atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT;
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            long ticket = commits.ticket();
            StatusChangeReach reach = positions.reach();
            long left = deadline - System.nanoTime();
            if (reach.settled() > beyond || left <= 0) {
                return reach;
            }
            try {
                commits.await(ticket, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return reach;
            }
        }
    }
}
