package io.snapledger.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says of each processor whether it follows the event log, how far behind it is, and what stops it.
 * One that is ready to and that another instance runs is as well as the database says.
 */
@Component
final class ProjectionHealthIndicator implements HealthIndicator {

    private final List<Projector> projectors;
    private final EventLogHead eventLog;
    private final StoredProgress stored;

    ProjectionHealthIndicator(
            List<Projector> projectors, EventLogHead eventLog, StoredProgress stored) {
        this.projectors = projectors;
        this.eventLog = eventLog;
        this.stored = stored;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
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
