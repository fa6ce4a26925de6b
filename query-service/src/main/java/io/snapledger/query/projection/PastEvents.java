package io.snapledger.query.projection;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogTable;
import io.snapledger.query.table.Cells;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the event log says of single resources, past every view. */
public final class PastEvents {

    private static final UUID LOWEST = new UUID(0, 0);

    /** How far the clocks of those who write may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final String BEGUN_BY_TIME = "and event_log.at_of(b.payload) <= :begun";

    private static final String NOT_DELETED =
            """
            and not exists (
                select from %1$s d
                where d.aggregate_identifier = b.aggregate_identifier
                  and d.payload_type = :deletion and d.global_index <= :position %%s)
            """
                    .formatted(EventLogTable.NAME);

    private static final String DELETED_BY_TIME = "and event_log.at_of(d.payload) <= :time";

    private final JdbcClient eventLog;
    private final EventLogEngine engine;
    private final EventLogHead head;

    PastEvents(JdbcClient eventLog, EventLogEngine engine) {
        this.eventLog = eventLog;
        this.engine = engine;
        head = new EventLogHead(eventLog);
    }

    /** The position of the last event, 0 if there is none. */
    public long lastPosition() {
        return head.read();
    }

    /**
     * Hands over the events of some resources up to a moment: those of one resource together, in
     * the order in which they happened. Of a time they are handed over beyond it, since clocks
     * differ and a later event may be an earlier one's proof.
     */
    public void read(Collection<UUID> resources, AsOf asOf, Consumer<PastEvent> reader) {
        engine.read(resources, position(asOf), message -> reader.accept(PastEvent.of(message)));
    }

    /**
     * Resources of a type and project that had begun by then, by ascending id. Of a time also those
     * that began soon after it, as clocks may differ: their events will tell. Of those that had
     * ended, the ones whose last event is called so are left out where they are not asked for.
     */
    public List<UUID> begun(ResourceStateQuery query) {
        return statement("", query)
                .query((row, _) -> Cells.uuid(row, "aggregate_identifier"))
                .list();
    }

    /** The statement that finds them, after something that is to be done with it. */
    StatementSpec statement(String before, ResourceStateQuery query) {
        @Nullable Instant time = query.asOf().time();
        String begun =
                """
                %5$sselect b.aggregate_identifier
                from %1$s b
                where b.sequence_number = 0 and b.type = :type
                  and event_log.project_of(b.payload) %2$s
                  and b.aggregate_identifier > :after and b.global_index <= :position
                  %3$s
                  %4$s
                order by b.aggregate_identifier
                limit :limit
                """
                        .formatted(
                                EventLogTable.NAME,
                                query.projectId() == null ? "is null" : "= :project",
                                time == null ? "" : BEGUN_BY_TIME,
                                query.deleted()
                                        ? ""
                                        : NOT_DELETED.formatted(
                                                time == null ? "" : DELETED_BY_TIME),
                                before);
        return eventLog.sql(begun)
                .param("type", query.resourceType())
                .param("project", query.projectId())
                .param("after", Objects.requireNonNullElse(query.after(), LOWEST))
                .param("position", position(query.asOf()))
                .param("time", time == null ? null : time.atOffset(ZoneOffset.UTC))
                .param(
                        "begun",
                        time == null ? null : time.plus(CLOCKS_DIFFER).atOffset(ZoneOffset.UTC))
                .param("deletion", query.resourceType() + ".deleted")
                .param("limit", query.limit());
    }

    private static long position(AsOf asOf) {
        return Objects.requireNonNullElse(asOf.position(), Long.MAX_VALUE);
    }

    /**
     * One of them, and where it stands.
     *
     * @param metaData where it comes from, as {@link Origin} reads it
     */
    public record PastEvent(
            long position, UUID eventId, ResourceEvent event, Map<String, ?> metaData) {

        private static PastEvent of(TrackedEventMessage<?> message) {
            TrackingToken token = message.trackingToken();
            return new PastEvent(
                    token.position().orElseThrow(),
                    UUID.fromString(message.getIdentifier()),
                    (ResourceEvent) message.getPayload(),
                    message.getMetaData());
        }
    }
}
