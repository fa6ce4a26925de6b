package io.snapledger.command.deadline;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.axon.RowsOfCommit;
import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.FollowsStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Who waits in a passing status, and until when: written with the event that began the wait. */
@Component
class Deadlines implements LookUp {

    /** The statuses that must pass. */
    private static final Set<String> PASSING = Set.of("creating", "deleting", "extending");

    private final JdbcClient jdbc;
    private final DeadlineProperties properties;
    private final RowsOfCommit<Wait> changed = new RowsOfCommit<>(this::write);

    Deadlines(JdbcClient jdbc, DeadlineProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @EventHandler
    void on(ChangesStatus event) {
        if (event instanceof FollowsStatus) {
            return;
        }
        String status = event.change().to();
        if (PASSING.contains(status)) {
            if (event.beginsStay()) {
                changed.add(begun(event, status));
            }
        } else if (event.change().from() != null) {
            changed.add(new Wait(event.id().value(), null));
        }
    }

    private static Wait begun(ChangesStatus event, String status) {
        // PostgreSQL would round to the microsecond; the resource remembers the time cut to it.
        return new Wait(
                event.id().value(),
                new Begun(
                        EventNames.resourceType(EventNames.nameOf(event.getClass())),
                        status,
                        event.at().truncatedTo(ChronoUnit.MICROS)));
    }

    // Of a resource with several the last counts.
    private void write(List<Wait> waits) {
        Map<UUID, Optional<Begun>> last = new LinkedHashMap<>();
        waits.forEach(wait -> last.put(wait.resourceId(), Optional.ofNullable(wait.begun())));
        Map<UUID, Begun> begun = new LinkedHashMap<>();
        List<UUID> ended = new ArrayList<>();
        last.forEach((id, what) ->
                what.ifPresentOrElse(present -> begun.put(id, present), () -> ended.add(id)));
        if (!begun.isEmpty()) {
            begin(begun);
        }
        if (!ended.isEmpty()) {
            end(ended);
        }
    }

    private void begin(Map<UUID, Begun> begun) {
        Collection<Begun> rows = begun.values();
        jdbc.sql(
                        """
                        insert into command.deadline (resource_id, resource_type, status, since, due_at)
                        select * from unnest(:ids, :types, :statuses, :since, :due)
                        on conflict (resource_id) do update
                        set status = excluded.status, since = excluded.since, due_at = excluded.due_at
                        """)
                .param("ids", new SqlArrayValue("uuid", begun.keySet().toArray()))
                .param("types", texts(rows, Begun::resourceType))
                .param("statuses", texts(rows, Begun::status))
                .param("since", times(rows, Begun::since))
                .param("due", times(rows, row -> row.since().plus(properties.timeout())))
                .update();
    }

    private static SqlArrayValue texts(Collection<Begun> rows, Function<Begun, String> column) {
        return new SqlArrayValue("text", rows.stream().map(column).toArray());
    }

    private static SqlArrayValue times(Collection<Begun> rows, Function<Begun, Instant> column) {
        return new SqlArrayValue(
                "timestamptz",
                rows.stream().map(row -> column.apply(row).atOffset(ZoneOffset.UTC)).toArray());
    }

    private void end(List<UUID> ids) {
        jdbc.sql("delete from command.deadline where resource_id = any(:ids)")
                .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                .update();
    }

    /** Those whose time is up, longest first. */
    List<Overdue> overdue(Instant now, int limit) {
        return jdbc.sql(
                        """
                        select resource_id, resource_type, status, since from command.deadline
                        where due_at <= :now order by due_at limit :limit
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) ->
                        new Overdue(
                                row.getObject("resource_id", UUID.class),
                                row.getString("resource_type"),
                                row.getString("status"),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Looks at one again later: ending its wait did not work now. */
    void postpone(Overdue overdue, Instant until) {
        jdbc.sql(
                        """
                        update command.deadline set due_at = :until
                        where resource_id = :id and since = :since
                        """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("id", overdue.resourceId())
                .param("since", overdue.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many wait at all. */
    long waiting() {
        return jdbc.sql("select count(*) from command.deadline").query(Long.class).single();
    }

    record Overdue(UUID resourceId, String resourceType, String status, Instant since) {}

    /** What one event says of a resource's wait; null is its end. */
    private record Wait(UUID resourceId, @Nullable Begun begun) {}

    private record Begun(String resourceType, String status, Instant since) {}
}
