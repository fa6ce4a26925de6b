package io.snapledger.query.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.query.quota.QuotaSetTable.NamedType;
import io.snapledger.query.table.OneMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about quotas. */
@RestController
final class QuotaReadController implements QuotaReads {

    private final QuotaSetTable table;
    private final OneMoment oneMoment;

    QuotaReadController(QuotaSetTable table, OneMoment oneMoment) {
        this.table = table;
        this.oneMoment = oneMoment;
    }

    @Override
    public List<QuotaView> ofProject(QuotaCatalogue catalogue, String projectId) {
        return oneMoment.read(
                table.tables(catalogue),
                () ->
                        views(
                                QuotaScope.ofProject(catalogue, projectId),
                                // PostgreSQL takes no NUL in a text, so no project has one.
                                projectId.indexOf('\0') >= 0
                                        ? Map.of()
                                        : table.used(catalogue, projectId)));
    }

    @Override
    public List<QuotaView> ofClass(QuotaCatalogue catalogue, String name) {
        return oneMoment.read(
                table.tables(catalogue),
                () -> views(QuotaScope.ofClass(catalogue, name), Map.of()));
    }

    private List<QuotaView> views(QuotaScope scope, Map<@Nullable UUID, QuotaAmounts> used) {
        QuotaCatalogue catalogue = scope.catalogue();
        // The nearest first.
        List<UUID> ids =
                Stream.of(scope, QuotaScope.defaultClass(catalogue), QuotaScope.settings(catalogue))
                        .map(each -> QuotaSetId.of(each).value())
                        .toList();
        Map<UUID, QuotaSetRow> rows = table.load(ids);
        List<QuotaSetRow> sets = ids.stream().map(rows::get).filter(Objects::nonNull).toList();
        boolean snapshotsToo =
                sets.stream()
                        .filter(set -> set.scope().equals(QuotaScope.settings(catalogue)))
                        .allMatch(QuotaSetRow::snapshotsTakeGigabytes);
        QuotaAmounts total =
                used.values().stream().reduce(QuotaAmounts.NOTHING, QuotaAmounts::plus);

        List<QuotaView> views = new ArrayList<>();
        for (QuotaResource resource : QuotaResource.of(catalogue)) {
            if (resource != QuotaResource.GROUPS) {
                views.add(view(sets, resource, null, total, snapshotsToo));
            }
        }
        for (NamedType type : table.types(catalogue)) {
            QuotaAmounts ofType = used.getOrDefault(type.id(), QuotaAmounts.NOTHING);
            for (QuotaResource resource : perType(catalogue)) {
                views.add(view(sets, resource, type, ofType, snapshotsToo));
            }
        }
        if (catalogue == QuotaResource.GROUPS.catalogue()) {
            views.add(view(sets, QuotaResource.GROUPS, null, total, snapshotsToo));
        }
        return views;
    }

    private static List<QuotaResource> perType(QuotaCatalogue catalogue) {
        return switch (catalogue) {
            // volumes, gigabytes, snapshots: cinder/quota.py, VolumeTypeQuotaEngine.resources
            case BLOCK_STORAGE ->
                    List.of(
                            QuotaResource.VOLUMES,
                            QuotaResource.GIGABYTES,
                            QuotaResource.SNAPSHOTS);
            case SHARED_FILE_SYSTEM ->
                    QuotaResource.of(catalogue).stream().filter(QuotaResource::isPerType).toList();
        };
    }

    private static QuotaView view(
            List<QuotaSetRow> sets,
            QuotaResource resource,
            @Nullable NamedType type,
            QuotaAmounts used,
            boolean snapshotsToo) {
        @Nullable UUID typeId = type == null ? null : type.id();
        return new QuotaView(
                resource.quota(type == null ? null : type.name()),
                resource,
                typeId,
                nearest(sets, resource, typeId)
                        .or(() -> unset(sets, resource, typeId))
                        .orElse(QuotaResource.UNLIMITED),
                used.of(resource, snapshotsToo));
    }

    private static Optional<Integer> nearest(
            List<QuotaSetRow> sets, QuotaResource resource, @Nullable UUID typeId) {
        return sets.stream()
                .map(set -> set.limit(resource, typeId))
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .findFirst();
    }

    // manila/quota.py, get_share_type_quotas(): as many as of all types together.
    private static Optional<Integer> unset(
            List<QuotaSetRow> sets, QuotaResource resource, @Nullable UUID typeId) {
        return typeId != null && resource.catalogue() == QuotaCatalogue.SHARED_FILE_SYSTEM
                ? nearest(sets, resource, null)
                : Optional.empty();
    }
}
