package io.snapledger.query.audit;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Cause;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Trail;
import io.snapledger.query.table.Trail.AnyOf;
import io.snapledger.query.table.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where status changes are kept, for good. */
@Repository
class StatusChangeTable {

    private static final String OF_RESOURCE =
            """
            select event_id, position, at, event_name, resource_type, resource_id, project_id,
              from_status, to_status, cause, reason, actor_user_id, actor_project_id, actor_roles,
              actor_address, request_id, global_request_id
            from status_change
            where resource_type = :type and resource_id = :id
              and (cast(:project as text) is null or project_id = :project)
            order by position
            """;

    private static final String ADD =
            """
            insert into status_change
              (event_id, position, at, event_name, resource_type, resource_id, project_id,
               from_status, to_status, cause, reason, actor_user_id, actor_project_id, actor_roles,
               actor_address, request_id, global_request_id)
            select event_id, position, at, event_name, resource_type, resource_id, project_id,
              from_status, to_status, cause, reason, actor_user_id, actor_project_id,
              cast(actor_roles as text[]),
              actor_address, request_id, global_request_id
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as r (event_id, position, at, event_name, resource_type, resource_id, project_id,
                    from_status, to_status, cause, reason, actor_user_id, actor_project_id,
                    actor_roles, actor_address, request_id, global_request_id)
            """;

    private static final Trail TRAIL = new Trail("status_change", "status_change_span");

    private final JdbcClient views;

    StatusChangeTable(JdbcClient views) {
        this.views = views;
    }

    List<String> tables() {
        return TRAIL.tables();
    }

    List<StatusChangeView> of(String resourceType, UUID resourceId, @Nullable String projectId) {
        return views.sql(OF_RESOURCE)
                .param("type", resourceType)
                .param("id", resourceId)
                .param("project", projectId)
                .query(StatusChangeTable::view)
                .list();
    }

    List<StatusChangeView> list(StatusChangeQuery query) {
        return TRAIL.run(
                views,
                List.of(
                        new AnyOf("resource_id", "uuid", query.resourceIds()),
                        new AnyOf("request_id", "text", query.requestIds()),
                        new AnyOf("actor_user_id", "text", query.userIds()),
                        new AnyOf("project_id", "text", query.projectIds()),
                        new AnyOf("to_status", "text", query.to()),
                        new AnyOf("from_status", "text", query.from()),
                        new AnyOf(
                                "cause", "text", query.causes().stream().map(Cause::word).toList()),
                        new AnyOf("resource_type", "text", query.resourceTypes())),
                query.since(),
                query.until(),
                query.page(),
                StatusChangeTable::view);
    }

    void add(Collection<StatusChangeView> rows, Writes writes) {
        TRAIL.cover(rows, StatusChangeView::position, StatusChangeView::at, writes);
        writes.add(
                ADD,
                ColumnArrays.of(rows)
                        .uuid(StatusChangeView::eventId)
                        .bigint(StatusChangeView::position)
                        .timestamp(StatusChangeView::at)
                        .text(StatusChangeView::eventName)
                        .text(StatusChangeView::resourceType)
                        .uuid(StatusChangeView::resourceId)
                        .text(StatusChangeView::projectId)
                        .text(StatusChangeView::from)
                        .text(StatusChangeView::to)
                        .text(row -> row.cause().word())
                        .text(StatusChangeView::reason)
                        .text(row -> row.actor().userId())
                        .text(row -> row.actor().projectId())
                        .texts(row -> row.actor().roles())
                        .text(row -> row.actor().address())
                        .text(StatusChangeView::requestId)
                        .text(StatusChangeView::globalRequestId)
                        .parameters());
    }

    private static StatusChangeView view(ResultSet row, int number) throws SQLException {
        return new StatusChangeView(
                Cells.uuid(row, "event_id"),
                row.getLong("position"),
                Cells.instant(row, "at"),
                row.getString("event_name"),
                row.getString("resource_type"),
                Cells.uuid(row, "resource_id"),
                Cells.textOrNull(row, "project_id"),
                Cells.textOrNull(row, "from_status"),
                row.getString("to_status"),
                Cause.of(row.getString("cause")),
                Cells.textOrNull(row, "reason"),
                Cells.actor(row),
                row.getString("request_id"),
                Cells.textOrNull(row, "global_request_id"));
    }
}
