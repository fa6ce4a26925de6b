package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The limits that are enforced, as they are looked up. */
@Component
public class QuotaLimits {

    /** Those of what can be used here; upstream's other quotas are shown and nothing more. */
    static final List<QuotaResource> ENFORCED =
            List.of(
                    QuotaResource.VOLUMES,
                    QuotaResource.PER_VOLUME_GIGABYTES,
                    QuotaResource.SNAPSHOTS,
                    QuotaResource.GIGABYTES,
                    QuotaResource.GROUPS);

    private static final UUID ALL_TYPES = new UUID(0, 0);

    private final JdbcClient jdbc;

    QuotaLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String column(QuotaResource resource) {
        return resource.word() + "_limit";
    }

    /** From now on these hold for the project, besides those it has. */
    public void setOfProject(String projectId, List<QuotaLimit> limits) {
        set("command.quota_usage", "project_id, ", projectId, limits);
    }

    /** From now on these hold for projects without limits of their own. */
    public void setOfDefaultClass(List<QuotaLimit> limits) {
        set("command.quota_default", "", null, limits);
    }

    // Rows in one order, as Quotas changes them.
    private void set(
            String table, String scopeColumn, @Nullable String scope, List<QuotaLimit> limits) {
        Map<UUID, List<QuotaLimit>> byType =
                limits.stream()
                        .filter(limit -> ENFORCED.contains(limit.resource()))
                        .collect(Collectors.groupingBy(QuotaLimits::type));
        String columns =
                ENFORCED.stream().map(QuotaLimits::column).collect(Collectors.joining(", "));
        String updates =
                ENFORCED.stream()
                        .map(QuotaLimits::column)
                        .map(column -> "%1$s = coalesce(excluded.%1$s, t.%1$s)".formatted(column))
                        .collect(Collectors.joining(", "));
        String sql =
                """
                insert into %s as t (%svolume_type_id, %s)
                values (%s?, ?, ?, ?, ?, ?)
                on conflict (%svolume_type_id) do update set %s
                """
                        .formatted(
                                table,
                                scopeColumn,
                                columns,
                                scope == null ? "" : "?, ",
                                scopeColumn,
                                updates);
        byType.keySet().stream()
                .sorted(QuotaLimits::asPostgresDoes)
                .forEach(type -> {
                    List<@Nullable Object> parameters = new ArrayList<>();
                    if (scope != null) {
                        parameters.add(scope);
                    }
                    parameters.add(type);
                    Map<QuotaResource, Integer> values = new HashMap<>();
                    byType.getOrDefault(type, List.of())
                            .forEach(limit -> values.put(limit.resource(), limit.limit()));
                    ENFORCED.forEach(resource -> parameters.add(values.get(resource)));
                    jdbc.sql(sql).params(parameters).update();
                });
    }

    private static UUID type(QuotaLimit limit) {
        return limit.volumeTypeId() == null ? ALL_TYPES : limit.volumeTypeId().value();
    }

    // UUID.compareTo compares signed halves.
    private static int asPostgresDoes(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }

    /** From now on the project has no limits of its own. */
    public void removeOfProject(String projectId) {
        jdbc.sql(
                        """
                        with ordered as (
                            select project_id, volume_type_id from command.quota_usage
                            where project_id = :project
                            order by volume_type_id
                            for no key update
                        )
                        update command.quota_usage u set
                            volumes_limit = null, per_volume_gigabytes_limit = null,
                            snapshots_limit = null, gigabytes_limit = null, groups_limit = null
                        from ordered o
                        where u.project_id = o.project_id and u.volume_type_id = o.volume_type_id
                        """)
                .param("project", projectId)
                .update();
    }

    /**
     * What the project uses, by volume type, under null all together. Nobody takes more until this
     * transaction ends.
     */
    public Map<@Nullable VolumeTypeId, Used> used(String projectId) {
        Map<@Nullable VolumeTypeId, Used> used = new HashMap<>();
        jdbc.sql(
                        """
                        select u.volume_type_id, type.name as volume_type,
                            volumes, volume_gib, snapshots, snapshot_gib, volume_groups
                        from command.quota_usage u
                            left join command.unique_name type
                                on type.resource_id = u.volume_type_id
                        where u.project_id = :project
                        order by u.volume_type_id
                        for no key update of u
                        """)
                .param("project", projectId)
                .query(row -> {
                    UUID type = row.getObject("volume_type_id", UUID.class);
                    used.put(
                            type.equals(ALL_TYPES) ? null : new VolumeTypeId(type),
                            new Used(row.getString("volume_type"), Quotas.amounts(row, "")));
                });
        return used;
    }

    /**
     * What is used of one volume type or of all.
     *
     * @param volumeType its name, null for all
     */
    public record Used(@Nullable String volumeType, QuotaAmounts amounts) {}
}
