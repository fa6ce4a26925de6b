package io.snapledger.contract.quota;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of quotas. */
public sealed interface QuotaCommand {

    /** Sets some limits of a project or a class. */
    record ChangeQuotaLimits(
            @TargetAggregateIdentifier QuotaSetId id,
            QuotaScope scope,
            List<QuotaLimit> limits,
            Instant at)
            implements QuotaCommand {}

    /** Takes a project's own limits away. */
    record RemoveQuotaLimits(@TargetAggregateIdentifier QuotaSetId id, QuotaScope scope, Instant at)
            implements QuotaCommand {}

    /** Makes the settings known; nothing happens if they are as before. */
    record ConfigureQuotas(
            @TargetAggregateIdentifier QuotaSetId id,
            List<QuotaLimit> limits,
            boolean snapshotsTakeGigabytes,
            Instant at)
            implements QuotaCommand {}

    /** Asks what the last comparison of usage with the events found: a {@link QuotaCheck}. */
    record ReportQuotaCheck() implements QuotaCommand {}
}
