package io.snapledger.query.projection;

import io.snapledger.eventlog.EventLogTable;
import io.snapledger.query.table.ColumnArrays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where events lie in the log. A message's token does not always say it: an event that was
 * committed late carries the highest position read before it, not its own.
 */
@Component
public final class EventPositions {

    private static final String OF_EVENTS =
            """
            select event_identifier, global_index from %s where event_identifier = any(?)
            """
                    .formatted(EventLogTable.NAME);

    private final JdbcClient eventLog;

    EventPositions(@Qualifier(EventLogConfiguration.EVENT_LOG) JdbcClient eventLog) {
        this.eventLog = eventLog;
    }

    /**
     * The position of each event of a batch, in the batch's order.
     *
     * @param before the highest position read before the batch, 0 if there was none
     */
    public List<Long> of(List<? extends EventMessage<?>> batch, long before) {
        return told(batch).orElseGet(() -> found(batch, before));
    }

    private List<Long> found(List<? extends EventMessage<?>> batch, long before) {
        List<GapAwareTrackingToken> tokens = batch.stream().map(EventPositions::token).toList();
        List<UUID> unclear = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (!tellsItself(tokens, i, before)) {
                unclear.add(UUID.fromString(batch.get(i).getIdentifier()));
            }
        }
        Map<UUID, Long> lookedUp = unclear.isEmpty() ? Map.of() : lookUp(unclear);
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            positions.add(
                    tellsItself(tokens, i, before)
                            ? tokens.get(i).getIndex()
                            : position(lookedUp, batch.get(i)));
        }
        return positions;
    }

    // A token that is further on than the one before has been moved by its own event.
    private static boolean tellsItself(List<GapAwareTrackingToken> tokens, int i, long before) {
        return tokens.get(i).getIndex() > (i == 0 ? before : tokens.get(i - 1).getIndex());
    }

    // Whoever reads the log by positions says with each event where it lies.
    private static Optional<List<Long>> told(List<? extends EventMessage<?>> batch) {
        List<Long> positions = new ArrayList<>();
        for (EventMessage<?> message : batch) {
            if (!(message instanceof TrackedEventMessage<?> tracked
                    && tracked.trackingToken() instanceof GlobalSequenceTrackingToken position)) {
                return Optional.empty();
            }
            positions.add(position.getGlobalIndex());
        }
        return Optional.of(positions);
    }

    private Map<UUID, Long> lookUp(List<UUID> ids) {
        Map<UUID, Long> positions = new HashMap<>();
        eventLog.sql(OF_EVENTS)
                .param(ColumnArrays.ids(ids))
                .query(row -> {
                    positions.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return positions;
    }

    private static long position(Map<UUID, Long> lookedUp, EventMessage<?> event) {
        Long position = lookedUp.get(UUID.fromString(event.getIdentifier()));
        if (position == null) {
            throw new IllegalStateException("the event log has no event " + event.getIdentifier());
        }
        return position;
    }

    private static GapAwareTrackingToken token(EventMessage<?> event) {
        if (event instanceof TrackedEventMessage<?> tracked
                && tracked.trackingToken() instanceof GapAwareTrackingToken token) {
            return token;
        }
        throw new IllegalArgumentException("not read from the event log: " + event);
    }
}
