package io.snapledger.query.projection;

import io.snapledger.eventlog.EventLogTable;
import java.util.Collection;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Who may still fill a gap between the positions of the event log, and which gaps are filled. */
@Component
public final class EventLogWriters {

    private static final String FILLED =
            """
            select global_index from %s where global_index = any(:positions)
            """
                    .formatted(EventLogTable.NAME);

    private final JdbcClient eventLog;

    EventLogWriters(@Qualifier(EventLogConfiguration.EVENT_LOG) JdbcClient eventLog) {
        this.eventLog = eventLog;
    }

    /** The transactions that have a position, or may be about to take a higher one. */
    public Set<String> writing() {
        return eventLog.sql(EventLogTable.WRITERS).query((row, _) -> row.getString(1)).set();
    }

    /** Those of the positions at which there is an event now. */
    public Set<Long> filled(Collection<Long> positions) {
        return eventLog.sql(FILLED)
                .param("positions", new SqlArrayValue("bigint", positions.toArray()))
                .query((row, _) -> row.getLong(1))
                .set();
    }
}
