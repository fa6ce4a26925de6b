package io.snapledger.query.rebuild;

import io.snapledger.contract.EventNames;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogTable;
import io.snapledger.query.projection.View;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The part of the event log that a view is made of. */
final class LogRange {

    /**
     * How many positions one statement looks at when events are counted: few enough for a cold
     * disk, for its connection waits half a minute.
     */
    private static final long COUNTED_AT_ONCE = 50_000;

    private static final String COUNT =
            """
            select payload_type, count(*) from %s
            where global_index > ? and global_index <= ? group by payload_type
            """
                    .formatted(EventLogTable.NAME);

    private final EventLogEngine engine;
    private final JdbcClient eventLog;
    private final Set<String> names;
    private final boolean readsMetaData;

    LogRange(EventLogEngine engine, JdbcClient eventLog, View view) {
        this.engine = engine;
        this.eventLog = eventLog;
        names =
                EventNames.all().entrySet().stream()
                        .filter(event -> view.takes(event.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        readsMetaData = view.readsMetaData();
    }

    /**
     * How many events of the view there are up to a position.
     *
     * @throws CannotRebuild if there is one that this release does not know: it may be of the view
     */
    long count(long upTo, BooleanSupplier stopping) {
        long[] count = {0};
        for (long after = 0; after < upTo; after += COUNTED_AT_ONCE) {
            if (stopping.getAsBoolean()) {
                throw new NotOurs();
            }
            eventLog.sql(COUNT)
                    .param(after)
                    .param(Math.min(upTo, after + COUNTED_AT_ONCE))
                    .query(row -> {
                        String name = row.getString(1);
                        if (EventNames.classOf(name).isEmpty()) {
                            throw new CannotRebuild(
                                    "The event log has an event named "
                                            + name
                                            + ", which this release does not know");
                        }
                        if (names.contains(name)) {
                            count[0] += row.getLong(2);
                        }
                    });
        }
        return count[0];
    }

    /** Events of the view in a range of positions, already understood. */
    List<TrackedEventMessage<?>> read(long after, long upTo, Collection<Long> except) {
        return understood(engine.read(names, after, upTo, except));
    }

    /** Those at these positions. */
    List<TrackedEventMessage<?>> read(Collection<Long> positions) {
        return positions.isEmpty() ? List.of() : understood(engine.read(names, positions));
    }

    // Axon would do it when the view asks, in the thread that writes.
    private List<TrackedEventMessage<?>> understood(List<TrackedEventMessage<?>> events) {
        for (TrackedEventMessage<?> event : events) {
            event.getPayload();
            if (readsMetaData) {
                event.getMetaData();
            }
        }
        return events;
    }
}
