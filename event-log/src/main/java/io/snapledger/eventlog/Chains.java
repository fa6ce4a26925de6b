package io.snapledger.eventlog;

import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;

/**
 * The hashes by which each event holds on to the one before it of its resource. Who decides on a
 * resource has read its events, and with them the last one's hash: it is kept for as long as the
 * unit of work lasts, and so costs no query of its own. It is not kept longer, since what was
 * appended in a transaction that is undone is not there any more.
 */
final class Chains {

    private static final String LAST_OF_RESOURCES = "io.snapledger.eventlog.Chains";

    private static final String READ =
            """
            select event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
              payload_type, payload_revision, payload, meta_data, hash
            from %s
            where aggregate_identifier = ?::uuid and sequence_number >= ?
            order by sequence_number
            limit ?
            """
                    .formatted(EventLogTable.NAME);

    // A state stands in the place of the last event that is folded into it, and the events before
    // are left out. It counts as long as that event has the hash that it had then, and the state is
    // as it was stored.
    private static final String READ_FROM_STATE =
            """
            with state as (
              select sequence_number, s.payload_type, s.payload_revision, s.payload
              from %s s join %s e using (aggregate_identifier, sequence_number)
              where aggregate_identifier = ?::uuid and s.payload_revision = any(?)
                and s.hash = e.hash
                and s.digest = sha256(convert_to(s.payload_type, 'UTF8') || s.payload)
              order by sequence_number desc
              limit 1)
            select e.event_identifier, e.aggregate_identifier, e.sequence_number, e.type, e.time_stamp,
              coalesce(s.payload_type, e.payload_type) as payload_type,
              coalesce(s.payload_revision, e.payload_revision) as payload_revision,
              coalesce(s.payload, e.payload) as payload, e.meta_data, e.hash
            from %s e left join state s using (sequence_number)
            where e.aggregate_identifier = ?::uuid
              and e.sequence_number >= coalesce((select sequence_number from state), 0)
            order by e.sequence_number
            limit ?
            """
                    .formatted(EventLogTable.STATES, EventLogTable.NAME, EventLogTable.NAME);

    private static final String HASH =
            "select hash from %s where aggregate_identifier = ?::uuid and sequence_number = ?"
                    .formatted(EventLogTable.NAME);

    /** The events of one resource, with what {@link #remember} needs. */
    PreparedStatement readOf(Connection connection, String resource, long from, int batchSize)
            throws SQLException {
        PreparedStatement read = connection.prepareStatement(READ);
        read.setString(1, resource);
        read.setLong(2, from);
        read.setInt(3, batchSize);
        return read;
    }

    /** The same from the first on, or from a state of one of those revisions, if one is kept. */
    PreparedStatement readFromState(
            Connection connection, String resource, Set<String> revisions, int batchSize)
            throws SQLException {
        PreparedStatement read = connection.prepareStatement(READ_FROM_STATE);
        read.setString(1, resource);
        read.setArray(2, connection.createArrayOf("text", revisions.toArray()));
        read.setString(3, resource);
        read.setInt(4, batchSize);
        return read;
    }

    /** Keeps the hash of an event that was read. */
    void remember(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        if (hash != null && CurrentUnitOfWork.isStarted()) {
            lasts().put(
                            row.getString("aggregate_identifier"),
                            new Last(row.getLong("sequence_number"), Hash.of(hash)));
        }
    }

    /** To be asked for the hash of each of these events, in their order. */
    Links links(Connection connection, List<? extends EventMessage<?>> events) throws SQLException {
        Map<String, Last> lasts = lasts();
        Set<String> begun = new HashSet<>();
        for (EventMessage<?> message : events) {
            // The later ones of a resource follow those before them, which are not stored yet.
            if (message instanceof DomainEventMessage<?> event
                    && begun.add(event.getAggregateIdentifier())) {
                String resource = event.getAggregateIdentifier();
                long before = event.getSequenceNumber() - 1;
                Last last = lasts.get(resource);
                if (before >= 0 && (last == null || last.sequenceNumber != before)) {
                    lasts.put(resource, new Last(before, read(connection, resource, before)));
                }
            }
        }
        return new Links(lasts);
    }

    private static Hash read(Connection connection, String resource, long sequenceNumber)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HASH)) {
            query.setString(1, resource);
            query.setLong(2, sequenceNumber);
            try (ResultSet row = query.executeQuery()) {
                byte[] hash = row.next() ? row.getBytes(1) : null;
                return hash == null ? Hash.NONE : Hash.of(hash);
            }
        }
    }

    private static Map<String, Last> lasts() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get()
                        .root()
                        .getOrComputeResource(LAST_OF_RESOURCES, _ -> new HashMap<>())
                : new HashMap<>();
    }

    /** The last event of a resource that is known. */
    private record Last(long sequenceNumber, Hash hash) {}

    /** Goes from event to event. */
    static final class Links {

        private final Map<String, Last> lasts;

        private Links(Map<String, Last> lasts) {
            this.lasts = lasts;
        }

        Hash next(
                DomainEventMessage<?> event,
                Instant at,
                SerializedObject<byte[]> payload,
                SerializedObject<byte[]> metaData) {
            String resource = event.getAggregateIdentifier();
            Hash content =
                    EventHash.ofContent(
                            UUID.fromString(event.getIdentifier()),
                            UUID.fromString(resource),
                            at,
                            event.getType(),
                            payload.getType().getName(),
                            payload.getType().getRevision(),
                            payload.getData(),
                            metaData.getData());
            Last last = event.getSequenceNumber() == 0 ? null : lasts.get(resource);
            Hash hash =
                    EventHash.of(
                            last == null ? Hash.NONE : last.hash,
                            event.getSequenceNumber(),
                            content);
            lasts.put(resource, new Last(event.getSequenceNumber(), hash));
            return hash;
        }
    }
}
