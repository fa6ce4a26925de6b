package io.snapledger.contract.volumetype;

import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a volume type. */
public sealed interface VolumeTypeCommand {

    VolumeTypeId id();

    /** Makes one; refused with {@link VolumeTypeRefused.NameTaken}. */
    record CreateVolumeType(
            @TargetAggregateIdentifier VolumeTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, String> extraSpecs,
            Instant at)
            implements VolumeTypeCommand {}

    /** Ends one; refused while something is of this type. */
    record DeleteVolumeType(
            @TargetAggregateIdentifier VolumeTypeId id, @Nullable String reason, Instant at)
            implements VolumeTypeCommand {}
}
