package io.snapledger.query.shareinstance;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharetype.ShareTypeId;
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
import tools.jackson.core.type.TypeReference;

/** Where share instance views are kept. */
@Repository
class ShareInstanceTable {

    private static final TypeReference<List<ExportLocation>> EXPORTS = new TypeReference<>() {};

    // manila shows a zone once the instance has a place: the create answer has none yet.
    private static final String SELECT =
            """
            select t.id, t.share_id, t.project_id, t.share_type_id, t.share_proto, t.size_gib,
              t.status, t.host, t.replica_state, t.progress, t.export_locations, t.created_at,
              t.updated_at,
              case when t.progress is not null then t.availability_zone end as availability_zone
            from share_instance t\
            """;

    // The zone stays as it was asked for: what was read of it may have been left out.
    private static final String PUT =
            """
            insert into share_instance
              (id, share_id, project_id, share_type_id, share_proto, size_gib, status,
               availability_zone, host, replica_state, progress, export_locations, created_at,
               updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              size_gib = excluded.size_gib, status = excluded.status,
              replica_state = excluded.replica_state, progress = excluded.progress,
              export_locations = excluded.export_locations, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("share_instance", SELECT)
                    .ofProject()
                    .changing()
                    .id("share_id")
                    .text("status")
                    .textOrNull("host")
                    .textOrNull("replica_state")
                    .textOrNull("availability_zone")
                    .idOrNull("share_type_id")
                    .build();

    private final JdbcClient views;
    private final Select<ShareInstanceView> select;
    private final Rows<ShareInstanceView> rows;

    ShareInstanceTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, ShareInstanceTable::view);
        rows =
                new StoredRows<>(
                        "share_instance",
                        select,
                        ShareInstanceView::id,
                        PUT,
                        columns ->
                                columns.uuid(row -> row.shareId().value())
                                        .text(ShareInstanceView::projectId)
                                        .id(ShareInstanceView::shareTypeId)
                                        .text(ShareInstanceView::shareProto)
                                        .integer(ShareInstanceView::sizeGib)
                                        .text(row -> row.status().word())
                                        .text(ShareInstanceView::availabilityZone)
                                        .text(ShareInstanceView::host)
                                        .text(ShareInstanceTable::replicaState)
                                        .integer(ShareInstanceView::progress)
                                        .list(ShareInstanceView::exportLocations)
                                        .timestamp(ShareInstanceView::createdAt)
                                        .timestamp(ShareInstanceView::updatedAt));
    }

    Rows<ShareInstanceView> rows() {
        return rows;
    }

    Optional<ShareInstanceView> find(ShareInstanceId id) {
        return select.find(id);
    }

    List<ShareInstanceView> ofShare(ShareId share) {
        return views.sql(SELECT + "\nwhere t.share_id = :share order by t.id")
                .param("share", share.value())
                .query(ShareInstanceTable::view)
                .list();
    }

    List<ShareInstanceView> list(ListQuery query) {
        return LISTING.run(views, query, ShareInstanceTable::view);
    }

    private static @Nullable String replicaState(ShareInstanceView row) {
        return row.replicaState() == null ? null : row.replicaState().word();
    }

    private static ShareInstanceView view(ResultSet row, int number) throws SQLException {
        return new ShareInstanceView(
                new ShareInstanceId(Cells.uuid(row, "id")),
                new ShareId(Cells.uuid(row, "share_id")),
                row.getString("project_id"),
                Cells.idOrNull(row, "share_type_id", ShareTypeId::new),
                row.getString("share_proto"),
                row.getInt("size_gib"),
                ShareStatus.of(row.getString("status")).orElseThrow(),
                Cells.textOrNull(row, "availability_zone"),
                Cells.textOrNull(row, "host"),
                Optional.ofNullable(row.getString("replica_state"))
                        .flatMap(ReplicaState::of)
                        .orElse(null),
                Cells.integerOrNull(row, "progress"),
                Cells.list(row, "export_locations", EXPORTS),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }
}
