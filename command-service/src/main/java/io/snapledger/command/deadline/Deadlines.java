package io.snapledger.command.deadline;

import io.snapledger.command.axon.LookUp;
import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.FollowsStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits in a passing status, and until when: written with the event that began the wait. */
@Component
class Deadlines implements LookUp {

    /** The statuses that must pass. */
    private static final Set<String> PASSING = Set.of("creating", "deleting", "extending");

    private final JdbcClient jdbc;
    private final DeadlineProperties properties;

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
                begin(event, status);
            }
        } else if (event.change().from() != null) {
            end(event.id().value());
        }
    }

    private void begin(ChangesStatus event, String status) {
        // PostgreSQL would round to the microsecond; the resource remembers the time cut to it.
        Instant since = event.at().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(
                        """
                        insert into command.deadline (resource_id, resource_type, status, since, due_at)
                        values (:id, :type, :status, :since, :due)
                        on conflict (resource_id) do update
                        set status = excluded.status, since = excluded.since, due_at = excluded.due_at
                        """)
                .param("id", event.id().value())
                .param("type", EventNames.resourceType(EventNames.nameOf(event.getClass())))
                .param("status", status)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("due", since.plus(properties.timeout()).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void end(UUID id) {
        jdbc.sql("delete from command.deadline where resource_id = :id").param("id", id).update();
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
}
