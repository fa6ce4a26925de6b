package io.snapledger.query.quota;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaMeasure;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Where limits are kept, and what is counted of them. */
@Repository
class QuotaSetTable implements Rows<QuotaSetRow> {

    private static final TypeReference<List<QuotaLimit>> LIMITS = new TypeReference<>() {};

    private static final String LOAD =
            """
            select id, catalogue, scope, name, limits, snapshots_take_gigabytes
            from quota_set where id = any(?)
            """;

    private static final String PUT =
            """
            insert into quota_set
              (id, catalogue, scope, name, limits, snapshots_take_gigabytes)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              limits = excluded.limits,
              snapshots_take_gigabytes = excluded.snapshots_take_gigabytes
            """;

    // A snapshot is of the type of its volume or share; one that has snapshots is never gone.
    private static final String VOLUMES_USED =
            """
            select volume_type_id as type_id, sum(volumes) as volumes,
              sum(volume_gib) as volume_gib, sum(snapshots) as snapshots,
              sum(snapshot_gib) as snapshot_gib, sum(volume_groups) as volume_groups
            from (
              select volume_type_id, 1 as volumes, size_gib as volume_gib, 0 as snapshots,
                0 as snapshot_gib, 0 as volume_groups
              from volume where project_id = :project
              union all
              select v.volume_type_id, 0, 0, 1, s.size_gib, 0
              from snapshot s left join volume v on v.id = s.volume_id
              where s.project_id = :project
              union all
              select null, 0, 0, 0, 0, 1 from volume_group where project_id = :project
            ) used
            group by volume_type_id
            """;

    private static final String SHARES_USED =
            """
            select share_type_id as type_id, sum(shares) as shares, sum(share_gib) as share_gib,
              sum(snapshots) as snapshots, sum(snapshot_gib) as snapshot_gib,
              sum(replicas) as replicas, sum(replica_gib) as replica_gib
            from (
              select share_type_id, 1 as shares, size_gib as share_gib, 0 as snapshots,
                0 as snapshot_gib, 0 as replicas, 0 as replica_gib
              from share where project_id = :project
              union all
              select share.share_type_id, 0, 0, 1, s.size_gib, 0, 0
              from share_snapshot s left join share share on share.id = s.share_id
              where s.project_id = :project
              union all
              select share_type_id, 0, 0, 0, 0, 1, size_gib
              from share_instance
              where project_id = :project and replica_state is not null
            ) used
            group by share_type_id
            """;

    private final JdbcClient views;

    QuotaSetTable(JdbcClient views) {
        this.views = views;
    }

    /** All that is read for the quotas of a catalogue. */
    List<String> tables(QuotaCatalogue catalogue) {
        return switch (catalogue) {
            case BLOCK_STORAGE ->
                    List.of("quota_set", "volume_type", "volume", "snapshot", "volume_group");
            case SHARED_FILE_SYSTEM ->
                    List.of("quota_set", "share_type", "share", "share_snapshot", "share_instance");
        };
    }

    /** What a project uses: by type, and under null what is of none. */
    Map<@Nullable UUID, QuotaAmounts> used(QuotaCatalogue catalogue, String projectId) {
        return switch (catalogue) {
            case BLOCK_STORAGE ->
                    used(
                            VOLUMES_USED,
                            projectId,
                            QuotaMeasure.VOLUMES,
                            QuotaMeasure.VOLUME_GIB,
                            QuotaMeasure.SNAPSHOTS,
                            QuotaMeasure.SNAPSHOT_GIB,
                            QuotaMeasure.VOLUME_GROUPS);
            case SHARED_FILE_SYSTEM ->
                    used(
                            SHARES_USED,
                            projectId,
                            QuotaMeasure.SHARES,
                            QuotaMeasure.SHARE_GIB,
                            QuotaMeasure.SNAPSHOTS,
                            QuotaMeasure.SNAPSHOT_GIB,
                            QuotaMeasure.REPLICAS,
                            QuotaMeasure.REPLICA_GIB);
        };
    }

    private Map<@Nullable UUID, QuotaAmounts> used(
            String sql, String projectId, QuotaMeasure... measures) {
        Map<@Nullable UUID, QuotaAmounts> used = new HashMap<>();
        views.sql(sql)
                .param("project", projectId)
                .query(row -> {
                    Map<QuotaMeasure, Long> amounts = new EnumMap<>(QuotaMeasure.class);
                    for (QuotaMeasure measure : measures) {
                        amounts.put(measure, row.getLong(measure.word()));
                    }
                    used.put(row.getObject("type_id", UUID.class), new QuotaAmounts(amounts));
                });
        return used;
    }

    /** Every type of a catalogue, the newest first. */
    List<NamedType> types(QuotaCatalogue catalogue) {
        String table =
                switch (catalogue) {
                    case BLOCK_STORAGE -> "volume_type";
                    case SHARED_FILE_SYSTEM -> "share_type";
                };
        return views.sql("select id, name from " + table + " order by created_at desc, id desc")
                .query((row, _) -> new NamedType(Cells.uuid(row, "id"), row.getString("name")))
                .list();
    }

    @Override
    public String table() {
        return "quota_set";
    }

    @Override
    public Map<UUID, QuotaSetRow> load(Collection<UUID> ids) {
        return views
                .sql(LOAD)
                .param(ColumnArrays.ids(ids))
                .query(QuotaSetTable::row)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<QuotaSetRow> rows, Writes writes) {
        writes.add(
                PUT,
                ColumnArrays.of(rows)
                        .uuid(row -> row.id().value())
                        .text(row -> row.scope().catalogue().word())
                        .text(row -> row.scope().kind().word())
                        .text(row -> row.scope().name())
                        .list(QuotaSetRow::limits)
                        .bool(QuotaSetRow::snapshotsTakeGigabytes)
                        .parameters());
    }

    @Override
    public void remove(Collection<UUID> ids, Writes writes) {
        writes.add("delete from quota_set where id = any(?)", List.of(ColumnArrays.ids(ids)));
    }

    private static QuotaSetRow row(ResultSet row, int number) throws SQLException {
        return new QuotaSetRow(
                new QuotaSetId(Cells.uuid(row, "id")),
                new QuotaScope(
                        QuotaScope.Kind.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                        row.getString("name"),
                        QuotaCatalogue.of(row.getString("catalogue"))),
                ContractJson.mapper().readValue(row.getString("limits"), LIMITS),
                row.getBoolean("snapshots_take_gigabytes"));
    }

    /** A volume type or share type, as far as quotas know it. */
    record NamedType(UUID id, String name) {}
}
