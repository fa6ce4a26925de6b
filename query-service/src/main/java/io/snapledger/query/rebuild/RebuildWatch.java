package io.snapledger.query.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.eventlog.background.Watch;
import io.snapledger.query.projection.View;
import io.snapledger.query.projection.Views;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How far each view's last rebuild is, wherever it runs. */
@Component
final class RebuildWatch extends Watch<Map<String, Double>> implements MeterBinder {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final RebuildTable table;
    private final Views views;

    RebuildWatch(RebuildTable table, Views views) {
        super("rebuild-watch", EVERY);
        this.table = table;
        this.views = views;
    }

    @Override
    protected Map<String, Double> look() {
        Map<String, Double> progress = new HashMap<>();
        for (RebuildView rebuild : table.last()) {
            progress.put(rebuild.view(), progress(rebuild));
        }
        return progress;
    }

    private static double progress(RebuildView rebuild) {
        Long total = rebuild.eventsTotal();
        if (rebuild.state() == RebuildState.FINISHED) {
            return 1;
        }
        return total == null || total == 0 ? 0 : Math.min(1, (double) rebuild.eventsDone() / total);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (View view : views.all()) {
            Gauge.builder(
                            "snapledger.rebuild.progress",
                            this,
                            it -> it.figure(all -> all.getOrDefault(view.name(), Double.NaN)))
                    .description("How far the view's last rebuild is, from 0 to 1")
                    .tag("view", view.name())
                    .register(registry);
        }
    }
}
