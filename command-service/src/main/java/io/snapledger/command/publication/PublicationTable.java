package io.snapledger.command.publication;

import io.snapledger.command.lease.SessionLease;
import io.snapledger.contract.json.ContractJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far the events have been published. The position is read and moved through the session that
 * has the right to publish, so who has lost the right without knowing it cannot move the position.
 */
final class PublicationTable {

    // Not waited for: what a crash of PostgreSQL takes back is published again, as it is after a
    // crash of this process between Kafka's answer and this statement.
    private static final String MOVE =
            """
            with hurried as (select set_config('synchronous_commit', 'off', true))
            update command.publication
            set token = ?, position = ?, updated_at = now()
            from hurried
            where channel = 'kafka'
            """;

    private final SessionLease lease;

    PublicationTable(SessionLease lease) {
        this.lease = lease;
    }

    /** How far the events have been published. */
    Position position() {
        try (PreparedStatement statement =
                        lease.session()
                                .prepareStatement(
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
            throw SessionLease.translated("read the position", e);
        }
    }

    private static @Nullable TrackingToken token(@Nullable String json) {
        return json == null
                ? null
                : ContractJson.mapper().readValue(json, GapAwareTrackingToken.class);
    }

    /** Everything up to this token is on Kafka. */
    void moveTo(TrackingToken token) {
        try (PreparedStatement statement = lease.session().prepareStatement(MOVE)) {
            statement.setString(1, ContractJson.mapper().writeValueAsString(token));
            statement.setLong(2, token.position().orElseThrow());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SessionLease.translated("move the position", e);
        }
    }

    /**
     * A place in the log.
     *
     * @param token where reading goes on; null at the beginning
     * @param index the highest position that was published, -1 at the beginning
     */
    record Position(@Nullable TrackingToken token, long index) {}
}
