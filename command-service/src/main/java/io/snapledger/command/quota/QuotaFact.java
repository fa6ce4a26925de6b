package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event means to a quota. */
public sealed interface QuotaFact {

    /** The resource that takes it or gives it back. */
    ResourceId id();

    /**
     * From now on the resource takes so much.
     *
     * @param typeId the volume type or share type that it counts for too, null for none
     */
    record Taken(
            ResourceId id,
            QuotaCatalogue catalogue,
            String projectId,
            @Nullable UUID typeId,
            QuotaAmounts amounts)
            implements QuotaFact {}

    /**
     * From now on the resource takes so much instead, if it takes something already.
     *
     * @param asked whether it is asked for, and may be refused; else it has happened
     */
    record Resized(ResourceId id, QuotaAmounts amounts, boolean asked) implements QuotaFact {}

    /** The resource gives back what it took. */
    record GivenBack(ResourceId id) implements QuotaFact {}
}
