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

    private static final int BATCH = 2_000;

    private static final String NEXT_EVENTS =
            """
            select global_index, payload_type, payload_revision, payload from %s
            where global_index > ? and type = any(?)
            order by global_index limit ?
            """
                    .formatted(EventLogTable.NAME);

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final EventLogSerializer serializer = new EventLogSerializer();

    QuotaRecount(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
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
            Map<UUID, Taken> alive = alive();
            return new QuotaCheck(at, alive.size(), differences(sums(alive), kept()));
        });
    }

    private Map<UUID, Taken> alive() {
        SqlArrayValue types = new SqlArrayValue("text", QuotaFacts.RESOURCE_TYPES.toArray());
        Map<UUID, Taken> alive = new HashMap<>();
        long position = -1;
        List<Stored> batch;
        do {
            batch =
                    jdbc.sql(NEXT_EVENTS)
                            .params(position, types, BATCH)
                            .query((row, _) ->
                                    new Stored(
                                            row.getLong("global_index"),
                                            row.getString("payload_type"),
                                            row.getString("payload_revision"),
                                            row.getBytes("payload")))
                            .list();
            for (Stored event : batch) {
                position = event.position();
                QuotaFacts.of(read(event)).ifPresent(fact -> apply(alive, fact));
            }
        } while (batch.size() == BATCH);
        return alive;
    }

    private Object read(Stored event) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(
                        event.payload(), byte[].class, event.name(), event.revision()));
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

    private static Map<Place, QuotaAmounts> sums(Map<UUID, Taken> alive) {
        Map<Place, QuotaAmounts> sums = new HashMap<>();
        for (Taken taken : alive.values()) {
            Place total = new Place(taken.catalogue(), taken.projectId(), null);
            sums.merge(total, taken.amounts(), QuotaAmounts::plus);
            if (taken.typeId() != null) {
                sums.merge(total.ofType(taken.typeId()), taken.amounts(), QuotaAmounts::plus);
            }
        }
        return sums;
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

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Stored(long position, String name, String revision, byte[] payload) {}
}
