package io.snapledger.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Each processor's lag and whether it fails, as gauges. */
@Component
final class ProjectionMetrics implements MeterBinder {

    private final List<Projector> projectors;
    private final EventLogHead eventLog;
    private final StoredProgress stored;

    ProjectionMetrics(List<Projector> projectors, EventLogHead eventLog, StoredProgress stored) {
        this.projectors = projectors;
        this.eventLog = eventLog;
        this.stored = stored;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Projector projector : projectors) {
            Gauge.builder("snapledger.projection.lag", projector, this::lag)
                    .description("Positions of the event log that the projection has yet to reach")
                    .tag("projection", projector.getName())
                    .register(registry);
            Gauge.builder(
                            "snapledger.projection.failed",
                            projector,
                            it -> it.failure() == null ? 0 : 1)
                    .description("1 while the projection fails and is retried")
                    .tag("projection", projector.getName())
                    .register(registry);
        }
    }

    private double lag(Projector projector) {
        OptionalLong last = eventLog.watch();
        if (last.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Math.max(0, last.getAsLong() - stored.position(projector));
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
