package io.snapledger.query.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.quota.QuotaSetTable.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about quotas. */
@RestController
final class QuotaReadController implements QuotaReads {

    private final QuotaSetTable table;
    private final TransactionTemplate snapshot;

    QuotaReadController(QuotaSetTable table, PlatformTransactionManager transactions) {
        this.table = table;
        // Limits, types and usage of one moment.
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    @Override
    public List<QuotaView> ofProject(String projectId) {
        return snapshot.execute(_ ->
                views(
                        QuotaScope.ofProject(projectId),
                        // PostgreSQL takes no NUL in a text, so no project has one.
                        projectId.indexOf('\0') >= 0 ? Map.of() : table.used(projectId)));
    }

    @Override
    public List<QuotaView> ofClass(String name) {
        return snapshot.execute(_ -> views(QuotaScope.ofClass(name), Map.of()));
    }

    private List<QuotaView> views(
            QuotaScope scope, Map<@Nullable VolumeTypeId, QuotaAmounts> used) {
        // The nearest first.
        List<UUID> ids =
                Stream.of(scope, QuotaScope.DEFAULT_CLASS, QuotaScope.SETTINGS)
                        .map(each -> QuotaSetId.of(each).value())
                        .toList();
        Map<UUID, QuotaSetRow> rows = table.load(ids);
        List<QuotaSetRow> sets = ids.stream().map(rows::get).filter(Objects::nonNull).toList();
        boolean snapshotsToo =
                sets.stream()
                        .filter(set -> set.scope().equals(QuotaScope.SETTINGS))
                        .allMatch(QuotaSetRow::snapshotsTakeGigabytes);
        QuotaAmounts total =
                used.values().stream().reduce(QuotaAmounts.NOTHING, QuotaAmounts::plus);

        List<QuotaView> views = new ArrayList<>();
        for (QuotaResource resource : QuotaResource.values()) {
            if (resource != QuotaResource.GROUPS) {
                views.add(view(sets, resource, null, total, snapshotsToo));
            }
        }
        for (NamedType type : table.types()) {
            QuotaAmounts ofType = used.getOrDefault(type.id(), QuotaAmounts.NOTHING);
            // volumes, gigabytes, snapshots: cinder/quota.py, VolumeTypeQuotaEngine.resources
            views.add(view(sets, QuotaResource.VOLUMES, type, ofType, snapshotsToo));
            views.add(view(sets, QuotaResource.GIGABYTES, type, ofType, snapshotsToo));
            views.add(view(sets, QuotaResource.SNAPSHOTS, type, ofType, snapshotsToo));
        }
        views.add(view(sets, QuotaResource.GROUPS, null, total, snapshotsToo));
        return views;
    }

    private static QuotaView view(
            List<QuotaSetRow> sets,
            QuotaResource resource,
            @Nullable NamedType type,
            QuotaAmounts used,
            boolean snapshotsToo) {
        @Nullable VolumeTypeId typeId = type == null ? null : type.id();
        return new QuotaView(
                resource.quota(type == null ? null : type.name()),
                resource,
                typeId,
                sets.stream()
                        .map(set -> set.limit(resource, typeId))
                        .filter(OptionalInt::isPresent)
                        .mapToInt(OptionalInt::getAsInt)
                        .findFirst()
                        .orElse(QuotaResource.UNLIMITED),
                used.of(resource, snapshotsToo));
    }
}
