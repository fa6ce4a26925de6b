package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
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
                    QuotaResource.GROUPS,
                    QuotaResource.SHARES,
                    QuotaResource.PER_SHARE_GIGABYTES,
                    QuotaResource.SHARE_SNAPSHOTS,
                    QuotaResource.SHARE_GIGABYTES,
                    QuotaResource.SNAPSHOT_GIGABYTES,
                    QuotaResource.SHARE_REPLICAS,
                    QuotaResource.REPLICA_GIGABYTES);

    private static final UUID ALL_TYPES = new UUID(0, 0);

    private final JdbcClient jdbc;

    QuotaLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The same for both catalogues where both have the word: which it is, is in its row. */
    static String column(QuotaResource resource) {
        return resource.word() + "_limit";
    }

    /** The columns of all limits, each put into a pattern. */
    static String columns(String pattern) {
        return ENFORCED.stream()
                .map(QuotaLimits::column)
                .distinct()
                .map(column -> pattern.formatted(column))
                .collect(Collectors.joining(", "));
    }

    /** From now on these hold for the project, besides those it has. */
    public void setOfProject(QuotaCatalogue catalogue, String projectId, List<QuotaLimit> limits) {
        set("command.quota_usage", "project_id, ", projectId, catalogue, limits);
    }

    /** From now on these hold for projects without limits of their own. */
    public void setOfDefaultClass(QuotaCatalogue catalogue, List<QuotaLimit> limits) {
        set("command.quota_default", "", null, catalogue, limits);
    }

    // Rows in one order, as Quotas changes them.
    private void set(
            String table,
            String scopeColumn,
            @Nullable String scope,
            QuotaCatalogue catalogue,
            List<QuotaLimit> limits) {
        List<QuotaResource> enforced =
                ENFORCED.stream().filter(each -> each.catalogue() == catalogue).toList();
        Map<UUID, List<QuotaLimit>> byType =
                limits.stream()
                        .filter(limit -> enforced.contains(limit.resource()))
                        .collect(Collectors.groupingBy(QuotaLimits::type));
        String columns =
                enforced.stream().map(QuotaLimits::column).collect(Collectors.joining(", "));
        String values = enforced.stream().map(_ -> "?").collect(Collectors.joining(", "));
        String updates =
                enforced.stream()
                        .map(QuotaLimits::column)
                        .map(column -> "%1$s = coalesce(excluded.%1$s, t.%1$s)".formatted(column))
                        .collect(Collectors.joining(", "));
        String sql =
                """
                insert into %s as t (catalogue, %stype_id, %s)
                values (?, %s?, %s)
                on conflict (catalogue, %stype_id) do update set %s
                """
                        .formatted(
                                table,
                                scopeColumn,
                                columns,
                                scope == null ? "" : "?, ",
                                values,
                                scopeColumn,
                                updates);
        byType.keySet().stream()
                .sorted(QuotaLimits::asPostgresDoes)
                .forEach(type -> {
                    List<@Nullable Object> parameters = new ArrayList<>();
                    parameters.add(catalogue.word());
                    if (scope != null) {
                        parameters.add(scope);
                    }
                    parameters.add(type);
                    Map<QuotaResource, Integer> set = new HashMap<>();
                    byType.getOrDefault(type, List.of())
                            .forEach(limit -> set.put(limit.resource(), limit.limit()));
                    enforced.forEach(resource -> parameters.add(set.get(resource)));
                    jdbc.sql(sql).params(parameters).update();
                });
    }

    private static UUID type(QuotaLimit limit) {
        UUID type = limit.typeId();
        return type == null ? ALL_TYPES : type;
    }

    // UUID.compareTo compares signed halves.
    private static int asPostgresDoes(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }

    /** From now on the project has no limits of its own. */
    public void removeOfProject(QuotaCatalogue catalogue, String projectId) {
        remove(catalogue, projectId, "true", Map.of());
    }

    /** From now on the project has no limits of its own for that type. */
    public void removeOfType(QuotaCatalogue catalogue, String projectId, UUID typeId) {
        remove(catalogue, projectId, "type_id = :type", Map.of("type", typeId));
    }

    private void remove(
            QuotaCatalogue catalogue, String projectId, String which, Map<String, UUID> values) {
        jdbc.sql(
                        """
                        with ordered as (
                            select catalogue, project_id, type_id from command.quota_usage
                            where catalogue = :catalogue and project_id = :project and %s
                            order by type_id
                            for no key update
                        )
                        update command.quota_usage u set %s
                        from ordered o
                        where u.catalogue = o.catalogue and u.project_id = o.project_id
                            and u.type_id = o.type_id
                        """
                                .formatted(which, columns("%s = null")))
                .param("catalogue", catalogue.word())
                .param("project", projectId)
                .params(values)
                .update();
    }

    /**
     * What the project uses, by type, under null all together. Nobody takes more until this
     * transaction ends.
     */
    public Map<@Nullable UUID, Used> used(QuotaCatalogue catalogue, String projectId) {
        Map<@Nullable UUID, Used> used = new HashMap<>();
        jdbc.sql(
                        """
                        select u.type_id, type.name as type_name, %s
                        from command.quota_usage u
                            left join command.unique_name type on type.resource_id = u.type_id
                        where u.catalogue = :catalogue and u.project_id = :project
                        order by u.type_id
                        for no key update of u
                        """
                                .formatted(Quotas.columns("u.%s")))
                .param("catalogue", catalogue.word())
                .param("project", projectId)
                .query(row -> {
                    UUID type = row.getObject("type_id", UUID.class);
                    used.put(
                            type.equals(ALL_TYPES) ? null : type,
                            new Used(row.getString("type_name"), Quotas.amounts(row, "")));
                });
        return used;
    }

    /**
     * What is used of one type or of all.
     *
     * @param typeName its name, null for all
     */
    public record Used(@Nullable String typeName, QuotaAmounts amounts) {}
}
