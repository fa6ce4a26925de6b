package io.snapledger.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** Each processor's lag and whether it fails, as gauges. */
@Component
final class ProjectionMetrics implements MeterBinder {

    private final List<Projector> projectors;
    private final ProjectionWatch watch;

    ProjectionMetrics(List<Projector> projectors, ProjectionWatch watch) {
        this.projectors = projectors;
        this.watch = watch;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Projector projector : projectors) {
            Gauge.builder("snapledger.projection.lag", projector, it -> watch.of(it).events())
                    .description("Positions of the event log that the projection has yet to reach")
                    .baseUnit("events")
                    .tag("projection", projector.getName())
                    .register(registry);
            Gauge.builder("snapledger.projection.delay", projector, it -> watch.of(it).seconds())
                    .description("How old the first event is that the projection does not show")
                    .baseUnit("seconds")
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
}
