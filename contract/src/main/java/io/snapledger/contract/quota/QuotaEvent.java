package io.snapledger.contract.quota;

import io.snapledger.contract.quota.QuotaScope.Kind;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.resource.ToldInHistory;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to the limits of a project, of a quota class, or of the settings. */
public sealed interface QuotaEvent extends ToldInHistory {

    @Override
    QuotaSetId id();

    /** Whose limits they are. */
    QuotaScope scope();

    @Override
    default @Nullable String projectId() {
        return scope().kind() == Kind.PROJECT ? scope().name() : null;
    }

    /** These limits hold from now on; those not named stay as they are. */
    @StoredName("quota-set.limits-changed")
    record QuotaLimitsChanged(QuotaSetId id, QuotaScope scope, List<QuotaLimit> limits, Instant at)
            implements QuotaEvent {}

    /**
     * It has no limits of its own any more.
     *
     * @param shareTypeId none for that share type, null for none at all
     */
    @StoredName("quota-set.limits-removed")
    record QuotaLimitsRemoved(
            QuotaSetId id, QuotaScope scope, @Nullable ShareTypeId shareTypeId, Instant at)
            implements QuotaEvent {}

    /**
     * The service was started with other settings than before.
     *
     * @param limits all that hold where nobody set any
     * @param snapshotsTakeGigabytes whether snapshots count for the gigabytes
     */
    @StoredName("quota-set.configured")
    record QuotasConfigured(
            QuotaSetId id,
            QuotaScope scope,
            List<QuotaLimit> limits,
            boolean snapshotsTakeGigabytes,
            Instant at)
            implements QuotaEvent {}
}
