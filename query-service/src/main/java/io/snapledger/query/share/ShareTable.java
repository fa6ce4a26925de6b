package io.snapledger.query.share;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
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

/** Where share views are kept. */
@Repository
class ShareTable {

    // The instance that speaks for a share: the active one, or the first.
    private static final String SELECT =
            """
            select t.id, t.project_id, t.user_id, t.name, t.description, t.share_proto, t.status,
              t.size_gib, t.share_type_id, t.snapshot_id, t.is_public, t.availability_zone,
              t.snapshot_support, t.create_share_from_snapshot_support,
              t.revert_to_snapshot_support, t.mount_snapshot_support, t.replication_type,
              t.task_state, t.metadata, t.created_at, t.updated_at,
              coalesce(t.availability_zone,
                case when i.progress is not null then i.availability_zone end) as zone,
              i.host, i.progress,
              (select count(*) > 1 from share_instance r
               where r.share_id = t.id and r.replica_state is not null) as has_replicas
            from share t
              left join lateral (
                select s.host, s.availability_zone, s.progress from share_instance s
                where s.share_id = t.id
                order by coalesce(s.replica_state = 'active', false) desc, s.id
                limit 1) i on true\
            """;

    private static final String PUT =
            """
            insert into share
              (id, project_id, user_id, name, description, share_proto, status, size_gib,
               share_type_id, snapshot_id, is_public, availability_zone, snapshot_support,
               create_share_from_snapshot_support, revert_to_snapshot_support,
               mount_snapshot_support, replication_type, task_state, metadata, created_at,
               updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              status = excluded.status, size_gib = excluded.size_gib,
              is_public = excluded.is_public, task_state = excluded.task_state,
              metadata = excluded.metadata, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("share", SELECT)
                    .ofProjects()
                    .changing()
                    .name()
                    .textOrNull("description")
                    .text("share_proto")
                    .text("status")
                    .integer("size", "size_gib")
                    .idOrNull("share_type_id")
                    .idOrNull("snapshot_id")
                    .bool("is_public")
                    .never("is_soft_deleted")
                    .texts("metadata")
                    .text("availability_zone", instance("availability_zone"))
                    .text("host", instance("host"))
                    .text("share_type", type("name"))
                    .texts("extra_specs", type("extra_specs"))
                    .build();

    private final JdbcClient views;
    private final Rows<ShareRow> rows;

    ShareTable(JdbcClient views) {
        this.views = views;
        rows =
                new StoredRows<>(
                        "share",
                        Select.of(views, "select t.* from share t", ShareTable::row),
                        ShareRow::id,
                        PUT,
                        columns ->
                                columns.text(ShareRow::projectId)
                                        .text(ShareRow::userId)
                                        .text(ShareRow::name)
                                        .text(ShareRow::description)
                                        .text(ShareRow::shareProto)
                                        .text(row -> row.status().word())
                                        .integer(ShareRow::sizeGib)
                                        .id(ShareRow::shareTypeId)
                                        .id(ShareRow::snapshotId)
                                        .bool(ShareRow::isPublic)
                                        .text(ShareRow::availabilityZone)
                                        .bool(row -> row.capabilities().snapshots())
                                        .bool(row -> row.capabilities().sharesFromSnapshots())
                                        .bool(row -> row.capabilities().revertsToSnapshots())
                                        .bool(row -> row.capabilities().mountableSnapshots())
                                        .text(row -> row.capabilities().replicationType())
                                        .text(ShareRow::taskState)
                                        .json(ShareRow::metadata)
                                        .timestamp(ShareRow::createdAt)
                                        .timestamp(ShareRow::updatedAt));
    }

    Rows<ShareRow> rows() {
        return rows;
    }

    private static String instance(String column) {
        return """
        (select s.%s from share_instance s where s.share_id = t.id
         order by coalesce(s.replica_state = 'active', false) desc, s.id limit 1)\
        """
                .formatted(column);
    }

    private static String type(String column) {
        return "(select y.%s from share_type y where y.id = t.share_type_id)".formatted(column);
    }

    Optional<ShareView> find(ShareId id, @Nullable String projectId) {
        return views.sql(
                        SELECT
                                + """

                                where t.id = :id
                                  and (t.is_public
                                    or t.project_id = coalesce(:project, t.project_id))
                                """)
                .param("id", id.value())
                .param("project", projectId)
                .query(ShareTable::view)
                .optional();
    }

    List<ShareView> list(ListQuery query) {
        return LISTING.run(views, query, ShareTable::view);
    }

    long count(ListQuery query) {
        return LISTING.count(views, query);
    }

    private static ShareRow row(ResultSet row, int number) throws SQLException {
        return new ShareRow(
                new ShareId(Cells.uuid(row, "id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                row.getString("share_proto"),
                ShareStatus.of(row.getString("status")).orElseThrow(),
                row.getInt("size_gib"),
                Cells.idOrNull(row, "share_type_id", ShareTypeId::new),
                Cells.idOrNull(row, "snapshot_id", ShareSnapshotId::new),
                row.getBoolean("is_public"),
                Cells.textOrNull(row, "availability_zone"),
                capabilities(row),
                Cells.textOrNull(row, "task_state"),
                Cells.texts(row, "metadata"),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }

    private static ShareCapabilities capabilities(ResultSet row) throws SQLException {
        return new ShareCapabilities(
                row.getBoolean("snapshot_support"),
                row.getBoolean("create_share_from_snapshot_support"),
                row.getBoolean("revert_to_snapshot_support"),
                row.getBoolean("mount_snapshot_support"),
                Cells.textOrNull(row, "replication_type"));
    }

    private static ShareView view(ResultSet row, int number) throws SQLException {
        ShareRow share = row(row, number);
        return new ShareView(
                share.id(),
                share.projectId(),
                share.userId(),
                share.name(),
                share.description(),
                share.shareProto(),
                share.status(),
                share.sizeGib(),
                share.shareTypeId(),
                share.snapshotId(),
                share.isPublic(),
                Cells.textOrNull(row, "zone"),
                share.capabilities(),
                row.getBoolean("has_replicas"),
                share.taskState(),
                share.metadata(),
                Cells.integerOrNull(row, "progress"),
                Cells.textOrNull(row, "host"),
                share.createdAt(),
                share.updatedAt());
    }
}
