package io.snapledger.command.figures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.eventlog.background.Watch;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Watches the event log and what waits for storage, and shows both as gauges. */
@Component
public class LedgerFigures extends Watch<LogFigures> {

    /** Those that only storage ends. */
    private static final List<String> STATUSES = List.of("creating", "deleting", "extending");

    private final LogFigureTable table;

    LedgerFigures(LogFigureTable table, FigureProperties properties, MeterRegistry meters) {
        super("ledger-watch", properties.poll());
        this.table = table;
        for (String status : STATUSES) {
            Gauge.builder("snapledger.work.waiting", this, it -> it.figure(f -> f.waiting(status)))
                    .description("Resources that wait for storage")
                    .baseUnit("resources")
                    .tag("status", status)
                    .register(meters);
        }
        gauge(
                "snapledger.work.oldest",
                "seconds",
                "How long the resource waits that waits longest for storage",
                LogFigures::oldestWaitSeconds,
                meters);
        gauge(
                "snapledger.deadlines.overdue",
                "resources",
                "Resources that wait for storage longer than they may",
                LogFigures::overdueWaits,
                meters);
        gauge(
                "snapledger.event.log.position",
                "events",
                "The highest position in the event log",
                LogFigures::head,
                meters);
        gauge(
                "snapledger.event.log.size",
                "bytes",
                "What the event log takes on disk, with its indexes",
                LogFigures::bytes,
                meters);
    }

    /** Shows one of the figures. */
    public void gauge(
            String name,
            String unit,
            String description,
            ToDoubleFunction<LogFigures> which,
            MeterRegistry meters) {
        Gauge.builder(name, this, figures -> figures.figure(which))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    @Override
    protected LogFigures look() {
        return table.read();
    }
}
