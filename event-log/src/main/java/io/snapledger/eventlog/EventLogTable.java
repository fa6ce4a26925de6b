package io.snapledger.eventlog;

import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/** The event table, as the command-service's migrations make it. */
public final class EventLogTable {

    /** Where the events are. */
    public static final String NAME = "event_log.event";

    /** Where states of aggregates with long histories are. */
    public static final String STATES = "event_log.aggregate_state";

    /** The channel on which the writer says that there is something new. */
    public static final String CHANNEL = "snapledger_event_log";

    private EventLogTable() {}

    /** Its columns, in Axon's terms. */
    public static EventSchema schema() {
        return EventSchema.builder()
                .eventTable(NAME)
                .snapshotTable(STATES)
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }
}
