package io.snapledger.query.projection;

import io.snapledger.eventlog.background.Watch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How far each projection is behind the event log, in events and in time. */
@Component
final class ProjectionWatch extends Watch<Map<String, ProjectionWatch.Lag>> {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final List<Projector> projectors;
    private final EventLogHead eventLog;
    private final StoredProgress stored;

    ProjectionWatch(List<Projector> projectors, EventLogHead eventLog, StoredProgress stored) {
        super("projection-watch", EVERY);
        this.projectors = projectors;
        this.eventLog = eventLog;
        this.stored = stored;
    }

    @Override
    protected Map<String, Lag> look() {
        Map<String, Lag> lags = new LinkedHashMap<>();
        long head = eventLog.read();
        for (Projector projector : projectors) {
            long position = stored.position(projector);
            long lag = Math.max(0, head - position);
            double seconds = lag == 0 ? 0 : eventLog.ageOfFirstAfter(position);
            lags.put(projector.getName(), new Lag(lag, seconds));
        }
        return lags;
    }

    /** Of one projection; unknown where the log could not be read lately. */
    Lag of(Projector projector) {
        return last().map(lags -> lags.get(projector.getName())).orElse(Lag.UNKNOWN);
    }

    /**
     * How far one is behind.
     *
     * @param events positions that it has yet to reach
     * @param seconds how old the first event is that it does not show
     */
    record Lag(double events, double seconds) {

        static final Lag UNKNOWN = new Lag(Double.NaN, Double.NaN);
    }
}
