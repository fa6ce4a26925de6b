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
            Map<String, @Nullable String> extraSpecs,
            Instant at)
            implements VolumeTypeCommand {}

    /** Changes what is given, and leaves alone what is null. */
    record UpdateVolumeType(
            @TargetAggregateIdentifier VolumeTypeId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean isPublic,
            @Nullable String reason,
            Instant at)
            implements VolumeTypeCommand {}

    /** Sets these specs and keeps the others. */
    record SetExtraSpecs(
            @TargetAggregateIdentifier VolumeTypeId id,
            Map<String, @Nullable String> extraSpecs,
            @Nullable String reason,
            Instant at)
            implements VolumeTypeCommand {}

    /** Takes one spec away. */
    record RemoveExtraSpec(
            @TargetAggregateIdentifier VolumeTypeId id,
            String key,
            @Nullable String reason,
            Instant at)
            implements VolumeTypeCommand {}

    /** Lets a project use a private one. */
    record AddProjectAccess(
            @TargetAggregateIdentifier VolumeTypeId id,
            String projectId,
            @Nullable String reason,
            Instant at)
            implements VolumeTypeCommand {}

    /** Takes that back. */
    record RemoveProjectAccess(
            @TargetAggregateIdentifier VolumeTypeId id,
            String projectId,
            @Nullable String reason,
            Instant at)
            implements VolumeTypeCommand {}

    /** Ends one; refused while something is of this type. */
    record DeleteVolumeType(
            @TargetAggregateIdentifier VolumeTypeId id, @Nullable String reason, Instant at)
            implements VolumeTypeCommand {}
}
