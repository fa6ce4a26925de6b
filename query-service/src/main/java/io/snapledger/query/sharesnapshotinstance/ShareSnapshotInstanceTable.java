package io.snapledger.query.sharesnapshotinstance;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Place;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.projection.StoredRows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Where share snapshot instance views are kept. */
@Repository
class ShareSnapshotInstanceTable {

    private static final TypeReference<List<ExportLocation>> EXPORTS = new TypeReference<>() {};

    private static final String SELECT =
            """
            select t.id, t.snapshot_id, t.share_id, t.share_instance_id, t.project_id, t.status,
              t.host, t.progress, t.provider_location, t.export_locations, t.created_at,
              t.updated_at
            from share_snapshot_instance t\
            """;

    private static final String PUT =
            """
            insert into share_snapshot_instance
              (id, snapshot_id, share_id, share_instance_id, project_id, status, host, progress,
               provider_location, export_locations, created_at, updated_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              status = excluded.status, progress = excluded.progress,
              provider_location = excluded.provider_location,
              export_locations = excluded.export_locations, updated_at = excluded.updated_at
            """;

    private final JdbcClient views;
    private final Select<ShareSnapshotInstanceView> select;
    private final Rows<ShareSnapshotInstanceView> rows;

    ShareSnapshotInstanceTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, ShareSnapshotInstanceTable::view);
        rows =
                new StoredRows<>(
                        "share_snapshot_instance",
                        select,
                        ShareSnapshotInstanceView::id,
                        PUT,
                        columns ->
                                columns.uuid(row -> row.snapshotId().value())
                                        .uuid(row -> row.shareId().value())
                                        .uuid(row -> row.shareInstanceId().value())
                                        .text(ShareSnapshotInstanceView::projectId)
                                        .text(row -> row.status().word())
                                        .text(ShareSnapshotInstanceView::host)
                                        .integer(ShareSnapshotInstanceView::progress)
                                        .text(ShareSnapshotInstanceView::providerLocation)
                                        .list(ShareSnapshotInstanceView::exportLocations)
                                        .timestamp(ShareSnapshotInstanceView::createdAt)
                                        .timestamp(ShareSnapshotInstanceView::updatedAt));
    }

    Rows<ShareSnapshotInstanceView> rows() {
        return rows;
    }

    Optional<ShareSnapshotInstanceView> find(ShareSnapshotInstanceId id) {
        return select.find(id);
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
        Place after = query.after();
        if (after != null) {
            conditions.add(
                    "(%s, t.id) %s (:value, :after)".formatted(key, query.ascending() ? ">" : "<"));
            parameters.put("value", value(query.order(), after));
            parameters.put("after", after.id().value());
        }
        String direction = query.ascending() ? "asc" : "desc";
        return views.sql(
                        SELECT
                                + (conditions.isEmpty()
                                        ? ""
                                        : "\nwhere " + String.join("\n  and ", conditions))
                                + "\norder by %s %s, t.id %s\nlimit %d"
                                        .formatted(key, direction, direction, query.limit()))
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

    private static Object value(Order order, Place place) {
        return switch (order) {
            case ID -> place.id().value();
            case CREATED_AT -> Instant.parse(place.value()).atOffset(ZoneOffset.UTC);
            case STATUS, HOST, PROJECT_ID -> place.value();
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
