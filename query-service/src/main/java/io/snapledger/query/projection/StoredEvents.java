package io.snapledger.query.projection;

import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.EventLogTable;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events of single resources as the log has them, past every view. */
@Component
public final class StoredEvents {

    private static final String OF_RESOURCES =
            """
            select global_index, event_identifier, payload_type, payload_revision, payload
            from %s
            where aggregate_identifier = any(?) and global_index <= ?
            order by aggregate_identifier, sequence_number
            """
                    .formatted(EventLogTable.NAME);

    private final JdbcClient eventLog;
    private final Serializer serializer = new EventLogSerializer();

    StoredEvents(@Qualifier(EventLogConfiguration.EVENT_LOG) JdbcClient eventLog) {
        this.eventLog = eventLog;
    }

    /**
     * The events of some resources up to a position, inclusive: those of one resource together, in
     * the order in which they happened.
     */
    public List<StoredEvent> of(Collection<UUID> resources, long upTo) {
        return eventLog.sql(OF_RESOURCES)
                .param(ColumnArrays.ids(resources))
                .param(upTo)
                .query(this::event)
                .list();
    }

    private StoredEvent event(ResultSet row, int number) throws SQLException {
        ResourceEvent event =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                row.getBytes("payload"),
                                byte[].class,
                                new SimpleSerializedType(
                                        row.getString("payload_type"),
                                        row.getString("payload_revision"))));
        return new StoredEvent(
                row.getLong("global_index"), Cells.uuid(row, "event_identifier"), event);
    }

    /** One of them, and where it stands. */
    public record StoredEvent(long position, UUID eventId, ResourceEvent event) {}
}
