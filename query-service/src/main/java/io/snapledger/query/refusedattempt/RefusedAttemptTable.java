package io.snapledger.query.refusedattempt;

import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Trail;
import io.snapledger.query.table.Trail.AnyOf;
import io.snapledger.query.table.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where refused attempts are kept. */
@Repository
class RefusedAttemptTable {

    private static final Trail TRAIL = new Trail("refused_attempt", "refused_attempt_span");

    private static final String ADD =
            """
            insert into refused_attempt
              (event_id, position, at, event_name, project_id, action, resource_type, resource_id,
               asked, code, message, suppressed, since, actor_user_id, actor_project_id,
               actor_roles, actor_address, request_id, global_request_id)
            select event_id, position, at, event_name, project_id, action, resource_type,
              resource_id, asked, code, message, suppressed, since, actor_user_id,
              actor_project_id, cast(actor_roles as text[]),
              actor_address, request_id, global_request_id
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as r (event_id, position, at, event_name, project_id, action, resource_type,
                    resource_id, asked, code, message, suppressed, since, actor_user_id,
                    actor_project_id, actor_roles, actor_address, request_id, global_request_id)
            """;

    private final JdbcClient views;

    RefusedAttemptTable(JdbcClient views) {
        this.views = views;
    }

    List<String> tables() {
        return TRAIL.tables();
    }

    List<RefusedAttemptView> list(RefusedAttemptQuery query) {
        return TRAIL.run(
                views,
                List.of(
                        new AnyOf("resource_id", "text", query.resourceIds()),
                        new AnyOf("request_id", "text", query.requestIds()),
                        new AnyOf("actor_user_id", "text", query.userIds()),
                        new AnyOf("project_id", "text", query.projectIds()),
                        new AnyOf("code", "int4", query.codes()),
                        new AnyOf("resource_type", "text", query.resourceTypes())),
                query.since(),
                query.until(),
                query.page(),
                RefusedAttemptTable::view);
    }

    void add(Collection<RefusedAttemptView> rows, Writes writes) {
        TRAIL.cover(rows, RefusedAttemptView::position, RefusedAttemptView::at, writes);
        writes.add(
                ADD,
                ColumnArrays.of(rows)
                        .uuid(RefusedAttemptView::eventId)
                        .bigint(RefusedAttemptView::position)
                        .timestamp(RefusedAttemptView::at)
                        .text(RefusedAttemptView::eventName)
                        .text(RefusedAttemptView::projectId)
                        .text(RefusedAttemptView::action)
                        .text(RefusedAttemptView::resourceType)
                        .text(RefusedAttemptView::resourceId)
                        .text(RefusedAttemptView::asked)
                        .integer(RefusedAttemptView::code)
                        .text(RefusedAttemptView::message)
                        .integer(RefusedAttemptView::suppressed)
                        .timestamp(RefusedAttemptView::since)
                        .text(row -> row.actor().userId())
                        .text(row -> row.actor().projectId())
                        .texts(row -> row.actor().roles())
                        .text(row -> row.actor().address())
                        .text(RefusedAttemptView::requestId)
                        .text(RefusedAttemptView::globalRequestId)
                        .parameters());
    }

    /** Removes rows of before that moment, no more of them than that; returns how many. */
    int removeBefore(Instant moment, int limit) {
        return views.sql(
                        """
                        delete from refused_attempt where event_id in (
                            select event_id from refused_attempt where at < :moment
                            order by at limit :limit for update skip locked)
                        """)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    private static RefusedAttemptView view(ResultSet row, int number) throws SQLException {
        return new RefusedAttemptView(
                Cells.uuid(row, "event_id"),
                row.getLong("position"),
                Cells.instant(row, "at"),
                row.getString("event_name"),
                Cells.textOrNull(row, "project_id"),
                Cells.textOrNull(row, "action"),
                Cells.textOrNull(row, "resource_type"),
                Cells.textOrNull(row, "resource_id"),
                Cells.textOrNull(row, "asked"),
                Cells.integerOrNull(row, "code"),
                Cells.textOrNull(row, "message"),
                Cells.integerOrNull(row, "suppressed"),
                Cells.instantOrNull(row, "since"),
                Cells.actor(row),
                row.getString("request_id"),
                Cells.textOrNull(row, "global_request_id"));
    }
}
