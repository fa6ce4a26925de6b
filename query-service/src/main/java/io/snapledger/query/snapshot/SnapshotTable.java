package io.snapledger.query.snapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
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

/** Where snapshot views are kept. */
@Repository
class SnapshotTable {

    private static final String SELECT =
            """
            select t.id, t.project_id, t.user_id, t.name, t.description, t.volume_id, t.status,
              t.size_gib, t.metadata, t.group_snapshot_id, t.progress, t.provider_location,
              t.created_at, t.updated_at
            from snapshot t\
            """;

    private static final String PUT =
            """
            insert into snapshot
              (id, project_id, user_id, name, description, volume_id, status, size_gib, metadata,
               group_snapshot_id, progress, provider_location, created_at, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              metadata = excluded.metadata,
              status = excluded.status, progress = excluded.progress,
              provider_location = excluded.provider_location, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("snapshot", SELECT)
                    .ofProjects()
                    .changing()
                    .described()
                    .id("volume_id")
                    .text("status")
                    .integer("size", "size_gib")
                    .integer("volume_size", "size_gib")
                    .idOrNull("group_snapshot_id")
                    .integer("progress", "progress")
                    .texts("metadata")
                    .text(
                            "availability_zone",
                            """
                            (select v.availability_zone from volume v
                             where v.id = t.volume_id)\
                            """)
                    .build();

    private final JdbcClient views;
    private final Select<SnapshotView> select;
    private final Rows<SnapshotView> rows;

    SnapshotTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, SnapshotTable::view);
        rows =
                new StoredRows<>(
                        "snapshot",
                        select,
                        SnapshotView::id,
                        PUT,
                        columns ->
                                columns.text(SnapshotView::projectId)
                                        .text(SnapshotView::userId)
                                        .text(SnapshotView::name)
                                        .text(SnapshotView::description)
                                        .uuid(row -> row.volumeId().value())
                                        .text(row -> row.status().word())
                                        .integer(SnapshotView::sizeGib)
                                        .json(SnapshotView::metadata)
                                        .id(SnapshotView::groupSnapshotId)
                                        .integer(SnapshotView::progress)
                                        .text(SnapshotView::providerLocation)
                                        .timestamp(SnapshotView::createdAt)
                                        .timestamp(SnapshotView::updatedAt));
    }

    Rows<SnapshotView> rows() {
        return rows;
    }

    Optional<SnapshotView> find(SnapshotId id, @Nullable String projectId) {
        return select.find(id, projectId);
    }

    List<SnapshotView> list(ListQuery query) {
        return LISTING.run(views, query, SnapshotTable::view);
    }

    long count(ListQuery query) {
        return LISTING.count(views, query);
    }

    private static SnapshotView view(ResultSet row, int number) throws SQLException {
        return new SnapshotView(
                new SnapshotId(Cells.uuid(row, "id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                new VolumeId(Cells.uuid(row, "volume_id")),
                SnapshotStatus.of(row.getString("status")).orElseThrow(),
                row.getInt("size_gib"),
                Cells.texts(row, "metadata"),
                Cells.idOrNull(row, "group_snapshot_id", GroupSnapshotId::new),
                row.getInt("progress"),
                Cells.textOrNull(row, "provider_location"),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }
}
