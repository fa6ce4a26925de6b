package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.EventLogTable;
import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.SignedRoot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log of a PostgreSQL that may be in use: every thread reads the same snapshot of it, in
 * transactions that cannot write.
 */
final class JdbcLog implements StoredLog {

    private static final int FETCHED_EVENTS = 500;
    private static final int FETCHED_ROOTS = 4;

    private static final String EVENTS =
            """
            select global_index, aggregate_identifier, sequence_number, event_identifier,
              payload_type, hash, time_stamp, type, payload_revision, payload, meta_data
            from %s
            where aggregate_identifier >= ? and aggregate_identifier <= ?
            order by aggregate_identifier, sequence_number, global_index
            """
                    .formatted(EventLogTable.NAME);

    private static final String EVENTS_OF_NOTHING =
            """
            select global_index, aggregate_identifier, sequence_number, event_identifier,
              payload_type, hash, time_stamp, type, payload_revision, payload, meta_data
            from %s
            where aggregate_identifier is null
            order by sequence_number, global_index
            """
                    .formatted(EventLogTable.NAME);

    private static final String PLACES =
            """
            select global_index, aggregate_identifier, sequence_number, event_identifier,
              payload_type, hash
            from %s
            where global_index > ? and global_index <= ?
            order by global_index
            """
                    .formatted(EventLogTable.NAME);

    private static final String SPANS =
            """
            select min(number), max(number), max(through_position)
            from (select number, through_position, ntile(?) over (order by number) as part
                  from event_log.root) parts
            group by part
            order by part
            """;

    private final String url;
    private final Properties login;
    private final Connection holder;
    private final String snapshot;

    private JdbcLog(String url, Properties login, Connection holder, String snapshot) {
        this.url = url;
        this.login = login;
        this.holder = holder;
        this.snapshot = snapshot;
    }

