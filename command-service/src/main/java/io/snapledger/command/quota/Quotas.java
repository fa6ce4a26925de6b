package io.snapledger.command.quota;

import io.snapledger.command.quota.QuotaFact.GivenBack;
import io.snapledger.command.quota.QuotaFact.Resized;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaMeasure;
import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaRefused.TooLarge;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * What projects use, and whether it may be more. All that one command takes is taken or refused
 * together, in its own transaction and in one statement.
 *
 * <p>That statement takes the project's turn, so commands of one project and catalogue follow each
 * other from there to their end, and each sees what those before it took. It takes turns and
 * changes rows in one order, and whoever has a turn or such a row waits for nothing that somebody
 * holds who waits for one: locks on resources are taken before, as are the charges of what is
 * resized or given back, and what comes after, rows of the resource's own, is waited for by those
 * alone who have passed here.
 */
@Component
public class Quotas {

    private static final UUID ALL_TYPES = new UUID(0, 0);

    /**
     * The first of the two numbers of the lock for a project's turn; SessionLease has the number
     * before it, the locks of resources have one number. Rows would do, but of those who wait for a
     * row each looks again whenever it has changed, and those who wait for a lock are woken one by
     * one. The statement counts the turns so that they are taken before the first row.
     */
    private static final int TURNS = 1_886_745_449;

    private static final List<QuotaMeasure> MEASURES = List.of(QuotaMeasure.values());

    private static final String MEASURE_COLUMNS = columns("%s");

    private static final String SETTLE =
            """
            with taken as (
                select * from unnest(?, ?, ?, ?, {parameters}) as t
                    (resource_id, catalogue, project_id, type_id, {amounts})
            ), kept as (
                insert into command.quota_charge
                    (resource_id, catalogue, project_id, type_id, {amounts})
                select * from taken
            ), resized as (
                update command.quota_charge now set {new amounts}
                from unnest(?, {parameters}) as new (resource_id, {amounts})
                    join command.quota_charge before on before.resource_id = new.resource_id
                where now.resource_id = new.resource_id
                returning now.catalogue, now.project_id, now.type_id, {differences}
            ), given_back as (
                delete from command.quota_charge where resource_id = any(?)
                returning catalogue, project_id, type_id, {amounts}
            ), change as (
                select catalogue, project_id, type_id, {amounts} from taken
                union all
                select * from resized
                union all
                select catalogue, project_id, type_id, {negative amounts} from given_back
            ), total as (
                select catalogue, project_id,
                    uuid '00000000-0000-0000-0000-000000000000' as type_id, {sums}
                from change group by catalogue, project_id
                union all
                select catalogue, project_id, type_id, {sums}
                from change where type_id is not null
                group by catalogue, project_id, type_id
            ), turn as materialized (
                select pg_advisory_xact_lock({turns}, project)
                from (select distinct hashtext(catalogue || '/' || project_id) as project
                    from total order by 1) t
            ), usage as (
                insert into command.quota_usage as u (catalogue, project_id, type_id, {amounts})
                select * from total where (select count(*) from turn) > 0
                order by catalogue, project_id, type_id
                on conflict (catalogue, project_id, type_id) do update set {added amounts}
                returning *
            )
            select usage.catalogue, usage.type_id, type.name as type_name,
                {usages}, {changes}, {limits}
            from usage
                join total on total.catalogue = usage.catalogue
                    and total.project_id = usage.project_id and total.type_id = usage.type_id
                left join command.quota_default d
                    on d.catalogue = usage.catalogue and d.type_id = usage.type_id
                left join command.unique_name type on type.resource_id = usage.type_id
            """
                    .replace("{turns}", String.valueOf(TURNS))
                    .replace("{parameters}", columns("?"))
                    .replace("{amounts}", MEASURE_COLUMNS)
                    .replace("{new amounts}", columns("%1$s = new.%1$s"))
                    .replace("{differences}", columns("now.%1$s - before.%1$s as %1$s"))
                    .replace("{negative amounts}", columns("-%s"))
                    .replace("{sums}", columns("sum(%1$s)::bigint as %1$s"))
                    .replace("{added amounts}", columns("%1$s = u.%1$s + excluded.%1$s"))
                    .replace("{usages}", columns("usage.%s"))
                    .replace("{changes}", columns("total.%1$s as %1$s_change"))
                    .replace(
                            "{limits}",
                            QuotaLimits.columns("coalesce(usage.%1$s, d.%1$s) as %1$s"));

