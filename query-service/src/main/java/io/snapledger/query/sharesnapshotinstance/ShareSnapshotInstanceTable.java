package io.snapledger.query.sharesnapshotinstance;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Where share snapshot instance views are kept. */
@Repository
class ShareSnapshotInstanceTable implements Rows<ShareSnapshotInstanceView> {

    private static final TypeReference<List<ExportLocation>> EXPORTS = new TypeReference<>() {};

    private static final String SELECT =
            """
            select t.id, t.snapshot_id, t.share_id, t.share_instance_id, t.project_id, t.status,
              t.host, t.progress, t.provider_location, t.export_locations, t.created_at,
              t.updated_at
            from view.share_snapshot_instance t\
            """;

    private static final String PUT =
            """
            insert into view.share_snapshot_instance
              (id, snapshot_id, share_id, share_instance_id, project_id, status, host, progress,
               provider_location, export_locations, created_at, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              status = excluded.status, progress = excluded.progress,
              provider_location = excluded.provider_location,
              export_locations = excluded.export_locations, updated_at = excluded.updated_at
            """;

    private final JdbcClient views;

    ShareSnapshotInstanceTable(JdbcClient views) {
        this.views = views;
    }

    Optional<ShareSnapshotInstanceView> find(ShareSnapshotInstanceId id) {
        return views.sql(SELECT + "\nwhere t.id = :id")
                .param("id", id.value())
                .query(ShareSnapshotInstanceTable::view)
                .optional();
    }

    List<ShareSnapshotInstanceView> list(ShareSnapshotInstanceQuery query) {
        if (query.limit() <= 0) {
            return List.of();
        }
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        anyOf(conditions, parameters, "snapshot_id", ids(query.snapshotIds()));
        anyOf(
                conditions,
                parameters,
                "status",
                texts(query.statuses().stream().map(ShareSnapshotStatus::word).toList()));
        anyOf(conditions, parameters, "host", texts(query.hosts()));
        anyOf(conditions, parameters, "backend", texts(query.backends()));
        anyOf(conditions, parameters, "project_id", texts(query.projectIds()));
        if (query.createdSince() != null) {
            conditions.add("t.created_at >= :since");
            parameters.put("since", query.createdSince().atOffset(ZoneOffset.UTC));
        }
        if (query.createdUntil() != null) {
            conditions.add("t.created_at < :until");
            parameters.put("until", query.createdUntil().atOffset(ZoneOffset.UTC));
        }
        String key = key(query.order());
        if (query.after() != null) {
            String sign = query.ascending() ? ">" : "<";
            // By id the row itself is not needed, which may have gone since the page before.
            conditions.add(
                    query.order() == Order.ID
                            ? "t.id %s :after".formatted(sign)
                            : "(%s, t.id) %s (select %s, t.id from view.share_snapshot_instance t where t.id = :after)"
                                    .formatted(key, sign, key));
            parameters.put("after", query.after().value());
        }
        String direction = query.ascending() ? "asc" : "desc";
        parameters.put("limit", query.limit());
        return views.sql(
                        SELECT
                                + (conditions.isEmpty()
                                        ? ""
                                        : "\nwhere " + String.join("\n  and ", conditions))
                                + "\norder by %s %s, t.id %s\nlimit :limit"
                                        .formatted(key, direction, direction))
                .params(parameters)
                .query(ShareSnapshotInstanceTable::view)
                .list();
    }

    private static String key(Order order) {
        return switch (order) {
            case ID -> "t.id";
            case CREATED_AT -> "t.created_at";
            case STATUS -> "t.status";
            case HOST -> "coalesce(t.host, '')";
            case PROJECT_ID -> "t.project_id";
        };
    }

    private static void anyOf(
            List<String> conditions,
            Map<String, Object> parameters,
            String column,
            Optional<SqlArrayValue> values) {
        values.ifPresent(array -> {
            conditions.add("t.%s = any(:%s)".formatted(column, column));
            parameters.put(column, array);
        });
    }

    private static Optional<SqlArrayValue> ids(List<ShareSnapshotId> ids) {
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SqlArrayValue(
                                "uuid", ids.stream().map(ShareSnapshotId::value).toArray()));
    }

    // PostgreSQL takes no NUL in a text, so no text of ours has one.
    private static Optional<SqlArrayValue> texts(List<String> texts) {
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SqlArrayValue(
                                "text",
                                texts.stream().filter(text -> text.indexOf('\0') < 0).toArray()));
    }

    @Override
    public Map<UUID, ShareSnapshotInstanceView> load(Collection<UUID> ids) {
        return views
                .sql(SELECT + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(ShareSnapshotInstanceTable::view)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<ShareSnapshotInstanceView> rows) {
        views.sql(PUT)
                .params(
                        ColumnArrays.of(rows)
                                .uuid(row -> row.id().value())
                                .uuid(row -> row.snapshotId().value())
                                .uuid(row -> row.shareId().value())
                                .uuid(row -> row.shareInstanceId().value())
                                .text(ShareSnapshotInstanceView::projectId)
                                .text(row -> row.status().word())
                                .text(ShareSnapshotInstanceView::host)
                                .integer(ShareSnapshotInstanceView::progress)
                                .text(ShareSnapshotInstanceView::providerLocation)
                                .list(ShareSnapshotInstanceView::exportLocations)
                                .timestamp(ShareSnapshotInstanceView::createdAt)
                                .timestamp(ShareSnapshotInstanceView::updatedAt)
                                .parameters())
                .update();
    }

    @Override
    public void remove(Collection<UUID> ids) {
        views.sql("delete from view.share_snapshot_instance where id = any(?)")
                .param(ColumnArrays.ids(ids))
                .update();
    }

    private static ShareSnapshotInstanceView view(ResultSet row, int number) throws SQLException {
        return new ShareSnapshotInstanceView(
                new ShareSnapshotInstanceId(Cells.uuid(row, "id")),
                new ShareSnapshotId(Cells.uuid(row, "snapshot_id")),
                new ShareId(Cells.uuid(row, "share_id")),
                new ShareInstanceId(Cells.uuid(row, "share_instance_id")),
                row.getString("project_id"),
                ShareSnapshotStatus.of(row.getString("status")).orElseThrow(),
                Cells.textOrNull(row, "host"),
                row.getInt("progress"),
                Cells.textOrNull(row, "provider_location"),
                Cells.list(row, "export_locations", EXPORTS),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"));
    }
}
