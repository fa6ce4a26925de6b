package io.snapledger.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says of each processor whether it follows the event log, how far behind it is, and what stops it.
 * One that is ready to and that another instance runs is as well as the database says.
 */
@Component
final class ProjectionHealthIndicator implements HealthIndicator {

    /** Works, and somebody should look at it. */
    private static final Status DEGRADED = new Status("DEGRADED");

    private final List<Projector> projectors;
    private final EventLogHead eventLog;
    private final StoredProgress stored;
    private final ProjectionWatch watch;
    private final double degradedAfterSeconds;

    ProjectionHealthIndicator(
            List<Projector> projectors,
            EventLogHead eventLog,
            StoredProgress stored,
            ProjectionWatch watch,
            ProjectionProperties properties) {
        this.projectors = projectors;
        this.eventLog = eventLog;
        this.stored = stored;
        this.watch = watch;
        degradedAfterSeconds = properties.degradedAfter().toMillis() / 1e3;
    }

    @Override
    public Health health() {
        boolean late =
                projectors.stream().anyMatch(it -> watch.of(it).seconds() > degradedAfterSeconds);
        Health.Builder health = late ? Health.status(DEGRADED) : Health.up();
        OptionalLong last = eventLog.watch();
        for (Projector projector : projectors) {
            Throwable failure = projector.failure();
            if (failure != null || !projector.isRunning()) {
                health.down();
            }
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("running", projector.isFollowing() && failure == null);
            if (failure != null) {
                details.put("error", Failures.inOneLine(failure));
            }
            if (late) {
                details.put("oldest_seconds", watch.of(projector).seconds());
            }
            try {
                long position = stored.position(projector);
                details.put("position", position);
                last.ifPresent(end -> details.put("lag", Math.max(0, end - position)));
            } catch (DataAccessException e) {
                health.down();
                details.put("error", Failures.inOneLine(e));
            }
            health.withDetail(projector.getName(), details);
        }
        return health.build();
    }
}
