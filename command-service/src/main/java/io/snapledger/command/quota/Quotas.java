package io.snapledger.command.quota;

import io.snapledger.command.quota.QuotaFact.GivenBack;
import io.snapledger.command.quota.QuotaFact.Resized;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.quota.QuotaRefused.GigabytesExceeded;
import io.snapledger.contract.quota.QuotaRefused.GroupsExceeded;
import io.snapledger.contract.quota.QuotaRefused.SnapshotsExceeded;
import io.snapledger.contract.quota.QuotaRefused.VolumeTooLarge;
import io.snapledger.contract.quota.QuotaRefused.VolumesExceeded;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * What projects use, and whether it may be more. All that one command takes is taken or refused
 * together, in its own transaction and in one statement.
 *
 * <p>That statement changes the project's row, so commands of one project follow each other from
 * there to their end, and each sees what those before it took. It changes rows in one order, and
 * whoever holds such a row waits for nothing that somebody holds who waits for one: locks on
 * resources are taken before, and what comes after, rows of the resource's own, is waited for by
 * those alone who have passed here.
 */
@Component
public class Quotas {

    private static final UUID ALL_TYPES = new UUID(0, 0);

    private static final String SETTLE =
            """
            with taken as (
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?) as t
                    (resource_id, project_id, volume_type_id,
                     volumes, volume_gib, snapshots, snapshot_gib, volume_groups)
            ), kept as (
                insert into command.quota_charge
                    (resource_id, project_id, volume_type_id,
                     volumes, volume_gib, snapshots, snapshot_gib, volume_groups)
                select * from taken
            ), resized as (
                update command.quota_charge now set volume_gib = new.gib
                from unnest(?, ?) as new (resource_id, gib)
                    join command.quota_charge before on before.resource_id = new.resource_id
                where now.resource_id = new.resource_id
                returning now.project_id, now.volume_type_id,
                    now.volume_gib - before.volume_gib as volume_gib
            ), given_back as (
                delete from command.quota_charge where resource_id = any(?)
                returning project_id, volume_type_id,
                    volumes, volume_gib, snapshots, snapshot_gib, volume_groups
            ), change as (
                select project_id, volume_type_id,
                    volumes, volume_gib, snapshots, snapshot_gib, volume_groups
                from taken
                union all
                select project_id, volume_type_id, 0, volume_gib, 0, 0, 0 from resized
                union all
                select project_id, volume_type_id,
                    -volumes, -volume_gib, -snapshots, -snapshot_gib, -volume_groups
                from given_back
            ), total as (
                select project_id, uuid '00000000-0000-0000-0000-000000000000' as volume_type_id,
                    sum(volumes)::bigint as volumes, sum(volume_gib)::bigint as volume_gib,
                    sum(snapshots)::bigint as snapshots, sum(snapshot_gib)::bigint as snapshot_gib,
                    sum(volume_groups)::bigint as volume_groups
                from change group by project_id
                union all
                select project_id, volume_type_id,
                    sum(volumes)::bigint, sum(volume_gib)::bigint,
                    sum(snapshots)::bigint, sum(snapshot_gib)::bigint, sum(volume_groups)::bigint
                from change where volume_type_id is not null
                group by project_id, volume_type_id
            ), usage as (
                insert into command.quota_usage as u
                    (project_id, volume_type_id,
                     volumes, volume_gib, snapshots, snapshot_gib, volume_groups)
                select * from total order by project_id, volume_type_id
                on conflict (project_id, volume_type_id) do update set
                    volumes = u.volumes + excluded.volumes,
                    volume_gib = u.volume_gib + excluded.volume_gib,
                    snapshots = u.snapshots + excluded.snapshots,
                    snapshot_gib = u.snapshot_gib + excluded.snapshot_gib,
                    volume_groups = u.volume_groups + excluded.volume_groups
                returning *
            )
            select usage.volume_type_id, type.name as volume_type,
                usage.volumes, usage.volume_gib, usage.snapshots, usage.snapshot_gib,
                usage.volume_groups,
                total.volumes as volumes_change, total.volume_gib as volume_gib_change,
                total.snapshots as snapshots_change, total.snapshot_gib as snapshot_gib_change,
                total.volume_groups as volume_groups_change,
                coalesce(usage.volumes_limit, d.volumes_limit) as volumes_limit,
                coalesce(usage.per_volume_gigabytes_limit, d.per_volume_gigabytes_limit)
                    as per_volume_gigabytes_limit,
                coalesce(usage.snapshots_limit, d.snapshots_limit) as snapshots_limit,
                coalesce(usage.gigabytes_limit, d.gigabytes_limit) as gigabytes_limit,
                coalesce(usage.groups_limit, d.groups_limit) as groups_limit
            from usage
                join total on total.project_id = usage.project_id
                    and total.volume_type_id = usage.volume_type_id
                left join command.quota_default d on d.volume_type_id = usage.volume_type_id
                left join command.unique_name type on type.resource_id = usage.volume_type_id
            """;

    private final JdbcClient jdbc;
    private final QuotaProperties properties;

