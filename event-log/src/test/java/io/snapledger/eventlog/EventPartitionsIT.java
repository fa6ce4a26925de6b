package io.snapledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.eventlog.state.AggregateStates;
import io.snapledger.testservers.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The event table in partitions: made of the one table that was, and written and read across. */
class EventPartitionsIT {

    // As release 0.1.0 wrote them, word for word.
    private static final String APPEND_OF_0_1_0 =
            """
            insert into event_log.event
              (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
               payload_type, payload_revision, payload, meta_data, hash)
            values (?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ_OF_0_1_0 =
            """
            select event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
              payload_type, payload_revision, payload, meta_data, hash
            from event_log.event
            where aggregate_identifier = ?::uuid and sequence_number >= ?
            order by sequence_number
            limit ?
            """;
    private static final String HEAD_OF_0_1_0 =
            "select coalesce(max(global_index), 0) from event_log.event";

    private static TestPostgres postgres;
    private static int databases;

    private PGSimpleDataSource database;
    private EventLogEngine engine;

    @BeforeAll
    static void startPostgres() {
        postgres = TestPostgres.started();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void aLogOfTheReleaseBefore() throws SQLException, IOException {
        String name = "log_" + ++databases;
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(name));
        database.setStringType("unspecified");
        EventLogMigrations.run(database, "V1__create_event_log.sql");
        EventLogMigrations.run(database, "V20__index_events_that_begin_resources.sql");
        EventLogMigrations.run(database, "V21__chain_events.sql");
        EventLogMigrations.run(database, "V22__keep_states_of_long_histories.sql");
        engine =
                EventLogEngine.withStates(
                        new DataSourceConnectionProvider(database),
                        NoTransactionManager.instance(),
                        new AggregateStates(),
                        500);
    }

    @Test
    void aTableWithEventsBecomesTheFirstPartitionAsItIs() throws SQLException, IOException {
        UUID resource = UUID.randomUUID();
        for (int sequence = 0; sequence < 3; sequence++) {
            appendAs0Point1(resource, sequence);
        }
        String file = text("select pg_relation_filepath('event_log.event')");
        execute("create role auditor");
        execute("grant select on event_log.event to auditor");

        EventLogMigrations.run(database, "V30__bound_the_events_there_are.sql");
        EventLogMigrations.run(database, "V30_1__prove_the_bound_of_the_events_there_are.sql");
        List<String> said = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set client_min_messages = debug1");
            statement.execute(EventLogMigrations.read("V30_2__partition_events_by_position.sql"));
            for (@Nullable SQLWarning warning = statement.getWarnings();
                    warning != null;
                    warning = warning.getNextWarning()) {
                said.add(warning.getMessage());
            }
        }

        // Or it would be read whole while nobody can write.
        assertThat(said)
                .anyMatch(line ->
                        line.contains(
                                "partition constraint for table \"event_1\" is implied by existing"
                                        + " constraints"));
        assertThat(text("select pg_relation_filepath('event_log.event_1')")).isEqualTo(file);
        assertThat(text("select has_table_privilege('auditor', 'event_log.event', 'select')"))
                .isEqualTo("t");
        assertThat(sequencesOf(resource)).containsExactly(0L, 1L, 2L);
        engine.appendEvents(event(resource, 3));
        assertThat(text("select max(global_index) from event_log.event")).isEqualTo("4");
        assertThat(unchained()).isZero();
    }

    /** Also on connections that have prepared them before. */
    @Test
    void statementsOfTheReleaseBeforeGoOnWorkingWhileTheTableIsDivided()
            throws SQLException, IOException {
        UUID resource = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                PreparedStatement append =
                        connection.prepareStatement(
                                APPEND_OF_0_1_0, new String[] {"global_index"});
                PreparedStatement read = connection.prepareStatement(READ_OF_0_1_0);
                PreparedStatement head = connection.prepareStatement(HEAD_OF_0_1_0)) {
            // From the fifth time on the server has it prepared.
            for (int sequence = 0; sequence < 7; sequence++) {
                assertThat(append(append, resource, sequence)).isEqualTo(sequence + 1);
                assertThat(count(read, resource)).isEqualTo(sequence + 1);
                assertThat(number(head)).isEqualTo(sequence + 1);
            }

            EventLogMigrations.runPartitioning(database);
            partitionsEndBefore(8, 9, 1000);

            assertThat(append(append, resource, 7)).isEqualTo(8);
            assertThat(append(append, resource, 8)).isEqualTo(9);
            assertThat(count(read, resource)).isEqualTo(9);
            assertThat(number(head)).isEqualTo(9);
            assertThatThrownBy(() -> append(append, resource, 8))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("23505");
        }
        assertThat(partitionsOf(resource)).containsExactly("event_1", "event_2");
        assertThat(unchained()).isZero();
    }

    @Test
    void aResourceGoesOnInTheNextPartition() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        UUID resource = UUID.randomUUID();
        partitionsEndBefore(2, 3, 1000);
        engine.appendEvents(event(resource, 0), event(resource, 1));
        engine.appendEvents(event(resource, 2));
        engine.appendEvents(event(resource, 3));

        assertThat(partitionsOf(resource)).containsExactly("event_1", "event_2");
        assertThat(sequencesOf(resource)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(unchained()).isZero();
        assertThat(positions(null)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsStoredInAnEarlierPartitionIsNotStoredAgain() throws SQLException, IOException {
        UUID beforeHeads = UUID.randomUUID();
        appendAs0Point1(beforeHeads, 0);
        appendAs0Point1(beforeHeads, 1);
        EventLogMigrations.runPartitioning(database);
        partitionsEndBefore(4, 6, 1000);
        UUID resource = UUID.randomUUID();
        engine.appendEvents(event(resource, 0), event(resource, 1), event(resource, 2));

        for (long sequence = 0; sequence < 3; sequence++) {
            long again = sequence;
            assertThatThrownBy(() -> engine.appendEvents(event(resource, again)))
                    .isInstanceOf(ConcurrencyException.class);
        }
        for (long sequence = 0; sequence < 2; sequence++) {
            long again = sequence;
            assertThatThrownBy(() -> engine.appendEvents(event(beforeHeads, again)))
                    .isInstanceOf(ConcurrencyException.class);
        }
        engine.appendEvents(event(resource, 3));
        engine.appendEvents(event(beforeHeads, 2));
        assertThat(sequencesOf(resource)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(sequencesOf(beforeHeads)).containsExactly(0L, 1L, 2L);
    }

    /** Neither sees the other's event, and no index is over both. */
    @Test
    void ofTwoThatAppendTheSameInTwoPartitionsOneLoses()
            throws SQLException, IOException, InterruptedException {
        EventLogMigrations.runPartitioning(database);
        UUID resource = UUID.randomUUID();
        engine.appendEvents(event(resource, 0));
        partitionsEndBefore(2, 3, 1000);
        try (ExecutorService other = Executors.newSingleThreadExecutor();
                Connection connection = database.getConnection();
                PreparedStatement append =
                        connection.prepareStatement(
                                APPEND_OF_0_1_0, new String[] {"global_index"})) {
            connection.setAutoCommit(false);
            assertThat(append(append, resource, 1)).isEqualTo(2);

            Future<?> second = other.submit(() -> engine.appendEvents(event(resource, 1)));
            awaitWaiting();
            connection.commit();

            assertThatThrownBy(second::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConcurrencyException.class);
        }
        assertThat(sequencesOf(resource)).containsExactly(0L, 1L);
    }

    @Test
    void withoutAPartitionNothingIsStoredUntilThereIsOne() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        UUID resource = UUID.randomUUID();
        partitionsEndBefore(1, 10, 11);
        execute("select setval('event_log.event_global_index_seq', 11)");

        assertThatThrownBy(() -> engine.appendEvents(event(resource, 0)))
                .isInstanceOf(NoRoomForEvents.class)
                .matches(e -> NoRoomForEvents.isCauseOf(new IllegalStateException(e)))
                .hasMessageContaining("no partition");
        assertThat(text("select event_log.make_room(1000)")).isEqualTo("2");

        engine.appendEvents(event(resource, 0));
        assertThat(partitionsOf(resource)).containsExactly("event_3");
    }

    /** The hash of an event is checked in the partitions too, and that is no want of room. */
    @Test
    void whatIsWrongWithAnEventIsNoWantOfRoom() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        assertThatThrownBy(() ->
                        execute(
                                """
                                insert into event_log.event
                                  (event_identifier, aggregate_identifier, sequence_number, type,
                                   time_stamp, payload_type, payload_revision, payload, meta_data,
                                   hash)
                                values (gen_random_uuid(), gen_random_uuid(), 0, 'x', now(), 'x',
                                  '1', '{}', '{}', 'short')
                                """))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(NoRoomForEvents.isSaidBy(e)).isFalse());
    }

    @Test
    void aPartitionIsMadeOnceHoweverManyAskForIt()
            throws SQLException, IOException, InterruptedException, ExecutionException {
        EventLogMigrations.runPartitioning(database);
        execute("select setval('event_log.event_global_index_seq', 150000000)");
        int made = 0;
        try (ExecutorService instances = Executors.newFixedThreadPool(6)) {
            Callable<String> ask = () -> text("select event_log.make_room(100000000)");
            for (Future<String> answer :
                    instances.invokeAll(Stream.generate(() -> ask).limit(6).toList())) {
                made += Integer.parseInt(answer.get());
            }
        }

        assertThat(made).isEqualTo(1);
        assertThat(
                        text(
                                "select string_agg(name || ' ' || end_position, ',') from"
                                        + " event_log.event_partition"))
                .isEqualTo("event_1 100000000,event_2 200000000,event_3 300000000");
    }

    /** Making one waits neither for those who write nor for those who read for long. */
    @Test
    void aPartitionIsMadeWhileOthersReadAndWrite() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        UUID resource = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                PreparedStatement append =
                        connection.prepareStatement(
                                APPEND_OF_0_1_0, new String[] {"global_index"});
                PreparedStatement read = connection.prepareStatement(READ_OF_0_1_0)) {
            connection.setAutoCommit(false);
            append(append, resource, 0);
            assertThat(count(read, resource)).isEqualTo(1);

            execute("set lock_timeout = '1s'; select event_log.make_room(200000000)");
            append(append, resource, 1);
            connection.commit();
        }
        assertThat(text("select count(*) from event_log.event_partition")).isEqualTo("3");
        assertThat(sequencesOf(resource)).containsExactly(0L, 1L);
    }

    @Test
    void noEventIsChangedPastTheTableInItsPartition() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        engine.appendEvents(event(UUID.randomUUID(), 0));
        execute("select event_log.make_room(200000000)");

        for (String partition : List.of("event", "event_1", "event_2", "event_3")) {
            for (String change :
                    List.of(
                            "update event_log.%s set type = 'x'",
                            "delete from event_log.%s", "truncate event_log.%s")) {
                assertThatThrownBy(() -> execute(change.formatted(partition)))
                        .hasMessageContaining("events are never changed or removed");
            }
        }
    }

    /** It is read again as soon as it is back, at its place. */
    @Test
    void aPartitionCanBeDetachedAndAttachedAgain() throws SQLException, IOException {
        EventLogMigrations.runPartitioning(database);
        UUID old = UUID.randomUUID();
        UUID living = UUID.randomUUID();
        engine.appendEvents(event(old, 0));
        partitionsEndBefore(2, 2, 1000);
        engine.appendEvents(event(living, 0));

        execute("alter table event_log.event detach partition event_log.event_1 concurrently");
        assertThat(positions(null)).containsExactly(2L);
        engine.appendEvents(event(living, 1));
        assertThatThrownBy(() -> execute("delete from event_log.event_1"))
                .hasMessageContaining("events are never changed or removed");

        execute(
                """
                alter table event_log.event
                  attach partition event_log.event_1 for values from (minvalue) to (2)
                """);
        assertThat(positions(null)).containsExactly(1L, 2L, 3L);
        assertThat(unchained()).isZero();
        assertThatThrownBy(() -> engine.appendEvents(event(old, 0)))
                .isInstanceOf(ConcurrencyException.class);
    }

    private static GenericDomainEventMessage<?> event(UUID resource, long sequence) {
        VolumeTypeId id = new VolumeTypeId(resource);
        return new GenericDomainEventMessage<>(
                "volume-type",
                id.toString(),
                sequence,
                new VolumeTypeDeleted(id, StatusChange.to("available", "deleted"), Instant.now()),
                Map.of());
    }

    private List<Long> positions(@Nullable TrackingToken after) {
        List<Long> positions = new ArrayList<>();
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(after, false)) {
            events.forEach(event -> positions.add(event.trackingToken().position().orElseThrow()));
        }
        return positions;
    }

    private List<Long> sequencesOf(UUID resource) {
        List<Long> sequences = new ArrayList<>();
        engine.readEvents(resource.toString())
                .forEachRemaining(event -> sequences.add(event.getSequenceNumber()));
        return sequences;
    }

    private List<String> partitionsOf(UUID resource) throws SQLException {
        return List.of(
                text("""
                select string_agg(distinct relname, ',' order by relname)
                from event_log.event e join pg_class on pg_class.oid = e.tableoid
                where aggregate_identifier = '%s'
                """
                                .formatted(resource))
                        .split(","));
    }

    /** How many events have another hash than they should. */
    private long unchained() throws SQLException {
        return Long.parseLong(
                text(
                        """
                        select count(*) from (
                          select hash, event_log.chain(sequence_number, event_log.event_content(e))
                            over (partition by aggregate_identifier order by sequence_number) as due
                          from event_log.event e) events
                        where hash <> due
                        """));
    }

    private void appendAs0Point1(UUID resource, long sequence) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement append =
                        connection.prepareStatement(
                                APPEND_OF_0_1_0, new String[] {"global_index"})) {
            append(append, resource, sequence);
        }
    }

    /** Without a hash, which the database adds then. */
    private static long append(PreparedStatement append, UUID resource, long sequence)
            throws SQLException {
        append.setString(1, UUID.randomUUID().toString());
        append.setString(2, resource.toString());
        append.setLong(3, sequence);
        append.setString(4, "volume-type");
        append.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
        append.setString(6, "volume-type.deleted");
        append.setString(7, "1");
        append.setBytes(
                8,
                """
                {"id": "%s", "change": {"from": "available", "to": "deleted"}, "at": "%s"}
                """
                        .formatted(resource, Instant.now())
                        .getBytes(StandardCharsets.UTF_8));
        append.setBytes(9, new byte[] {'{', '}'});
        append.setBytes(10, null);
        append.executeUpdate();
        try (ResultSet position = append.getGeneratedKeys()) {
            position.next();
            return position.getLong(1);
        }
    }

    private static int count(PreparedStatement read, UUID resource) throws SQLException {
        read.setString(1, resource.toString());
        read.setLong(2, 0);
        read.setInt(3, 500);
        try (ResultSet rows = read.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Not by jumping to the end of one: whoever reads would wait for all positions before.
     *
     * @param heads the position from which on events move the head of their resource
     */
    private void partitionsEndBefore(long heads, long first, long second) throws SQLException {
        execute(
                """
                alter table event_log.event detach partition event_log.event_1;
                alter table event_log.event detach partition event_log.event_2;
                drop trigger event_moves_head on event_log.event;
                create trigger event_moves_head before insert on event_log.event
                  for each row when (new.global_index >= %1$d)
                  execute function event_log.move_head(%1$d);
                alter table event_log.event
                  attach partition event_log.event_1 for values from (minvalue) to (%2$d);
                alter table event_log.event
                  attach partition event_log.event_2 for values from (%2$d) to (%3$d);
                """
                        .formatted(heads, first, second));
    }

    /** Until somebody waits for a transaction to end. */
    private void awaitWaiting() throws SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!text("select count(*) from pg_locks where not granted and locktype = 'transactionid'")
                .equals("1")) {
            assertThat(System.nanoTime()).as("somebody waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean hasRows = statement.execute(sql);
            while (!hasRows) {
                hasRows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
