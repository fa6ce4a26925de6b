package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import org.jspecify.annotations.Nullable;

/** What an event means to a quota. */
public sealed interface QuotaFact {

    /** The resource that takes it or gives it back. */
    ResourceId id();

    /**
     * From now on the resource takes so much.
     *
     * @param volumeTypeId the volume type that it counts for too, null for none
     */
    record Taken(
            ResourceId id,
            String projectId,
            @Nullable VolumeTypeId volumeTypeId,
            QuotaAmounts amounts)
            implements QuotaFact {}

    /**
     * From now on the volume, which takes something already, counts with that size.
     *
     * @param asked whether it is asked for, and may be refused; else it has happened
     */
    record Resized(ResourceId id, int gib, boolean asked) implements QuotaFact {}

    /** The resource gives back what it took. */
    record GivenBack(ResourceId id) implements QuotaFact {}
}
