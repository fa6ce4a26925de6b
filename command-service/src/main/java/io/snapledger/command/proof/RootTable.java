package io.snapledger.command.proof;

import io.snapledger.command.lease.SessionLease;
import io.snapledger.eventlog.EventLogTable;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the signing of roots reads and writes, all of it through the session that has the right. */
final class RootTable {

    private static final String LAST =
            "select number, through_position, statement from event_log.root order by number desc limit 1";

    private static final String ACCEPTED =
            "select coalesce(max(through_root), 0) from event_log.loss";

    private static final String HEAD = "select coalesce(max(global_index), 0) from event_log.event";

    private static final String UNSIGNED =
            """
            select count(*) from (
              select from event_log.event where global_index > ? and global_index <= ? limit ?) due
            """;

    private static final String LEAVES =
            """
            select global_index, aggregate_identifier, hash from event_log.event
            where global_index > ? and global_index <= ?
            order by global_index
            limit ?
            """;

    private static final String ADD =
            """
            insert into event_log.root
              (number, after_position, through_position, statement, signature, public_key, leaves)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UNPUBLISHED =
            """
            select statement, signature, public_key from event_log.root
            where number > (select number from command.root_publication)
            order by number
            limit ?
            """;

    private static final String PUBLISHED = "update command.root_publication set number = ?";

    private static final String LAST_PUBLISHED = "select number from command.root_publication";

    private final Connection session;

    RootTable(SessionLease lease) {
        session = lease.session();
    }

    /**
     * The last root that was made. Numbers whose loss was accepted are passed over: the next one is
     * behind them.
     */
    Last last() {
        Last made = lastMade();
        long accepted =
                ask(
                        "read what was accepted",
                        ACCEPTED,
                        _ -> {},
                        row -> {
                            row.next();
                            return row.getLong(1);
                        });
        return new Last(Math.max(made.number, accepted), made.hash, made.through);
    }

    private Last lastMade() {
        return ask(
                "read the last root",
                LAST,
                _ -> {},
                row ->
                        row.next()
                                ? new Last(
                                        row.getLong(1),
                                        RootStatement.of(row.getString(3)).hash(),
                                        row.getLong(2))
                                : Last.NONE);
    }

    /** The number of the last root that was published. */
    long lastPublished() {
        return ask(
                "read what was published",
                LAST_PUBLISHED,
                _ -> {},
                row -> {
                    row.next();
                    return row.getLong(1);
                });
    }

    /** The highest position that can be seen. */
    long head() {
        return ask(
                "read the last position",
                HEAD,
                _ -> {},
                row -> {
                    row.next();
                    return row.getLong(1);
                });
    }

    /** How many events there are, but no more than are asked for. */
    long count(long after, long through, long atMost) {
        return ask(
                "count events",
                UNSIGNED,
                query -> {
                    query.setLong(1, after);
                    query.setLong(2, through);
                    query.setLong(3, atMost);
                },
                row -> {
                    row.next();
                    return row.getLong(1);
                });
    }

    /** The transactions that are writing events, or may be, as a person looks for them. */
    Set<String> writers() {
        return ask(
                "see who writes",
                EventLogTable.WRITERS,
                _ -> {},
                row -> {
                    Set<String> writers = new HashSet<>();
                    while (row.next()) {
                        String process = row.getString(2);
                        writers.add(
                                row.getString(1)
                                        + (process == null
                                                ? " (prepared)"
                                                : " (process " + process + ")"));
                    }
                    return writers;
                });
    }

    List<Leaf> leaves(long after, long through, int atMost) {
        return ask(
                "read events",
                LEAVES,
                query -> {
                    query.setLong(1, after);
                    query.setLong(2, through);
                    query.setInt(3, atMost);
                },
                row -> {
                    List<Leaf> leaves = new ArrayList<>();
                    while (row.next()) {
                        leaves.add(
                                new Leaf(
                                        row.getLong(1),
                                        row.getObject(2, UUID.class),
                                        Hash.of(row.getBytes(3))));
                    }
                    return leaves;
                });
    }

    void add(RootStatement statement, SignedRoot root) {
        change(
                "write a root",
                ADD,
                insert -> {
                    insert.setLong(1, statement.number());
                    insert.setLong(2, statement.after());
                    insert.setLong(3, statement.through());
                    insert.setString(4, root.statement());
                    insert.setBytes(5, root.signature());
                    insert.setBytes(6, root.publicKey());
                    insert.setBytes(7, root.leaves());
                });
    }

    /** The next roots to publish, in order, without their leaves. */
    List<SignedRoot> unpublished(int atMost) {
        return ask(
                "read roots",
                UNPUBLISHED,
                query -> query.setInt(1, atMost),
                row -> {
                    List<SignedRoot> roots = new ArrayList<>();
                    while (row.next()) {
                        roots.add(
                                new SignedRoot(
                                        row.getString(1),
                                        row.getBytes(2),
                                        row.getBytes(3),
                                        new byte[0]));
                    }
                    return roots;
                });
    }

    void publishedThrough(long number) {
        change("note what was published", PUBLISHED, update -> update.setLong(1, number));
    }

    private <T> T ask(String task, String sql, Parameters parameters, Reader<T> reader) {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            parameters.set(query);
            try (ResultSet row = query.executeQuery()) {
                return reader.read(row);
            }
        } catch (SQLException e) {
            throw SessionLease.translated(task, e);
        }
    }

    private void change(String task, String sql, Parameters parameters) {
        try (PreparedStatement change = session.prepareStatement(sql)) {
            parameters.set(change);
            change.executeUpdate();
        } catch (SQLException e) {
            throw SessionLease.translated(task, e);
        }
    }

    /**
     * A root that others follow.
     *
     * @param number of the last one, or of the last one whose loss was accepted
     * @param hash of its statement
     */
    record Last(long number, Hash hash, long through) {

        private static final Last NONE = new Last(0, Hash.NONE, 0);
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
