package io.snapledger.contract.quota;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of the usage that quotas are enforced by with a recount from the events found.
 *
 * @param at when it was made
 * @param resources how many resources the recount found alive
 * @param differences none, if all is well
 */
public record QuotaCheck(Instant at, long resources, List<Difference> differences) {

    public QuotaCheck {
        differences = List.copyOf(differences);
    }

    /**
     * A figure that is not what the events say.
     *
     * @param typeId the volume type or the share type, null for the project's total
     * @param kept what quotas are enforced by
     * @param recounted what the events say
     */
    public record Difference(
            QuotaCatalogue catalogue,
            String projectId,
            @Nullable UUID typeId,
            QuotaAmounts kept,
            QuotaAmounts recounted) {}
}
