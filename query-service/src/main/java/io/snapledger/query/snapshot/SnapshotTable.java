package io.snapledger.query.snapshot;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Listing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where snapshot views are kept. */
@Repository
class SnapshotTable implements Rows<SnapshotView> {

    private static final String SELECT =
            """
            select t.id, t.project_id, t.user_id, t.name, t.description, t.volume_id, t.status,
              t.size_gib, t.metadata, t.group_snapshot_id, t.progress, t.provider_location,
              t.created_at, t.updated_at
            from view.snapshot t\
            """;

    private static final String PUT =
            """
            insert into view.snapshot
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
            Listing.of("view.snapshot", SELECT)
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
                            (select v.availability_zone from view.volume v
                             where v.id = t.volume_id)\
                            """)
                    .build();

    private final JdbcClient views;

    SnapshotTable(JdbcClient views) {
        this.views = views;
    }

    Optional<SnapshotView> find(SnapshotId id, @Nullable String projectId) {
        return views.sql(
                        SELECT
                                + "\nwhere t.id = :id and t.project_id = coalesce(:project, t.project_id)")
                .param("id", id.value())
                .param("project", projectId)
                .query(SnapshotTable::view)
                .optional();
    }

    List<SnapshotView> list(ListQuery query) {
        return LISTING.run(views, query, SnapshotTable::view);
    }

    long count(ListQuery query) {
        return LISTING.count(views, query);
    }

    @Override
    public Map<UUID, SnapshotView> load(Collection<UUID> ids) {
        return views
                .sql(SELECT + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(SnapshotTable::view)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<SnapshotView> rows) {
        views.sql(PUT)
                .params(
                        ColumnArrays.of(rows)
                                .uuid(row -> row.id().value())
                                .text(SnapshotView::projectId)
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
                                .timestamp(SnapshotView::updatedAt)
                                .parameters())
                .update();
    }

    @Override
    public void remove(Collection<UUID> ids) {
        views.sql("delete from view.snapshot where id = any(?)")
                .param(ColumnArrays.ids(ids))
                .update();
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
