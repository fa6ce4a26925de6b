package io.snapledger.eventlog;

import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/** The event table, as the command-service's migrations make it. */
public final class EventLogTable {

    /** Where the events are. */
    public static final String NAME = "event_log.event";

    /** Where states of aggregates with long histories are. */
    public static final String STATES = "event_log.aggregate_state";

    /** Where it is said which positions are empty because what was there was lost. */
    public static final String LOSSES = "event_log.loss";

    /** The channel on which the writer says that there is something new. */
    public static final String CHANNEL = "snapledger_event_log";

    /**
     * The transactions that have a position of which nothing may be seen yet, and their processes;
     * a prepared one has none. An insert takes this lock before it takes a position, and keeps it
     * until what it wrote can be seen or never will. Who still waits for the lock has no position.
     */
    public static final String WRITERS =
            """
            select virtualtransaction, pid from pg_locks
            where locktype = 'relation' and relation = '%s'::regclass
              and database = (select oid from pg_database where datname = current_database())
              and mode = 'RowExclusiveLock' and granted
            """
                    .formatted(NAME);

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
