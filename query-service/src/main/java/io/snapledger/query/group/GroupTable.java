package io.snapledger.query.group;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
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

/** Where groups are kept, and how they are shown. */
@Repository
class GroupTable {

    private static final String COLUMNS =
            """
            t.id, t.project_id, t.user_id, t.name, t.description, t.status, t.group_type_id,
              t.volume_type_ids, t.availability_zone, t.group_snapshot_id, t.source_group_id,
              t.created_at, t.updated_at\
            """;

    private static final String SELECT_ROWS =
            """
            select %s
            from volume_group t\
            """
                    .formatted(COLUMNS);

    private static final String SELECT_VIEWS =
            """
            select %s,
              array(select member.id from volume member where member.group_id = t.id
                    order by member.created_at, member.id) as volume_ids
            from volume_group t\
            """
                    .formatted(COLUMNS);

    private static final String PUT =
            """
            insert into volume_group
              (id, project_id, user_id, name, description, status, group_type_id, volume_type_ids,
               availability_zone, group_snapshot_id, source_group_id, created_at, updated_at)
            select id, project_id, user_id, name, description, status, group_type_id,
              array(select jsonb_array_elements_text(volume_type_ids))::uuid[],
              availability_zone, group_snapshot_id, source_group_id, created_at, updated_at
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as r (id, project_id, user_id, name, description, status, group_type_id,
                    volume_type_ids, availability_zone, group_snapshot_id, source_group_id,
                    created_at, updated_at)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description, status = excluded.status,
              created_at = excluded.created_at, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("volume_group", SELECT_VIEWS)
                    .ofProjects()
                    .changing()
                    .name()
                    .textOrNull("description")
                    .text("status")
                    .id("group_type_id")
                    .text("availability_zone")
                    .idOrNull("group_snapshot_id")
                    .idOrNull("source_group_id")
                    .constant("replication_status", "disabled")
                    .constant("host", null)
                    .constant("cluster_name", null)
                    .build();

    private final JdbcClient views;
    private final Select<GroupView> select;
    private final Rows<GroupRow> rows;

    GroupTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT_VIEWS, GroupTable::view);
        rows =
                new StoredRows<>(
                        "volume_group",
                        Select.of(views, SELECT_ROWS, GroupTable::row),
                        GroupRow::id,
                        PUT,
                        columns ->
                                columns.text(GroupRow::projectId)
                                        .text(GroupRow::userId)
                                        .text(GroupRow::name)
                                        .text(GroupRow::description)
                                        .text(row -> row.status().word())
                                        .uuid(row -> row.groupTypeId().value())
                                        .list(GroupRow::volumeTypeIds)
                                        .text(GroupRow::availabilityZone)
                                        .id(GroupRow::groupSnapshotId)
                                        .id(GroupRow::sourceGroupId)
                                        .timestamp(GroupRow::createdAt)
                                        .timestamp(GroupRow::updatedAt));
    }

    Rows<GroupRow> rows() {
        return rows;
    }

    Optional<GroupView> find(GroupId id, @Nullable String projectId) {
        return select.find(id, projectId);
    }

    List<GroupView> list(ListQuery query) {
        return LISTING.run(views, query, GroupTable::view);
    }

    private static GroupRow row(ResultSet row, int number) throws SQLException {
        return new GroupRow(
                new GroupId(Cells.uuid(row, "id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                GroupStatus.of(row.getString("status")).orElseThrow(),
                new GroupTypeId(Cells.uuid(row, "group_type_id")),
                Cells.ids(row, "volume_type_ids", VolumeTypeId::new),
                row.getString("availability_zone"),
                Cells.idOrNull(row, "group_snapshot_id", GroupSnapshotId::new),
                Cells.idOrNull(row, "source_group_id", GroupId::new),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }

    private static GroupView view(ResultSet cells, int number) throws SQLException {
        GroupRow row = row(cells, number);
        return new GroupView(
                row.id(),
                row.projectId(),
                row.userId(),
                row.name(),
                row.description(),
                row.status(),
                row.groupTypeId(),
                row.volumeTypeIds(),
                Cells.ids(cells, "volume_ids", VolumeId::new),
                row.availabilityZone(),
                row.groupSnapshotId(),
                row.sourceGroupId(),
                row.createdAt(),
                row.updatedAt());
    }
}
