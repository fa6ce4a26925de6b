package io.snapledger.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says of each processor whether it follows the event log, how far behind it is, and what stops it.
 */
@Component
final class ProjectionHealthIndicator implements HealthIndicator {

    private final List<Projector> projectors;
    private final EventLogHead eventLog;

    ProjectionHealthIndicator(List<Projector> projectors, EventLogHead eventLog) {
        this.projectors = projectors;
        this.eventLog = eventLog;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        OptionalLong last = eventLog.watch();
        for (Projector projector : projectors) {
            Throwable failure = projector.failure();
            if (failure != null || !projector.isFollowing()) {
                health.down();
            }
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("running", projector.isFollowing() && failure == null);
            if (failure != null) {
                details.put("error", Failures.inOneLine(failure));
            }
            details.put("position", projector.position().orElse(0));
            last.ifPresent(end -> details.put("lag", projector.lag(end)));
            health.withDetail(projector.getName(), details);
        }
        return health.build();
    }
}
