package io.snapledger.query.projection;

import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far a processor has come as the database has it, whichever instance runs it. What a view has
 * was committed together with this.
 */
@Component
public final class StoredTokens {

    private static final String OF_PROCESSOR =
            """
            select token, token_type from view.processor_token
            where processor = :processor and segment = 0 and token is not null
            """;

    private final JdbcClient views;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    StoredTokens(JdbcClient views) {
        this.views = views;
    }

    /** Its token; empty as long as it has seen nothing. */
    public Optional<GapAwareTrackingToken> of(String processor) {
        return views.sql(OF_PROCESSOR)
                .param("processor", processor)
                .query((row, _) ->
                        new SimpleSerializedObject<>(
                                row.getBytes("token"),
                                byte[].class,
                                row.getString("token_type"),
                                null))
                .optional()
                .flatMap(this::token);
    }

    private Optional<GapAwareTrackingToken> token(SerializedObject<byte[]> stored) {
        TrackingToken token = serializer.deserialize(stored);
        return WrappedToken.unwrap(token, GapAwareTrackingToken.class);
    }
}
