package io.snapledger.query.projection;

import io.snapledger.eventlog.EventLogTable;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The end of the event log. */
final class EventLogHead {

    private static final Logger log = LoggerFactory.getLogger(EventLogHead.class);

    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String LAST =
            """
            select coalesce(max(global_index), 0) from %s
            """
                    .formatted(EventLogTable.NAME);

    private static final String AGE =
            """
            select greatest(0, extract(epoch from clock_timestamp() - time_stamp)) from %s
            where global_index > :position order by global_index limit 1
            """
                    .formatted(EventLogTable.NAME);

    private final JdbcClient eventLog;
    private OptionalLong last = OptionalLong.empty();
    private long readAt = System.nanoTime() - FRESH.toNanos();

    EventLogHead(JdbcClient eventLog) {
        this.eventLog = eventLog;
    }

    /** The position of the last event, 0 if there is none. */
    long read() {
        return eventLog.sql(LAST).query((row, _) -> row.getLong(1)).single();
    }

    /**
     * How long ago the first event behind a position was stored, in seconds; 0 if there is none.
     */
    double ageOfFirstAfter(long position) {
        return eventLog.sql(AGE)
                .param("position", position)
                .query((row, _) -> row.getDouble(1))
                .optional()
                .orElse(0.0);
    }

    /**
     * The end of the log, for those who watch: at most a second old, and empty where the log cannot
     * be read.
     */
    synchronized OptionalLong watch() {
        if (System.nanoTime() - readAt >= FRESH.toNanos()) {
            try {
                last = OptionalLong.of(read());
            } catch (DataAccessException e) {
                log.debug("The event log cannot be read", e);
                last = OptionalLong.empty();
            }
            readAt = System.nanoTime();
        }
        return last;
    }
}
