package io.snapledger.eventlog.verify;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.MerkleTree;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import io.snapledger.eventlog.proof.SigningKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** An event log in a database, and what is done to it in a test. */
final class LogUnderTest {

    private final PGSimpleDataSource database;

    LogUnderTest(String url) {
        database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setStringType("unspecified");
    }

    PGSimpleDataSource database() {
        return database;
    }

    /** One more event of each of these resources. */
    void append(long sequenceNumber, List<UUID> resources) {
        EventLogEngine engine =
                EventLogEngine.on(
                        new DataSourceConnectionProvider(database),
                        NoTransactionManager.instance(),
                        new EventLogSerializer(),
                        500);
        engine.appendEvents(
                resources.stream().map(resource -> event(resource, sequenceNumber)).toList());
    }

    static GenericDomainEventMessage<?> event(UUID resource, long sequenceNumber) {
        VolumeTypeId id = new VolumeTypeId(resource);
        return new GenericDomainEventMessage<>(
                "volume-type",
                id.toString(),
                sequenceNumber,
                new VolumeTypeDeleted(
                        id,
                        StatusChange.to("available", "nr. %d\t\\ \"ü\"".formatted(sequenceNumber)),
                        Instant.now()),
                Map.of("request", "line\none"));
    }

    /**
     * Signs roots over so many events each, after those that are there; what is left is under none.
     */
    void sign(SigningKey key, int each) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            RootStatement last = lastRoot(connection);
            while (true) {
                long after = last == null ? 0 : last.through();
                List<Leaf> leaves = leaves(connection, after, each);
                if (leaves.size() < each) {
                    connection.commit();
                    return;
                }
                last =
                        new RootStatement(
                                last == null ? 1 : last.number() + 1,
                                last == null ? Hash.NONE : last.hash(),
                                after,
                                leaves.getLast().position(),
                                leaves.size(),
                                MerkleTree.over(leaves).root(),
                                Instant.now().truncatedTo(ChronoUnit.MICROS),
                                PublicKeys.id(key.publicKey()));
                add(connection, last, SignedRoot.sign(last, key, leaves));
            }
        }
    }

    private static @Nullable RootStatement lastRoot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select statement from event_log.root order by number desc limit 1")) {
            return row.next() ? RootStatement.of(row.getString(1)) : null;
        }
    }

    private static List<Leaf> leaves(Connection connection, long after, int atMost)
            throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select global_index, aggregate_identifier, hash from event_log.event
                        where global_index > ? order by global_index limit ?
                        """)) {
            query.setLong(1, after);
            query.setInt(2, atMost);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    leaves.add(
                            new Leaf(
                                    row.getLong(1),
                                    row.getObject(2, UUID.class),
                                    Hash.of(row.getBytes(3))));
                }
            }
        }
        return leaves;
    }

    private static void add(Connection connection, RootStatement statement, SignedRoot root)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into event_log.root values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, statement.number());
            insert.setLong(2, statement.after());
            insert.setLong(3, statement.through());
            insert.setString(4, root.statement());
            insert.setBytes(5, root.signature());
            insert.setBytes(6, root.publicKey());
            insert.setBytes(7, root.leaves());
            insert.executeUpdate();
        }
    }

    long number(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What only the owner of the tables can: nothing stands in the way of a change any more. */
    void takeTheGuardsAway() {
        execute(
                """
                alter table event_log.event disable trigger event_is_never_changed;
                alter table event_log.event_1 disable trigger event_is_never_changed;
                alter table event_log.event_2 disable trigger event_is_never_changed;
                alter table event_log.event disable trigger event_moves_head;
                alter table event_log.root disable trigger root_is_never_changed;
                alter table event_log.event alter column global_index set generated by default;
                alter table event_log.event drop constraint event_pkey;
                drop index event_log.event_beginning;
                alter table event_log.event_1
                  drop constraint event_1_aggregate_identifier_sequence_number_key,
                  drop constraint event_1_event_identifier_key;
                alter table event_log.event_2
                  drop constraint event_2_aggregate_identifier_sequence_number_key,
                  drop constraint event_2_event_identifier_key;
                """);
    }

    /** As pg_dump writes it. */
    void dump(Path file) throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n");
            for (String table : tablesOfEvents(connection)) {
                copy(
                        connection,
                        out,
                        table,
                        "global_index, event_identifier, aggregate_identifier, sequence_number,"
                                + " type, time_stamp, payload_type, payload_revision, payload,"
                                + " meta_data, tx, hash");
            }
            copy(connection, out, "command.deadline", "resource_id, since");
            copy(
                    connection,
                    out,
                    "event_log.root",
                    "number, after_position, through_position, statement, signature, public_key,"
                            + " leaves");
            write(out, "--\n-- PostgreSQL database dump complete\n--\n");
        }
    }

    /** The partitions, or the one table of a log that has none. */
    private static List<String> tablesOfEvents(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select relid::text from pg_partition_tree('event_log.event')
                                where isleaf
                                """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables.isEmpty() ? List.of("event_log.event") : tables;
    }

    /** The first partition ends before that position; there must be no events yet. */
    void endFirstPartitionBefore(long position) {
        execute(
                """
                alter table event_log.event detach partition event_log.event_1;
                alter table event_log.event detach partition event_log.event_2;
                alter table event_log.event
                  attach partition event_log.event_1 for values from (minvalue) to (%1$d);
                alter table event_log.event
                  attach partition event_log.event_2 for values from (%1$d) to (200000000);
                """
                        .formatted(position));
    }

    private static void copy(Connection connection, OutputStream out, String table, String columns)
            throws IOException, SQLException {
        write(out, "COPY " + table + " (" + columns + ") FROM stdin;\n");
        if (table.startsWith("event_log.")) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + table + " (" + columns + ") to stdout", out);
        }
        write(out, "\\.\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its roots as they were published. */
    void publish(Path file) throws IOException, SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select statement, signature from event_log.root order by number")) {
            while (row.next()) {
                lines.add(
                        ContractJson.mapper()
                                .writeValueAsString(
                                        Map.of(
                                                "statement",
                                                row.getString(1),
                                                "signature",
                                                Base64.getEncoder()
                                                        .encodeToString(row.getBytes(2)))));
            }
        }
        Files.write(file, lines);
    }
}
