package io.snapledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.testservers.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The log on a real PostgreSQL, made by the command-service's own migration. */
class EventLogEngineIT {

    private static final String INSERT =
            """
            insert into event_log.event
              (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
               payload_type, payload_revision, payload, meta_data)
            values (gen_random_uuid(), gen_random_uuid(), 0, 'volume-type', ?, ?, '1', ?, ?)
            """;

    private static TestPostgres postgres;
    private static PGSimpleDataSource dataSource;
    private static EventLogEngine engine;

    @BeforeAll
    static void startPostgres() throws IOException, SQLException {
        postgres = TestPostgres.started();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl("postgres"));
        dataSource.setStringType("unspecified");
        EventLogMigrations.run(dataSource);
        engine =
                EventLogEngine.on(
                        new DataSourceConnectionProvider(dataSource),
                        NoTransactionManager.instance(),
                        new EventLogSerializer(),
                        500);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void emptyTheLog() throws SQLException {
        execute(
                """
                alter table event_log.event disable trigger event_is_never_changed;
                alter table event_log.event_1 disable trigger event_is_never_changed;
                alter table event_log.event_2 disable trigger event_is_never_changed;
                truncate event_log.event, event_log.aggregate_head restart identity;
                alter table event_log.event enable trigger event_is_never_changed;
                alter table event_log.event_1 enable trigger event_is_never_changed;
                alter table event_log.event_2 enable trigger event_is_never_changed;
                alter table event_log.loss disable trigger loss_is_never_changed;
                truncate event_log.loss;
                alter table event_log.loss enable trigger loss_is_never_changed;
                """);
    }

    /**
     * Far behind the head and long ago by its own clock: neither distance nor age loses an event.
     */
    @Test
    void anEventThatIsCommittedLateIsReadHoweverFarTheLogHasGoneOn() throws SQLException {
        Instant twoMinutesAgo = Instant.now().minusSeconds(120);
        List<String> read = new ArrayList<>();
        try (Connection late = dataSource.getConnection();
                Connection others = dataSource.getConnection()) {
            late.setAutoCommit(false);
            insert(others, 1, twoMinutesAgo);
            insert(late, 1, twoMinutesAgo);
            insert(others, 15_000, twoMinutesAgo);
            TrackingToken token = readAll(null, read);
            assertThat(read).hasSize(15_001);

            late.commit();
            readAll(token, read);
        }

        Set<String> distinct = new HashSet<>(read);
        assertThat(read).hasSize(15_002);
        assertThat(distinct).hasSize(15_002);
    }

