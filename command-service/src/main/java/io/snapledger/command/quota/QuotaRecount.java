package io.snapledger.command.quota;

import io.snapledger.command.axon.Now;
import io.snapledger.command.quota.QuotaFact.GivenBack;
import io.snapledger.command.quota.QuotaFact.Resized;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCheck.Difference;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.EventLogTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts again, from the first event on, what every project uses, and compares it with what quotas
 * are enforced by. Both are read from one snapshot of the database, where they must agree to the
 * last unit whatever goes on meanwhile. It changes nothing.
 */
@Component
class QuotaRecount {

    // Those before the first may have been put away.
    private static final String POSITIONS =
            """
            select coalesce(min(global_index), 1) as first, coalesce(max(global_index), 0) as last
            from %s
            """
                    .formatted(EventLogTable.NAME);

    // "= 0" would let PostgreSQL take the index of first events, from its start for each part.
    private static final String BEGINNINGS =
            """
            select payload_type, payload_revision, payload from %s
            where global_index > ? and global_index <= ?
              and sequence_number < 1 and type = any(?)
            """
                    .formatted(EventLogTable.NAME);

    // They come after the beginnings: partitions before those need not be looked at.
    private static final String WHAT_BECAME_OF_THEM =
            """
            select payload_type, payload_revision, payload from %s
            where aggregate_identifier = any(?) and global_index > ? and sequence_number > 0
              and payload_type <> all(?)
            order by aggregate_identifier, sequence_number
            """
                    .formatted(EventLogTable.NAME);

    private static final int ROWS_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final int batchSize;
    private final EventLogSerializer serializer = new EventLogSerializer();

    QuotaRecount(
            JdbcClient jdbc, PlatformTransactionManager transactions, QuotaProperties properties) {
        this.jdbc = jdbc;
        batchSize = properties.check().batchSize();
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
    }

    QuotaCheck compare() {
        Instant at = Now.instant();
        return snapshot.execute(_ -> {
            // It takes as long as the log is long, and holds nobody up: it writes nothing.
            jdbc.sql("set local transaction_timeout = 0").update();
            Recounted recounted = recount();
            return new QuotaCheck(at, recounted.resources, differences(recounted.sums, kept()));
        });
    }

    private Recounted recount() {
        Recounted recounted = new Recounted();
        Positions there =
                jdbc.sql(POSITIONS)
                        .query((row, _) -> new Positions(row.getLong("first"), row.getLong("last")))
                        .single();
        for (long after = there.first() - 1; after < there.last(); after += batchSize) {
            alive(after, after + batchSize).forEach(recounted::add);
        }
        return recounted;
    }

    // Some at a time, each with all that ever became of it: however many are alive, no more than
    // these are in memory.
    private Collection<Taken> alive(long after, long upTo) {
        Map<UUID, Taken> alive = new HashMap<>();
        apply(
                alive,
                jdbc.sql(BEGINNINGS).params(after, upTo, array("text", QuotaFacts.RESOURCE_TYPES)));
        if (!alive.isEmpty()) {
            apply(
                    alive,
                    jdbc.sql(WHAT_BECAME_OF_THEM)
                            .params(
                                    array("uuid", alive.keySet()),
                                    after,
                                    array("text", QuotaFacts.MEAN_NOTHING_LATER)));
        }
        return alive.values();
    }

    private static SqlArrayValue array(String type, Collection<?> values) {
        return new SqlArrayValue(type, values.toArray());
    }

    private void apply(Map<UUID, Taken> alive, StatementSpec events) {
        events.withFetchSize(ROWS_AT_ONCE)
                .query(row -> {
                    QuotaFacts.of(
                                    serializer.deserialize(
                                            new SimpleSerializedObject<>(
                                                    row.getBytes("payload"),
                                                    byte[].class,
                                                    row.getString("payload_type"),
                                                    row.getString("payload_revision"))))
                            .ifPresent(fact -> apply(alive, fact));
                });
    }

    private static void apply(Map<UUID, Taken> alive, QuotaFact fact) {
        UUID id = fact.id().value();
        switch (fact) {
            case Taken taken -> alive.put(id, taken);
            case Resized resized ->
                    alive.computeIfPresent(
                            id,
                            (_, taken) ->
                                    new Taken(
                                            taken.id(),
                                            taken.catalogue(),
                                            taken.projectId(),
                                            taken.typeId(),
                                            resized.amounts()));
            case GivenBack _ -> alive.remove(id);
        }
    }

    private Map<Place, QuotaAmounts> kept() {
        Map<Place, QuotaAmounts> kept = new HashMap<>();
        jdbc.sql(
                        """
                        select catalogue, project_id,
                            nullif(type_id, '00000000-0000-0000-0000-000000000000') as type_id, %s
                        from command.quota_usage
                        """
                                .formatted(Quotas.columns("%s")))
                .query(row -> {
                    kept.put(
                            new Place(
                                    QuotaCatalogue.of(row.getString("catalogue")),
                                    row.getString("project_id"),
                                    row.getObject("type_id", UUID.class)),
                            Quotas.amounts(row, ""));
                });
        return kept;
    }

    private static List<Difference> differences(
            Map<Place, QuotaAmounts> recounted, Map<Place, QuotaAmounts> kept) {
        Set<Place> places = new HashSet<>(recounted.keySet());
        places.addAll(kept.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Place place : places) {
            QuotaAmounts is = kept.getOrDefault(place, QuotaAmounts.NOTHING);
            QuotaAmounts should = recounted.getOrDefault(place, QuotaAmounts.NOTHING);
            if (!is.equals(should)) {
                differences.add(
                        new Difference(
                                place.catalogue(), place.projectId(), place.typeId(), is, should));
            }
        }
        differences.sort(
                Comparator.comparing(Difference::projectId)
                        .thenComparing(Difference::catalogue)
                        .thenComparing(difference -> String.valueOf(difference.typeId())));
        return differences;
    }

    /** A figure's place: a project's total, or its part of one type. */
    private record Place(QuotaCatalogue catalogue, String projectId, @Nullable UUID typeId) {

        Place ofType(UUID type) {
            return new Place(catalogue, projectId, type);
        }
    }

    private record Positions(long first, long last) {}

    private static final class Recounted {

        private final Map<Place, QuotaAmounts> sums = new HashMap<>();
        private long resources;

        private void add(Taken taken) {
            resources++;
            Place total = new Place(taken.catalogue(), taken.projectId(), null);
            sums.merge(total, taken.amounts(), QuotaAmounts::plus);
            if (taken.typeId() != null) {
                sums.merge(total.ofType(taken.typeId()), taken.amounts(), QuotaAmounts::plus);
            }
        }
    }
}
