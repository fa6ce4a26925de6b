package io.snapledger.command.publication;

import io.snapledger.contract.json.ContractJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * The right to publish, which one instance has at a time: an advisory lock of a database session.
 * It goes with its session, and the position is read and moved through that session alone, so who
 * has lost the right without knowing it cannot move the position.
 */
final class PublicationLease implements AutoCloseable {

    /** A lock of two numbers: those of resources have one, and are apart from it. */
    private static final String LOCK = "(1886745448, 1)";

    private final Connection session;

    private PublicationLease(Connection session) {
        this.session = session;
    }

    /**
     * Takes the right if nobody has it.
     *
     * @throws DataAccessException if the database does not answer
     */
    static Optional<PublicationLease> take(DataSource database) {
        try {
            Connection session = database.getConnection();
            boolean taken = false;
            try {
                session.setAutoCommit(true);
                taken = lock(session, "select pg_try_advisory_lock" + LOCK);
            } finally {
                if (!taken) {
                    session.close();
                }
            }
            return taken ? Optional.of(new PublicationLease(session)) : Optional.empty();
        } catch (SQLException e) {
            throw translated("take the right to publish", e);
        }
    }

    private static boolean lock(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** How far the events have been published. */
    Position position() {
        try (PreparedStatement statement =
                        session.prepareStatement(
                                """
                                select token, position from command.publication
                                where channel = 'kafka'
                                """);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("command.publication has lost its row");
            }
            return new Position(token(row.getString("token")), row.getLong("position"));
        } catch (SQLException e) {
            throw translated("read the position", e);
        }
    }

    private static @Nullable TrackingToken token(@Nullable String json) {
        return json == null
                ? null
                : ContractJson.mapper().readValue(json, GapAwareTrackingToken.class);
    }

    /** Everything up to this token is on Kafka. */
    void moveTo(TrackingToken token) {
        try (PreparedStatement statement =
                session.prepareStatement(
                        """
                        update command.publication
                        set token = ?, position = ?, updated_at = now()
                        where channel = 'kafka'
                        """)) {
            statement.setString(1, ContractJson.mapper().writeValueAsString(token));
            statement.setLong(2, token.position().orElseThrow());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw translated("move the position", e);
        }
    }

    /** Gives the right back; a session that cannot do so is ended, which gives it back as well. */
    @Override
    public void close() {
        try (Connection ending = session) {
            if (!lock(ending, "select pg_advisory_unlock" + LOCK)) {
                ending.abort(Runnable::run);
            }
        } catch (SQLException _) {
            end();
        }
    }

    private void end() {
        try {
            session.abort(Runnable::run);
        } catch (SQLException _) {
            // Then it is gone already.
        }
    }

    private static DataAccessException translated(String task, SQLException e) {
        DataAccessException known = new SQLExceptionSubclassTranslator().translate(task, null, e);
        return known != null ? known : new SessionLost(task, e);
    }

    /**
     * A place in the log.
     *
     * @param token where reading goes on; null at the beginning
     * @param index the highest position that was published, -1 at the beginning
     */
    record Position(@Nullable TrackingToken token, long index) {}

    private static final class SessionLost extends DataAccessException {

        private static final long serialVersionUID = 1L;

        private SessionLost(String task, SQLException cause) {
            super("PostgreSQL could not " + task, cause);
        }
    }
}