    /**
     * Opens it.
     *
     * @throws CannotVerify if it cannot be reached or has no events with hashes
     */
    static JdbcLog at(String url, @Nullable String user, @Nullable String password) {
        Properties login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        login.setProperty("ApplicationName", "snapledger-verify");
        login.setProperty("connectTimeout", "10");
        // Binary from the first row on: half the bytes, and nothing to parse.
        login.setProperty("prepareThreshold", "-1");
        try {
            Connection holder = connect(url, login);
            try (Statement export = holder.createStatement();
                    ResultSet row = export.executeQuery("select pg_export_snapshot()")) {
                row.next();
                return new JdbcLog(url, login, holder, row.getString(1));
            } catch (SQLException e) {
                holder.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Connection connect(String url, Properties login) throws SQLException {
        Connection connection = DriverManager.getConnection(url, login);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    @Override
    public List<Part> chains(int parts) {
        List<Part> chains = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            UUID from = new UUID(bucket(i, parts), 0);
            UUID to = new UUID(bucket(i + 1, parts) - 1, -1);
            chains.add(() -> events(from, to));
        }
        chains.add(() ->
                open(EVENTS_OF_NOTHING, FETCHED_EVENTS, _ -> {}, row -> link(row, content(row))));
        return chains;
    }

    // The beginning of one of so many equal parts of all ids.
    private static long bucket(int number, int parts) {
        return (((long) number << 16) / parts) << 48;
    }

    private Cursor<Link> events(UUID from, UUID to) {
        return open(
                EVENTS,
                FETCHED_EVENTS,
                query -> {
                    query.setObject(1, from);
                    query.setObject(2, to);
                },
                row -> link(row, content(row)));
    }

    @Override
    public Cursor<StoredRoot> roots() {
        return roots(Long.MIN_VALUE, Long.MAX_VALUE, "''::bytea", FETCHED_EVENTS);
    }

    private Cursor<StoredRoot> roots(long from, long to, String leaves, int fetched) {
        return open(
                """
                select number, after_position, through_position, statement, signature, public_key,
                  %s as leaves
                from event_log.root
                where number >= ? and number <= ?
                order by number
                """
                        .formatted(leaves),
                fetched,
                query -> {
                    query.setLong(1, from);
                    query.setLong(2, to);
                },
                row ->
                        new StoredRoot(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                new SignedRoot(
                                        Objects.requireNonNullElse(row.getString(4), ""),
                                        bytes(row, 5),
                                        bytes(row, 6),
                                        bytes(row, 7))));
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), new byte[0]);
    }

    @Override
    public List<Span> spans(int parts) {
        List<Span> spans = new ArrayList<>();
        try (PreparedStatement query = holder.prepareStatement(SPANS)) {
            query.setInt(1, parts);
            try (ResultSet row = query.executeQuery()) {
                long after = Long.MIN_VALUE;
                while (row.next()) {
                    spans.add(
                            new RootsAndEvents(
                                    row.getLong(1), row.getLong(2), after, row.getLong(3)));
                    after = row.getLong(3);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        RootsAndEvents last =
                spans.isEmpty()
                        ? new RootsAndEvents(1, 0, Long.MIN_VALUE, Long.MAX_VALUE)
                        : ((RootsAndEvents) spans.removeLast()).andAllThatFollows();
        spans.add(last);
        return spans;
    }

    private final class RootsAndEvents implements Span {

        private final long first;
        private final long last;
        private final long after;
        private final long through;

        private RootsAndEvents(long first, long last, long after, long through) {
            this.first = first;
            this.last = last;
            this.after = after;
            this.through = through;
        }

        private RootsAndEvents andAllThatFollows() {
            return new RootsAndEvents(first, last, after, Long.MAX_VALUE);
        }

        @Override
        public Cursor<StoredRoot> roots() {
            return JdbcLog.this.roots(first, last, "leaves", FETCHED_ROOTS);
        }

        @Override
        public Cursor<Link> events() {
            return open(
                    PLACES,
                    FETCHED_EVENTS,
                    query -> {
                        query.setLong(1, after);
                        query.setLong(2, through);
                    },
                    row -> link(row, Hash.NONE));
        }
    }

    private static Hash content(ResultSet row) throws SQLException {
        UUID event = row.getObject(4, UUID.class);
        UUID resource = row.getObject(2, UUID.class);
        OffsetDateTime at = row.getObject(7, OffsetDateTime.class);
        String type = row.getString(8);
        String name = row.getString(5);
        String version = row.getString(9);
        byte[] payload = row.getBytes(10);
        byte[] metaData = row.getBytes(11);
        if (event == null
                || resource == null
                || at == null
                || type == null
                || name == null
                || version == null
                || payload == null
                || metaData == null
                || row.getObject(1) == null
                || row.getObject(3) == null
                || row.getBytes(6) == null) {
            return Hash.NONE;
        }
        try {
            return EventHash.ofContent(
                    event, resource, at.toInstant(), type, name, version, payload, metaData);
        } catch (ArithmeticException | DateTimeException _) {
            // No clock shows that: infinity, for one.
            return Hash.NONE;
        }
    }

    private static Link link(ResultSet row, Hash content) throws SQLException {
        return new Link(
                row.getLong(1),
                Objects.requireNonNullElse(row.getObject(2, UUID.class), Link.NO_ID),
                row.getObject(3) == null ? Link.NO_NUMBER : row.getLong(3),
                Objects.requireNonNullElse(row.getObject(4, UUID.class), Link.NO_ID),
                Objects.requireNonNullElse(row.getString(5), Link.NO_NAME),
                content,
                stored(row.getBytes(6)));
    }

    /** What is no hash fits nothing. */
    static Hash stored(byte @Nullable [] hash) {
        return hash == null || hash.length != Hash.LENGTH ? Hash.NONE : Hash.of(hash);
    }

    private <T> Cursor<T> open(String sql, int fetched, Parameters parameters, Row<T> reader) {
        Connection connection = null;
        try {
            connection = connect(url, login);
            try (Statement same = connection.createStatement()) {
                same.execute("set transaction snapshot '" + snapshot + "'");
            }
            PreparedStatement query = connection.prepareStatement(sql);
            query.setFetchSize(fetched);
            parameters.set(query);
            return new Rows<>(connection, query.executeQuery(), reader);
        } catch (SQLException e) {
            close(connection);
            throw failed(e);
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    private static CannotVerify failed(SQLException e) {
        // undefined_table, undefined_column
        boolean none = "42P01".equals(e.getSQLState()) || "42703".equals(e.getSQLState());
        return new CannotVerify(
                none
                        ? "There is no event log with hashes in this database: " + e.getMessage()
                        : "The database cannot be read: " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        close(holder);
    }

    private interface Parameters {
        void set(PreparedStatement query) throws SQLException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final class Rows<T> implements Cursor<T> {

        private final Connection connection;
        private final ResultSet rows;
        private final Row<T> reader;

        private Rows(Connection connection, ResultSet rows, Row<T> reader) {
            this.connection = connection;
            this.rows = rows;
            this.reader = reader;
        }

        @Override
        public @Nullable T next() {
            try {
                return rows.next() ? reader.read(rows) : null;
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            JdbcLog.close(connection);
        }
    }
}