    Quotas(JdbcClient jdbc, QuotaProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * Takes and gives back all of it.
     *
     * @throws RefusedException if more would be used than a quota allows; what was taken goes with
     *     the transaction
     */
    public void settle(List<QuotaFact> facts) {
        List<QuotaFact> batch = new ArrayList<>();
        Set<ResourceId> inBatch = new HashSet<>();
        for (QuotaFact fact : facts) {
            // One statement does not see what another part of it does to the same resource.
            if (!inBatch.add(fact.id())) {
                settleBatch(batch);
                batch.clear();
                inBatch.clear();
                inBatch.add(fact.id());
            }
            batch.add(fact);
        }
        settleBatch(batch);
    }

    private void settleBatch(List<QuotaFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        List<Taken> taken = only(Taken.class, facts);
        List<Resized> resized = only(Resized.class, facts);
        List<Row> rows =
                jdbc.sql(SETTLE)
                        .params(
                                array("uuid", taken, fact -> fact.id().value()),
                                array("text", taken, Taken::projectId),
                                array("uuid", taken, Quotas::volumeType),
                                array("int8", taken, fact -> fact.amounts().volumes()),
                                array("int8", taken, fact -> fact.amounts().volumeGib()),
                                array("int8", taken, fact -> fact.amounts().snapshots()),
                                array("int8", taken, fact -> fact.amounts().snapshotGib()),
                                array("int8", taken, fact -> fact.amounts().groups()),
                                array("uuid", resized, fact -> fact.id().value()),
                                array("int8", resized, fact -> (long) fact.gib()),
                                array(
                                        "uuid",
                                        only(GivenBack.class, facts),
                                        fact -> fact.id().value()))
                        .query((row, _) -> row(row))
                        .list();
        if (taken.isEmpty() && resized.stream().noneMatch(Resized::asked)) {
            return;
        }
        int largest =
                Stream.concat(
                                taken.stream().map(fact -> (int) fact.amounts().volumeGib()),
                                resized.stream().map(Resized::gib))
                        .max(Comparator.naturalOrder())
                        .orElse(0);
        refusal(rows, largest)
                .ifPresent(refused -> {
                    throw new RefusedException(refused);
                });
    }

    private Optional<QuotaRefused> refusal(List<Row> rows, int largestVolume) {
        for (Row row : rows) {
            int limit = limit(row, QuotaResource.PER_VOLUME_GIGABYTES);
            if (row.volumeType() == null && limit >= 0 && largestVolume > limit) {
                return Optional.of(new VolumeTooLarge(largestVolume, limit));
            }
        }
        // cinder/db/sqlalchemy/api.py, quota_reserve(): sorted by name; and cinder/quota_utils.py,
        // process_reserve_over_quota(): the first that is exceeded makes the answer.
        return rows.stream()
                .flatMap(this::exceeded)
                .min(
                        Comparator.comparing((Over over) -> over.resource() != QuotaResource.GROUPS)
                                .thenComparing(Over::quota))
                .map(Over::refused);
    }

    private Stream<Over> exceeded(Row row) {
        return Stream.of(
                        QuotaResource.VOLUMES,
                        QuotaResource.SNAPSHOTS,
                        QuotaResource.GIGABYTES,
                        QuotaResource.GROUPS)
                .flatMap(resource -> exceeded(row, resource).stream());
    }

    private Optional<Over> exceeded(Row row, QuotaResource resource) {
        boolean snapshotsToo = properties.snapshotsTakeGigabytes();
        int limit = limit(row, resource);
        long change = row.change().of(resource, snapshotsToo);
        long after = row.after().of(resource, snapshotsToo);
        // Who has too much already may still have less.
        return limit >= 0 && change > 0 && after > limit
                ? Optional.of(
                        new Over(
                                resource.quota(row.volumeType()),
                                resource,
                                change,
                                limit,
                                after - change))
                : Optional.empty();
    }

    private int limit(Row row, QuotaResource resource) {
        Integer limit = row.limits().get(resource);
        if (limit != null) {
            return limit;
        }
        return row.volumeType() == null ? properties.limit(resource) : QuotaResource.UNLIMITED;
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<QuotaResource, Integer> limits = new EnumMap<>(QuotaResource.class);
        for (QuotaResource resource : QuotaLimits.ENFORCED) {
            int limit = row.getInt(QuotaLimits.column(resource));
            if (!row.wasNull()) {
                limits.put(resource, limit);
            }
        }
        UUID type = row.getObject("volume_type_id", UUID.class);
        @Nullable String name = row.getString("volume_type");
        return new Row(
                type.equals(ALL_TYPES) ? null : name == null ? type.toString() : name,
                amounts(row, "_change"),
                amounts(row, ""),
                limits);
    }

    static QuotaAmounts amounts(ResultSet row, String suffix) throws SQLException {
        return new QuotaAmounts(
                row.getLong("volumes" + suffix),
                row.getLong("volume_gib" + suffix),
                row.getLong("snapshots" + suffix),
                row.getLong("snapshot_gib" + suffix),
                row.getLong("volume_groups" + suffix));
    }

    private static @Nullable UUID volumeType(Taken fact) {
        return fact.volumeTypeId() == null ? null : fact.volumeTypeId().value();
    }

    private static <F extends QuotaFact> List<F> only(Class<F> kind, List<QuotaFact> facts) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <F> SqlArrayValue array(
            String type, List<F> facts, Function<F, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, facts.stream().map(value).toArray());
    }

    /**
     * A project's usage of everything, or of one volume type, after the change.
     *
     * @param volumeType the type's name, null for everything
     */
    private record Row(
            @Nullable String volumeType,
            QuotaAmounts change,
            QuotaAmounts after,
            Map<QuotaResource, Integer> limits) {}

    /** A quota that would be exceeded. */
    private record Over(
            String quota, QuotaResource resource, long requested, int limit, long consumed) {

        QuotaRefused refused() {
            return switch (resource) {
                case VOLUMES -> new VolumesExceeded(quota, limit);
                case SNAPSHOTS -> new SnapshotsExceeded(quota, limit);
                case GIGABYTES -> new GigabytesExceeded(quota, requested, limit, consumed);
                case GROUPS -> new GroupsExceeded(limit);
                case PER_VOLUME_GIGABYTES, BACKUPS, BACKUP_GIGABYTES ->
                        throw new IllegalStateException(resource + " is not used up");
            };
        }
    }
}
