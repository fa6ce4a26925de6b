package io.snapledger.eventlog;

import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.state.AggregateStates;
import io.snapledger.eventlog.state.StateSerializer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's JDBC event store on our event table. Besides what Axon's does it remembers, for each
 * thread, the position of the last event it appended, so that a writer can wait for the read side
 * to reach it.
 *
 * <p>Each event is stored with a hash over itself and the hash of the event before it of the same
 * resource ({@link Chains}).
 *
 * <p>Of a resource with a long history the state may be stored beside it, folded up to one of its
 * events. Reading then begins there, in the same statement that reads the events. A state that is
 * missing, of other code or unreadable costs time and nothing else.
 *
 * <p>A transaction gets its positions before it commits, so a lower one may become visible after a
 * higher one. Readers keep such gaps in mind for {@link #GAP_TIMEOUT}, however far they lie back. A
 * writing transaction must not last longer: PostgreSQL's {@code transaction_timeout} bounds all of
 * it but the commit itself. Positions that are empty because a loss was accepted are no gaps: there
 * may be millions of them, and nothing can appear there.
 */
public final class EventLogEngine extends JdbcEventStorageEngine {

    /** How long a reader waits for an event with a lower position to show up. */
    public static final Duration GAP_TIMEOUT = Duration.ofMinutes(10);

    private static final String APPEND =
            """
            insert into %s
              (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
               payload_type, payload_revision, payload, meta_data, hash)
            values (?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?)
            """
                    .formatted(EventLogTable.NAME);

    private static final String STORE_STATE =
            """
            insert into %s as kept
              (aggregate_identifier, sequence_number, hash, payload_type, payload_revision, payload,
               digest)
            select e.aggregate_identifier, e.sequence_number, e.hash, s.type, s.revision, s.payload,
              sha256(convert_to(s.type, 'UTF8') || s.payload)
            from %s e, (select ?::text as type, ?::text as revision, ?::bytea as payload) s
            where e.aggregate_identifier = ?::uuid and e.sequence_number = ?
            on conflict (aggregate_identifier, payload_revision) do update
            set sequence_number = excluded.sequence_number, hash = excluded.hash,
              payload_type = excluded.payload_type, payload = excluded.payload,
              digest = excluded.digest, stored_at = default
            where excluded.sequence_number >= kept.sequence_number
              or not exists (
                select from %s e
                where e.aggregate_identifier = kept.aggregate_identifier
                  and e.sequence_number = kept.sequence_number and e.hash = kept.hash)
            """
                    .formatted(EventLogTable.STATES, EventLogTable.NAME, EventLogTable.NAME);

    // What another build still writes during an upgrade is younger.
    private static final String REMOVE_OLDER_STATES =
            """
            delete from %s
            where payload_type = ? and payload_revision <> ? and stored_at < now() - interval '1 day'
            """
                    .formatted(EventLogTable.STATES);

    private static final String OF_RESOURCES =
            """
            select global_index, event_identifier, aggregate_identifier, sequence_number, type,
              time_stamp, payload_type, payload_revision, payload, meta_data
            from %s
            where aggregate_identifier = any(?) and global_index <= ?
            order by aggregate_identifier, sequence_number
            """
                    .formatted(EventLogTable.NAME);

    private static final String READ =
            """
            select global_index, event_identifier, aggregate_identifier, sequence_number, type,
              time_stamp, payload_type, payload_revision, payload, meta_data
            from %s
            where payload_type = any(?) and %s
            order by global_index
            """;

    private static final String IN_RANGE =
            READ.formatted(
                    EventLogTable.NAME,
                    "global_index > ? and global_index <= ? and global_index <> all(?)");

    private static final String NEXT =
            """
            select %%s from %s where global_index > ? order by global_index limit ?
            """
                    .formatted(EventLogTable.NAME);

    private static final String IN_GAPS =
            """
            select %%s from %s where global_index = any(?)
            """
                    .formatted(EventLogTable.NAME);

    private static final String AT = READ.formatted(EventLogTable.NAME, "global_index = any(?)");

    private static final String LOSSES =
            """
            select last_position, empty_through from %s
            where empty_through > ? and last_position < ?
            order by last_position
            """
                    .formatted(EventLogTable.LOSSES);

    // event_log.accept_loss leaves no fewer positions empty.
    private static final long SHORTEST_LOSS = 1_000;

    // unique_violation, serialization_failure, deadlock_detected: somebody was faster, nothing is
    // stored.
    private static final Set<String> LOST_RACES = Set.of("23505", "40001", "40P01");

    // Before the first event, so that all are read.
    private static final long WITHOUT_STATE = -1;

    private static final Logger log = LoggerFactory.getLogger(EventLogEngine.class);

    private final ThreadLocal<Long> lastAppended = new ThreadLocal<>();
    private final TransactionManager transactions;
    private final @Nullable AggregateStates states;
    private final Chains chains = new Chains();

    /** Of which aggregates the states of earlier builds have been removed. */
    private final Set<String> cleared = ConcurrentHashMap.newKeySet();

    private EventLogEngine(
            Builder builder, TransactionManager transactions, @Nullable AggregateStates states) {
        super(builder);
        this.transactions = transactions;
        this.states = states;
    }

    /**
     * Opens the log for those who read events.
     *
     * @param batchSize how many events one read of the log fetches
     */
    public static EventLogEngine on(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            int batchSize) {
        return on(connections, transactions, serializer, null, batchSize);
    }

    /**
     * Opens the log for those who decide: states of such aggregates are stored and begun with.
     *
     * @param batchSize how many events one read of the log fetches
     */
    public static EventLogEngine withStates(
            ConnectionProvider connections,
            TransactionManager transactions,
            AggregateStates states,
            int batchSize) {
        return on(connections, transactions, new StateSerializer(states), states, batchSize);
    }

    private static EventLogEngine on(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Nullable AggregateStates states,
            int batchSize) {
        Builder builder =
                JdbcEventStorageEngine.builder()
                        .schema(EventLogTable.schema())
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                        .gapTimeout((int) GAP_TIMEOUT.toMillis())
                        .maxGapOffset(Integer.MAX_VALUE)
                        .batchSize(batchSize)
                        .readEventDataWithoutGaps(EventLogEngine::next)
                        .readEventDataWithGaps(EventLogEngine::next)
                        // Axon's own reads end so many positions further on, and nothing found
                        // may mean a gap of that length. These end after so many events.
                        .extendedGapCheckEnabled(false)
                        // A short batch is the last one: no second SELECT to find nothing.
                        .finalAggregateBatchPredicate(batch -> batch.size() < batchSize);
        return new EventLogEngine(builder, transactions, states);
    }

    private static PreparedStatement next(
            Connection connection, EventSchema schema, long after, int atMost) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(NEXT.formatted(schema.trackedEventFields()));
        select.setLong(1, after);
        select.setInt(2, atMost);
        return select;
    }

    // Two SELECTs, each by the index: with "or" in one, PostgreSQL may read the log from its start.
    private static PreparedStatement next(
            Connection connection, EventSchema schema, long after, int atMost, List<Long> gaps)
            throws SQLException {
        String fields = schema.trackedEventFields();
        PreparedStatement select =
                connection.prepareStatement(
                        "(%s) union all (%s) order by global_index"
                                .formatted(IN_GAPS.formatted(fields), NEXT.formatted(fields)));
        select.setArray(1, connection.createArrayOf("int8", gaps.toArray()));
        select.setLong(2, after);
        select.setInt(3, atMost);
        return select;
    }

    /** Forgets what this thread appended; call before a command is dispatched. */
    public void forgetAppended() {
        lastAppended.remove();
    }

    /**
     * The position of the last event that this thread appended since; empty if it appended none.
     */
    public OptionalLong lastAppended() {
        Long position = lastAppended.get();
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /**
     * Reads one batch; the reader comes again for more, and is spared the query that finds none.
     */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            TrackingToken after, boolean mayBlock) {
        return fetchTrackedEvents(after, batchSize()).stream();
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(
            ResultSet row, @Nullable GapAwareTrackingToken before) throws SQLException {
        long position = row.getLong("global_index");
        long last = before == null ? 0 : before.getIndex();
        StoredEvent event = StoredEvent.of(row);
        return new TrackedDomainEventData<>(
                at(
                        position,
                        position - last > SHORTEST_LOSS
                                ? beyondLosses(row.getStatement().getConnection(), before, position)
                                : before,
                        event.getTimestamp()),
                event);
    }

    /** As Axon counts gaps: before an event older than the longest transaction there are none. */
    private static GapAwareTrackingToken at(
            long position, @Nullable GapAwareTrackingToken before, Instant time) {
        boolean mayHaveGaps = time.isAfter(GenericEventMessage.clock.instant().minus(GAP_TIMEOUT));
        if (before == null) {
            return GapAwareTrackingToken.newInstance(
                    position,
                    mayHaveGaps ? LongStream.range(1, position).boxed().toList() : Set.of());
        }
        return before.advanceTo(position, mayHaveGaps ? Integer.MAX_VALUE : 0);
    }

    /** As if it had seen that there is nothing where losses were accepted before that position. */
    private static @Nullable GapAwareTrackingToken beyondLosses(
            Connection connection, @Nullable GapAwareTrackingToken before, long position)
            throws SQLException {
        GapAwareTrackingToken token = before;
        try (PreparedStatement select = connection.prepareStatement(LOSSES)) {
            select.setLong(1, before == null ? 0 : before.getIndex());
            select.setLong(2, position);
            try (ResultSet losses = select.executeQuery()) {
                while (losses.next()) {
                    long end = Math.min(losses.getLong("empty_through"), position - 1);
                    token = beyondLoss(token, losses.getLong("last_position"), end);
                }
            }
        }
        return token;
    }

    private static GapAwareTrackingToken beyondLoss(
            @Nullable GapAwareTrackingToken before, long lastPosition, long end) {
        long index = before == null ? 0 : before.getIndex();
        List<Long> gaps = new ArrayList<>(before == null ? Set.of() : before.getGaps());
        LongStream.rangeClosed(index + 1, lastPosition).forEach(gaps::add);
        return GapAwareTrackingToken.newInstance(Math.max(index, end), gaps);
    }

    /**
     * Hands over the events of some resources up to a position, inclusive: those of one resource
     * together, in the order in which they happened. However many there are, a batch at a time is
     * held. It takes a connection to itself, so it is for readers alone.
     */
    public void read(
            Collection<UUID> resources, long upTo, Consumer<TrackedEventMessage<?>> reader) {
        try (Connection connection = getConnection()) {
            // Otherwise the driver takes all rows at once.
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(OF_RESOURCES)) {
                select.setArray(1, connection.createArrayOf("uuid", resources.toArray()));
                select.setLong(2, upTo);
                select.setFetchSize(batchSize());
                try (ResultSet rows = select.executeQuery()) {
                    EventUtils.upcastAndDeserializeTrackedEvents(
                                    data(rows), getEventSerializer(), upcasterChain)
                            .forEach(reader);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new EventStoreException("The events of resources cannot be read", e);
        }
    }

    private Stream<TrackedEventData<?>> data(ResultSet rows) {
        Spliterator<TrackedEventData<?>> spliterator =
                new AbstractSpliterator<>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super TrackedEventData<?>> action) {
                        try {
                            if (!rows.next()) {
                                return false;
                            }
                            action.accept(atItsPosition(rows));
                            return true;
                        } catch (SQLException e) {
                            throw new EventStoreException(
                                    "The events of resources cannot be read", e);
                        }
                    }
                };
        return StreamSupport.stream(spliterator, false);
    }

    /**
     * The events of those stored names in a range of positions, in their order. The token of each
     * is its own position, a {@link GlobalSequenceTrackingToken}. For those who read what another
     * reader has passed, and so need not look out for gaps themselves.
     *
     * @param after exclusive
     * @param upTo inclusive
     * @param except positions that are left out
     */
    public List<TrackedEventMessage<?>> read(
            Collection<String> names, long after, long upTo, Collection<Long> except) {
        return read(
                IN_RANGE,
                (connection, select) -> {
                    select.setArray(1, connection.createArrayOf("text", names.toArray()));
                    select.setLong(2, after);
                    select.setLong(3, upTo);
                    select.setArray(4, connection.createArrayOf("int8", except.toArray()));
                });
    }

    /** The same, at those positions. */
    public List<TrackedEventMessage<?>> read(Collection<String> names, Collection<Long> positions) {
        return read(
                AT,
                (connection, select) -> {
                    select.setArray(1, connection.createArrayOf("text", names.toArray()));
                    select.setArray(2, connection.createArrayOf("int8", positions.toArray()));
                });
    }

    private List<TrackedEventMessage<?>> read(String sql, Parameters parameters) {
        List<TrackedEventData<byte[]>> found = new ArrayList<>();
        Connection connection = getConnection();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            parameters.set(connection, select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(atItsPosition(rows));
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException(e.getMessage(), e);
        } finally {
            JdbcUtils.closeQuietly(connection);
        }
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        found.stream(), getEventSerializer(), upcasterChain)
                .toList();
    }

    private static TrackedEventData<byte[]> atItsPosition(ResultSet row) throws SQLException {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")), StoredEvent.of(row));
    }

    @FunctionalInterface
    private interface Parameters {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }

    @Override
    protected PreparedStatement readEventData(
            Connection connection, String identifier, long firstSequenceNumber, int batchSize)
            throws SQLException {
        return states != null && firstSequenceNumber == 0
                ? chains.readFromState(connection, identifier, states.revisions(), batchSize)
                : chains.readOf(connection, identifier, firstSequenceNumber, batchSize);
    }

    @Override
    public DomainEventStream readEvents(String identifier, long firstSequenceNumber) {
        DomainEventStream events = super.readEvents(identifier, firstSequenceNumber);
        if (states == null || firstSequenceNumber > 0 || !events.hasNext()) {
            return events;
        }
        DomainEventMessage<?> first = events.peek();
        return first.getSequenceNumber() == 0 || isReadable(first)
                ? events
                : super.readEvents(identifier, WITHOUT_STATE);
    }

    private static boolean isReadable(DomainEventMessage<?> state) {
        try {
            return state.getPayload() != null;
        } catch (RuntimeException e) {
            log.warn(
                    "The state kept of {} {} cannot be read; its events are read instead: {}",
                    state.getType(),
                    state.getAggregateIdentifier(),
                    e.toString());
            return false;
        }
    }

    /** There is none to be read by itself: it is read together with the events after it. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String identifier) {
        return Optional.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> state, Serializer serializer) {
        SerializedObject<byte[]> payload = state.serializePayload(serializer, byte[].class);
        String revision = payload.getType().getRevision();
        transactions.executeInTransaction(() -> {
            Connection connection = getConnection();
            try (PreparedStatement store = connection.prepareStatement(STORE_STATE);
                    PreparedStatement remove = connection.prepareStatement(REMOVE_OLDER_STATES)) {
                store.setString(1, payload.getType().getName());
                store.setString(2, revision);
                store.setBytes(3, payload.getData());
                store.setString(4, state.getAggregateIdentifier());
                store.setLong(5, state.getSequenceNumber());
                store.executeUpdate();
                if (cleared.add(payload.getType().getName())) {
                    remove.setString(1, payload.getType().getName());
                    remove.setString(2, revision);
                    remove.executeUpdate();
                }
            } catch (SQLException e) {
                throw new EventStoreException("A state cannot be stored", e);
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
    }

    @Override
    protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
        chains.remember(row);
        return StoredEvent.of(row);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        transactions.executeInTransaction(() -> {
            Connection connection = getConnection();
            try {
                lastAppended.set(append(connection, events, serializer));
            } catch (SQLException e) {
                throw refused(e);
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
    }

    // Axon's own resolver looks for an exception type that PostgreSQL's driver does not throw.
    private static RuntimeException refused(SQLException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (LOST_RACES.contains(String.valueOf(sql.getSQLState()))) {
                    return new ConcurrencyException(e.getMessage(), e);
                }
                if (NoRoomForEvents.isSaidBy(sql)) {
                    return new NoRoomForEvents(e);
                }
            }
        }
        return new EventStoreException(e.getMessage(), e);
    }

    private long append(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer)
            throws SQLException {
        Chains.Links links = chains.links(connection, events);
        try (PreparedStatement insert =
                connection.prepareStatement(APPEND, new String[] {"global_index"})) {
            for (EventMessage<?> message : events) {
                if (!(message instanceof DomainEventMessage<?> event)) {
                    throw new IllegalArgumentException(
                            "not a resource's event: " + message.getPayloadType().getName());
                }
                SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
                SerializedObject<byte[]> metaData =
                        event.serializeMetaData(serializer, byte[].class);
                // As the column has it, so that the hash is over what is stored.
                Instant at = event.getTimestamp().truncatedTo(ChronoUnit.MICROS);
                Hash hash = links.next(event, at, payload, metaData);
                insert.setString(1, event.getIdentifier());
                insert.setString(2, event.getAggregateIdentifier());
                insert.setLong(3, event.getSequenceNumber());
                insert.setString(4, event.getType());
                insert.setObject(5, at.atOffset(ZoneOffset.UTC));
                insert.setString(6, payload.getType().getName());
                insert.setString(7, payload.getType().getRevision());
                insert.setBytes(8, payload.getData());
                insert.setBytes(9, metaData.getData());
                insert.setBytes(10, hash.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
            long last = 0;
            try (ResultSet positions = insert.getGeneratedKeys()) {
                while (positions.next()) {
                    last = positions.getLong(1);
                }
            }
            return last;
        }
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant timestamp)
            throws SQLException {
        statement.setObject(position, timestamp.atOffset(ZoneOffset.UTC));
    }
}
