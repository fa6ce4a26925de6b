package io.snapledger.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each processor has come, as the database has it, whichever instance runs it. */
public final class ProcessorTokens {

    private static final String READ =
            """
            select token, token_type from processor_token
            where processor = ? and segment = 0 and token is not null
            """;

    private final JdbcClient views;
    private final Serializer serializer;

    ProcessorTokens(JdbcClient views, Serializer serializer) {
        this.views = views;
        this.serializer = serializer;
    }

    /** What a processor has committed; empty if that is nothing yet. */
    public Optional<GapAwareTrackingToken> read(String processor) {
        return read(READ, processor);
    }

    /**
     * The same, and it stays so until the end of this transaction: a processor moves its token as
     * the first thing of each of its own, before it touches any view.
     */
    public Optional<GapAwareTrackingToken> hold(String processor) {
        Optional<GapAwareTrackingToken> held = read(READ + " for update", processor);
        if (held.isPresent()) {
            return held;
        }
        // It has none yet, so there is nothing of it to lock but the place where it will be.
        views.sql("lock table processor_token in share row exclusive mode").update();
        return read(READ, processor);
    }

    private Optional<GapAwareTrackingToken> read(String sql, String processor) {
        return views.sql(sql).param(processor).query((row, _) -> token(row)).list().stream()
                .findFirst()
                .flatMap(token -> WrappedToken.unwrap(token, GapAwareTrackingToken.class));
    }

    private TrackingToken token(ResultSet row) throws SQLException {
        return serializer.deserialize(
                new SimpleSerializedObject<>(
                        row.getBytes("token"), byte[].class, row.getString("token_type"), null));
    }
}