    private static final Comparator<Over> UPSTREAMS_ORDER =
            Comparator.comparingInt(Over::rank).thenComparing(Over::quota);

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
        Stream<SqlArrayValue> parameters =
                Stream.of(
                                Stream.of(
                                        array("uuid", taken, fact -> fact.id().value()),
                                        array("text", taken, fact -> fact.catalogue().word()),
                                        array("text", taken, Taken::projectId),
                                        array("uuid", taken, Taken::typeId)),
                                amounts(taken, Taken::amounts),
                                Stream.of(array("uuid", resized, fact -> fact.id().value())),
                                amounts(resized, Resized::amounts),
                                Stream.of(
                                        array(
                                                "uuid",
                                                only(GivenBack.class, facts),
                                                fact -> fact.id().value())))
                        .flatMap(Function.identity());
        List<Row> rows =
                jdbc.sql(SETTLE).params(parameters.toList()).query((row, _) -> row(row)).list();
        List<QuotaAmounts> asked =
                Stream.concat(
                                taken.stream().map(Taken::amounts),
                                resized.stream().filter(Resized::asked).map(Resized::amounts))
                        .toList();
        if (asked.isEmpty()) {
            return;
        }
        refusal(rows, asked)
                .ifPresent(refused -> {
                    throw new RefusedException(refused);
                });
    }

    private Optional<QuotaRefused> refusal(List<Row> rows, List<QuotaAmounts> asked) {
        return tooLarge(rows, asked)
                .or(() ->
                        rows.stream()
                                .flatMap(this::exceeded)
                                .min(UPSTREAMS_ORDER)
                                .map(over -> over.refused(asked)));
    }

    private Optional<QuotaRefused> tooLarge(List<Row> rows, List<QuotaAmounts> asked) {
        for (Row row : rows) {
            QuotaResource resource = sizeOfOne(row.catalogue());
            QuotaMeasure size = gibOfOne(row.catalogue());
            long largest = asked.stream().mapToLong(each -> each.of(size)).max().orElse(0);
            int limit = limit(row, resource);
            if (!row.ofType() && limit >= 0 && largest > limit) {
                return Optional.of(new TooLarge(resource, (int) largest, limit));
            }
        }
        return Optional.empty();
    }

    private static QuotaResource sizeOfOne(QuotaCatalogue catalogue) {
        return switch (catalogue) {
            case BLOCK_STORAGE -> QuotaResource.PER_VOLUME_GIGABYTES;
            case SHARED_FILE_SYSTEM -> QuotaResource.PER_SHARE_GIGABYTES;
        };
    }

    private static QuotaMeasure gibOfOne(QuotaCatalogue catalogue) {
        return switch (catalogue) {
            case BLOCK_STORAGE -> QuotaMeasure.VOLUME_GIB;
            case SHARED_FILE_SYSTEM -> QuotaMeasure.SHARE_GIB;
        };
    }

    private Stream<Over> exceeded(Row row) {
        return QuotaLimits.ENFORCED.stream()
                .filter(resource -> resource.catalogue() == row.catalogue())
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
                                resource.quota(row.typeName()),
                                resource,
                                row.ofType(),
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
        return row.ofType() ? QuotaResource.UNLIMITED : properties.limit(resource);
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<QuotaResource, Integer> limits = new EnumMap<>(QuotaResource.class);
        for (QuotaResource resource : QuotaLimits.ENFORCED) {
            int limit = row.getInt(QuotaLimits.column(resource));
            if (!row.wasNull()) {
                limits.put(resource, limit);
            }
        }
        UUID type = row.getObject("type_id", UUID.class);
        boolean ofType = !type.equals(ALL_TYPES);
        @Nullable String name = row.getString("type_name");
        return new Row(
                QuotaCatalogue.of(row.getString("catalogue")),
                ofType,
                ofType && name == null ? type.toString() : name,
                amounts(row, "_change"),
                amounts(row, ""),
                limits);
    }

    /** The columns of all measures, each put into a pattern. */
    static String columns(String pattern) {
        return MEASURES.stream()
                .map(measure -> pattern.formatted(measure.word()))
                .collect(Collectors.joining(", "));
    }

    static QuotaAmounts amounts(ResultSet row, String suffix) throws SQLException {
        Map<QuotaMeasure, Long> amounts = new EnumMap<>(QuotaMeasure.class);
        for (QuotaMeasure measure : MEASURES) {
            amounts.put(measure, row.getLong(measure.word() + suffix));
        }
        return new QuotaAmounts(amounts);
    }

    private static <F> Stream<SqlArrayValue> amounts(
            List<F> facts, Function<F, QuotaAmounts> amounts) {
        return MEASURES.stream()
                .map(measure -> array("int8", facts, fact -> amounts.apply(fact).of(measure)));
    }

    private static <F extends QuotaFact> List<F> only(Class<F> kind, List<QuotaFact> facts) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <F> SqlArrayValue array(
            String type, List<F> facts, Function<F, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, facts.stream().map(value).toArray());
    }

    /**
     * A project's usage of everything, or of one type, after the change.
     *
     * @param typeName the type's name, null for everything
     */
    private record Row(
            QuotaCatalogue catalogue,
            boolean ofType,
            @Nullable String typeName,
            QuotaAmounts change,
            QuotaAmounts after,
            Map<QuotaResource, Integer> limits) {}

    /** A quota that would be exceeded. */
    private record Over(
            String quota,
            QuotaResource resource,
            boolean ofType,
            long requested,
            int limit,
            long consumed) {

        // cinder/db/sqlalchemy/api.py, quota_reserve(): sorted by name; and cinder/quota_utils.py,
        // process_reserve_over_quota(): the first that is exceeded makes the answer. In Manila the
        // project's are looked at before those of the type, manila/db/sqlalchemy/api.py,
        // quota_reserve(), and the order is that of manila/share/api.py.
        int rank() {
            return switch (resource) {
                case GROUPS -> 0;
                case SHARE_GIGABYTES, SNAPSHOT_GIGABYTES -> ofType ? 10 : 1;
                case SHARES, SHARE_SNAPSHOTS -> ofType ? 11 : 2;
                case SHARE_REPLICAS -> ofType ? 12 : 3;
                case REPLICA_GIGABYTES -> ofType ? 13 : 4;
                case VOLUMES,
                        PER_VOLUME_GIGABYTES,
                        SNAPSHOTS,
                        GIGABYTES,
                        BACKUPS,
                        BACKUP_GIGABYTES,
                        PER_SHARE_GIGABYTES,
                        SHARE_NETWORKS,
                        SHARE_GROUPS,
                        SHARE_GROUP_SNAPSHOTS ->
                        9;
            };
        }

        QuotaRefused refused(List<QuotaAmounts> asked) {
            int takers =
                    (int) asked.stream().filter(amounts -> amounts.of(resource, true) > 0).count();
            return new Exceeded(resource, quota, takers, requested, limit, consumed);
        }
    }
}
