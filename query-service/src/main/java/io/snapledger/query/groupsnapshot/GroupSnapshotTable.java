package io.snapledger.query.groupsnapshot;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.projection.StoredRows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.Listing;
import io.snapledger.query.table.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where group snapshot views are kept. */
@Repository
class GroupSnapshotTable {

    private static final String SELECT =
            """
            select t.id, t.project_id, t.user_id, t.group_id, t.group_type_id, t.name,
              t.description, t.status, t.created_at, t.updated_at
            from group_snapshot t\
            """;

    private static final String PUT =
            """
            insert into group_snapshot
              (id, project_id, user_id, group_id, group_type_id, name, description, status,
               created_at, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              status = excluded.status, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("group_snapshot", SELECT)
                    .ofProjects()
                    .changing()
                    .id("group_id")
                    .id("group_type_id")
                    .name()
                    .textOrNull("description")
                    .text("status")
                    .build();

    private final JdbcClient views;
    private final Select<GroupSnapshotView> select;
    private final Rows<GroupSnapshotView> rows;

    GroupSnapshotTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, GroupSnapshotTable::view);
        rows =
                new StoredRows<>(
                        "group_snapshot",
                        select,
                        GroupSnapshotView::id,
                        PUT,
                        columns ->
                                columns.text(GroupSnapshotView::projectId)
                                        .text(GroupSnapshotView::userId)
                                        .uuid(row -> row.groupId().value())
                                        .uuid(row -> row.groupTypeId().value())
                                        .text(GroupSnapshotView::name)
                                        .text(GroupSnapshotView::description)
                                        .text(row -> row.status().word())
                                        .timestamp(GroupSnapshotView::createdAt)
                                        .timestamp(GroupSnapshotView::updatedAt));
    }

    Rows<GroupSnapshotView> rows() {
        return rows;
    }

    Optional<GroupSnapshotView> find(GroupSnapshotId id, @Nullable String projectId) {
        return select.find(id, projectId);
    }

    List<GroupSnapshotView> list(ListQuery query) {
        return LISTING.run(views, query, GroupSnapshotTable::view);
    }

    private static GroupSnapshotView view(ResultSet row, int number) throws SQLException {
        return new GroupSnapshotView(
                new GroupSnapshotId(Cells.uuid(row, "id")),
                new GroupId(Cells.uuid(row, "group_id")),
                new GroupTypeId(Cells.uuid(row, "group_type_id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                GroupSnapshotStatus.of(row.getString("status")).orElseThrow(),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }
}
