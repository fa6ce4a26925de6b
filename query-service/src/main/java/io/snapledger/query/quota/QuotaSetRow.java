package io.snapledger.query.quota;

import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one scope.
 *
 * @param snapshotsTakeGigabytes what the settings say; of no meaning in other scopes
 */
record QuotaSetRow(
        QuotaSetId id, QuotaScope scope, List<QuotaLimit> limits, boolean snapshotsTakeGigabytes) {

    QuotaSetRow {
        limits = List.copyOf(limits);
    }

    /** The same with these limits instead of those for the same. */
    QuotaSetRow with(List<QuotaLimit> changed) {
        List<QuotaLimit> merged = new ArrayList<>(limits);
        for (QuotaLimit limit : changed) {
            merged.removeIf(old ->
                    old.resource() == limit.resource()
                            && Objects.equals(old.typeId(), limit.typeId()));
            merged.add(limit);
        }
        return new QuotaSetRow(id, scope, merged, snapshotsTakeGigabytes);
    }

    /** The same without those of that type. */
    QuotaSetRow without(ShareTypeId type) {
        List<QuotaLimit> left =
                limits.stream().filter(limit -> !type.equals(limit.shareTypeId())).toList();
        return new QuotaSetRow(id, scope, left, snapshotsTakeGigabytes);
    }

    /** Its limit for that, if it has one. */
    OptionalInt limit(QuotaResource resource, @Nullable UUID typeId) {
        return limits.stream()
                .filter(limit ->
                        limit.resource() == resource && Objects.equals(limit.typeId(), typeId))
                .mapToInt(QuotaLimit::limit)
                .findFirst();
    }
}
