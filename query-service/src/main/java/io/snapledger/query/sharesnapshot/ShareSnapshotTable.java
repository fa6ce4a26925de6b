package io.snapledger.query.sharesnapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
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

/** Where share snapshot views are kept. */
@Repository
class ShareSnapshotTable {

    // The instance that speaks, as DerivedStatus.speaker() says.
    private static final String SELECT =
            """
            select t.id, t.share_id, t.project_id, t.user_id, t.name, t.description, t.status,
              t.size_gib, t.share_proto, t.metadata, t.created_at, t.updated_at, i.progress,
              i.provider_location
            from share_snapshot t
              left join lateral (
                select s.progress, s.provider_location
                from share_snapshot_instance s
                  left join share_instance h on h.id = s.share_instance_id
                where s.snapshot_id = t.id
                order by coalesce(h.replica_state = 'active', false) desc,
                  coalesce(h.status in ('migrating', 'server_migrating'), false) desc, s.id
                limit 1) i on true\
            """;

    private static final String PUT =
            """
            insert into share_snapshot
              (id, share_id, project_id, user_id, name, description, status, size_gib, share_proto,
               metadata, created_at, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              status = excluded.status, metadata = excluded.metadata,
              updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("share_snapshot", SELECT)
                    .ofProjects()
                    .changing()
                    .name()
                    .textOrNull("description")
                    .text("status")
                    .id("share_id")
                    .integer("size", "size_gib")
                    .integer("share_size", "size_gib")
                    .text("share_proto")
                    .texts("metadata")
                    .build();

    private final JdbcClient views;
    private final Select<ShareSnapshotView> select;
    private final Rows<ShareSnapshotRow> rows;

    ShareSnapshotTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, ShareSnapshotTable::view);
        rows =
                new StoredRows<>(
                        "share_snapshot",
                        Select.of(
                                views, "select t.* from share_snapshot t", ShareSnapshotTable::row),
                        ShareSnapshotRow::id,
                        PUT,
                        columns ->
                                columns.uuid(row -> row.shareId().value())
                                        .text(ShareSnapshotRow::projectId)
                                        .text(ShareSnapshotRow::userId)
                                        .text(ShareSnapshotRow::name)
                                        .text(ShareSnapshotRow::description)
                                        .text(row -> row.status().word())
                                        .integer(ShareSnapshotRow::sizeGib)
                                        .text(ShareSnapshotRow::shareProto)
                                        .json(ShareSnapshotRow::metadata)
                                        .timestamp(ShareSnapshotRow::createdAt)
                                        .timestamp(ShareSnapshotRow::updatedAt));
    }

    Rows<ShareSnapshotRow> rows() {
        return rows;
    }

    Optional<ShareSnapshotView> find(ShareSnapshotId id, @Nullable String projectId) {
        return select.find(id, projectId);
    }

    List<ShareSnapshotView> list(ListQuery query) {
        return LISTING.run(views, query, ShareSnapshotTable::view);
    }

    long count(ListQuery query) {
        return LISTING.count(views, query);
    }

    private static ShareSnapshotRow row(ResultSet row, int number) throws SQLException {
        return new ShareSnapshotRow(
                new ShareSnapshotId(Cells.uuid(row, "id")),
                new ShareId(Cells.uuid(row, "share_id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                ShareSnapshotStatus.of(row.getString("status")).orElseThrow(),
                row.getInt("size_gib"),
                row.getString("share_proto"),
                Cells.texts(row, "metadata"),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }

    private static ShareSnapshotView view(ResultSet row, int number) throws SQLException {
        ShareSnapshotRow snapshot = row(row, number);
        return new ShareSnapshotView(
                snapshot.id(),
                snapshot.shareId(),
                snapshot.projectId(),
                snapshot.userId(),
                snapshot.name(),
                snapshot.description(),
                snapshot.status(),
                snapshot.sizeGib(),
                snapshot.shareProto(),
                snapshot.metadata(),
                Cells.integerOrNull(row, "progress"),
                Cells.textOrNull(row, "provider_location"),
                snapshot.createdAt(),
                snapshot.updatedAt());
    }
}