    @Test
    void positionsThatWereNeverUsedHideNothingHoweverManyThereAre() throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection others = dataSource.getConnection()) {
            insert(others, 1, Instant.now());
            execute("select setval('event_log.event_global_index_seq', 5000)");
            insert(others, 2, Instant.now());
        }

        readAll(null, read);

        assertThat(read).hasSize(3);
    }

    @Test
    void positionsWhoseLossWasAcceptedAreNoGapsAndAllOthersAre() throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection late = dataSource.getConnection();
                Connection others = dataSource.getConnection()) {
            insert(others, 1, Instant.now());
            execute("select nextval('event_log.event_global_index_seq')");
            insert(others, 1, Instant.now());
            TrackingToken before = readAll(null, read);
            execute("select event_log.accept_loss(500000, 0, 'the disk is gone')");
            execute("select event_log.accept_loss(1000000, 0, 'the tape as well')");
            late.setAutoCommit(false);
            insert(late, 1, Instant.now());
            insert(others, 1, Instant.now());

            TrackingToken after = readAll(before, read);

            assertThat(after)
                    .isEqualTo(
                            GapAwareTrackingToken.newInstance(1_001_002, Set.of(2L, 1_001_001L)));
            assertThat(readAll(null, new ArrayList<>())).isEqualTo(after);
            late.commit();
            readAll(after, read);
        }
        assertThat(read).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLostBeforeTheFirstEventIsNoGapEither() throws SQLException {
        execute("select event_log.accept_loss(1000000, 0, 'all of it is gone')");
        try (Connection others = dataSource.getConnection()) {
            insert(others, 1, Instant.now());
        }

        assertThat(readAll(null, new ArrayList<>()))
                .isEqualTo(GapAwareTrackingToken.newInstance(1_001_001, Set.of()));
    }

    @Test
    void aLossIsAcceptedByTheOwnerOfTheLogAlone() throws SQLException {
        execute("create role passer_by; grant usage on schema event_log to passer_by");

        assertThatThrownBy(() ->
                        execute(
                                """
                                set role passer_by;
                                select event_log.accept_loss(1000000, 0, 'the disk is gone')
                                """))
                .hasMessageContaining("permission denied for function accept_loss");
    }

    @Test
    void aLossIsAcceptedForAReasonUpToWhatCanHaveBeenSeen() {
        for (String incomplete :
                List.of("null, 0, 'why'", "5, null, 'why'", "5, 0, null", "5, 0, E' \\n'")) {
            assertThatThrownBy(() -> execute("select event_log.accept_loss(" + incomplete + ")"))
                    .hasMessageContaining("with a position, the number of a root and a reason");
        }
        assertThatThrownBy(() -> execute("select event_log.accept_loss(-1, 0, 'why')"))
                .hasMessageContaining("not negative");
        assertThatThrownBy(() -> execute("select event_log.accept_loss(100000001, 0, 'why')"))
                .hasMessageContaining("position 100000001 cannot have been seen");
        assertThatThrownBy(() -> execute("select event_log.accept_loss(5, 100000001, 'why')"))
                .hasMessageContaining("root 100000001 cannot have been seen");
    }

    /** A sequence does not go back by itself. */
    @Test
    void aLossThatIsRolledBackLeavesNoPositionOut() throws SQLException {
        try (Connection looking = dataSource.getConnection();
                Connection others = dataSource.getConnection()) {
            insert(others, 1, Instant.now());
            looking.setAutoCommit(false);
            try (Statement statement = looking.createStatement()) {
                statement.execute("select event_log.accept_loss(1000000, 0, 'only to look')");
            }
            looking.rollback();
            insert(others, 1, Instant.now());
        }

        assertThat(readAll(null, new ArrayList<>()))
                .isEqualTo(GapAwareTrackingToken.newInstance(2, Set.of()));
    }

    @Test
    void whatTheLogEndsWithIsNotTakenFromAnOlderSnapshot() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() ->
                                statement.execute("select event_log.accept_loss(5, 0, 'why')"))
                        .hasMessageContaining("read committed");
            }
        }
    }

    @Test
    void theNumberOfALostRootIsNotGivenAgain() throws SQLException {
        execute("select event_log.accept_loss(0, 7, 'the disk is gone')");

        assertThatThrownBy(() -> execute("insert into event_log.root (number) values (7)"))
                .hasMessageContaining("root 7 was lost");
    }

    /** It has a position that would count as empty. */
    @Test
    void aLossIsNotAcceptedBesideSomebodyWhoIsWriting() throws SQLException {
        try (Connection late = dataSource.getConnection()) {
            late.setAutoCommit(false);
            insert(late, 1, Instant.now());

            assertThatThrownBy(() ->
                            execute(
                                    """
                                    set lock_timeout = '200ms';
                                    select event_log.accept_loss(1000000, 0, 'the disk is gone')
                                    """))
                    .hasMessageContaining("lock timeout");
        }
    }

    @Test
    void oneReadFetchesNoMoreThanABatch() throws SQLException {
        try (Connection others = dataSource.getConnection()) {
            insert(others, 1_200, Instant.now());
        }

        assertThat(engine.readEvents(null, false)).hasSize(500);
    }

    @Test
    void twoThatAppendTheSameSequenceNumberAreARaceAndOneLosesIt() {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        engine.appendEvents(event(id, 1));

        assertThatThrownBy(() -> engine.appendEvents(event(id, 1)))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(id, 1), event(id, 2)))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void theLastPositionIsRememberedUntilForgotten() {
        engine.forgetAppended();
        assertThat(engine.lastAppended()).isEmpty();

        engine.appendEvents(event(new VolumeTypeId(UUID.randomUUID()), 0));
        engine.appendEvents(
                event(new VolumeTypeId(UUID.randomUUID()), 0),
                event(new VolumeTypeId(UUID.randomUUID()), 0));

        assertThat(engine.lastAppended()).hasValue(3);
        engine.forgetAppended();
        assertThat(engine.lastAppended()).isEmpty();
    }

    @Test
    void anEventIsNeverChangedOrRemoved() {
        engine.appendEvents(event(new VolumeTypeId(UUID.randomUUID()), 0));

        for (String change :
                List.of(
                        "update event_log.event set type = 'other'",
                        "delete from event_log.event",
                        "truncate event_log.event")) {
            assertThatThrownBy(() -> execute(change))
                    .hasMessageContaining("events are never changed or removed");
        }
    }

    @Test
    void aNameOrAVersionThatThisReleaseDoesNotKnowStopsTheReader() {
        EventLogSerializer serializer = new EventLogSerializer();

        assertThatThrownBy(() ->
                        serializer.classForType(
                                new SimpleSerializedType("volume-type.vanished", "1")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("volume-type.vanished");
        assertThatThrownBy(() ->
                        serializer.classForType(
                                new SimpleSerializedType("volume-type.deleted", "2")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 2");
        assertThat(serializer.classForType(new SimpleSerializedType("volume-type.deleted", "1")))
                .isEqualTo(VolumeTypeDeleted.class);
    }

    @Test
    void theEventsOfResourcesAreReadInOrderUpToAPositionHoweverFewAreFetchedAtOnce() {
        VolumeTypeId one = new VolumeTypeId(new UUID(1, 1));
        VolumeTypeId other = new VolumeTypeId(new UUID(2, 2));
        for (int sequence = 0; sequence < 5; sequence++) {
            engine.appendEvents(
                    event(one, sequence),
                    event(other, sequence),
                    event(new VolumeTypeId(UUID.randomUUID()), 0));
        }
        EventLogEngine byTwos =
                EventLogEngine.on(
                        new DataSourceConnectionProvider(dataSource),
                        NoTransactionManager.instance(),
                        new EventLogSerializer(),
                        2);
        List<Long> positions = new ArrayList<>();
        List<Object> ids = new ArrayList<>();

        byTwos.read(
                List.of(other.value(), one.value()),
                10,
                event -> {
                    positions.add(event.trackingToken().position().orElseThrow());
                    ids.add(((VolumeTypeDeleted) event.getPayload()).id());
                });

        assertThat(positions).containsExactly(1L, 4L, 7L, 10L, 2L, 5L, 8L);
        assertThat(ids).containsExactly(one, one, one, one, other, other, other);
    }

    private static GenericDomainEventMessage<?> event(VolumeTypeId id, long sequence) {
        return new GenericDomainEventMessage<>(
                "volume-type",
                id.toString(),
                sequence,
                new VolumeTypeDeleted(id, StatusChange.to("available", "deleted"), Instant.now()),
                Map.of());
    }

    private static @Nullable TrackingToken readAll(
            @Nullable TrackingToken after, List<String> identifiers) {
        TrackingToken token = after;
        while (true) {
            List<? extends TrackedEventMessage<?>> batch;
            try (var events = engine.readEvents(token, false)) {
                batch = events.toList();
            }
            if (batch.isEmpty()) {
                return token;
            }
            for (TrackedEventMessage<?> event : batch) {
                identifiers.add(event.getIdentifier());
            }
            token = batch.getLast().trackingToken();
        }
    }

    private static void insert(Connection connection, int count, Instant at) throws SQLException {
        byte[] payload =
                """
                {"id": "%s", "change": {"from": "available", "to": "deleted"}, "at": "%s"}
                """
                        .formatted(UUID.randomUUID(), at)
                        .getBytes(StandardCharsets.UTF_8);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < count; i++) {
                insert.setObject(1, at.atOffset(ZoneOffset.UTC));
                insert.setString(2, "volume-type.deleted");
                insert.setBytes(3, payload);
                insert.setBytes(4, new byte[] {'{', '}'});
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
