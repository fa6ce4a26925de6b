package io.snapledger.contract.quota;

import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of quotas. */
public sealed interface QuotaCommand {

    /**
     * Sets some limits of a project or a class.
     *
     * @param force even below what is used
     */
    record ChangeQuotaLimits(
            @TargetAggregateIdentifier QuotaSetId id,
            QuotaScope scope,
            List<QuotaLimit> limits,
            boolean force,
            Instant at)
            implements QuotaCommand {}

    /**
     * Takes a project's own limits away.
     *
     * @param shareTypeId those of that share type only, null for all
     */
    record RemoveQuotaLimits(
            @TargetAggregateIdentifier QuotaSetId id,
            QuotaScope scope,
            @Nullable ShareTypeId shareTypeId,
            Instant at)
            implements QuotaCommand {}

    /** Makes the settings known; nothing happens if they are as before. */
    record ConfigureQuotas(
            @TargetAggregateIdentifier QuotaSetId id,
            QuotaScope scope,
            List<QuotaLimit> limits,
            boolean snapshotsTakeGigabytes,
            Instant at)
            implements QuotaCommand {}

    /** Asks what the last comparison of usage with the events found: a {@link QuotaCheck}. */
    record ReportQuotaCheck() implements QuotaCommand {}
}
