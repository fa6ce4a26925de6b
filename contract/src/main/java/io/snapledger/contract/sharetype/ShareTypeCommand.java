package io.snapledger.contract.sharetype;

import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a share type. */
public sealed interface ShareTypeCommand {

    ShareTypeId id();

    /** Makes one; refused with {@link ShareTypeRefused.NameTaken}. */
    record CreateShareType(
            @TargetAggregateIdentifier ShareTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, String> extraSpecs,
            Instant at)
            implements ShareTypeCommand {}

    /** Changes what is given, and leaves alone what is null. */
    record UpdateShareType(
            @TargetAggregateIdentifier ShareTypeId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean isPublic,
            @Nullable String reason,
            Instant at)
            implements ShareTypeCommand {}

    /** Sets these specs and keeps the others. */
    record SetExtraSpecs(
            @TargetAggregateIdentifier ShareTypeId id,
            Map<String, String> extraSpecs,
            @Nullable String reason,
            Instant at)
            implements ShareTypeCommand {}

    /** Takes one spec away. */
    record RemoveExtraSpec(
            @TargetAggregateIdentifier ShareTypeId id,
            String key,
            @Nullable String reason,
            Instant at)
            implements ShareTypeCommand {}

    /** Lets a project use a private one. */
    record AddProjectAccess(
            @TargetAggregateIdentifier ShareTypeId id,
            String projectId,
            @Nullable String reason,
            Instant at)
            implements ShareTypeCommand {}

    /** Takes that back. */
    record RemoveProjectAccess(
            @TargetAggregateIdentifier ShareTypeId id,
            String projectId,
            @Nullable String reason,
            Instant at)
            implements ShareTypeCommand {}

    /** Ends one; refused while something is of this type. */
    record DeleteShareType(
            @TargetAggregateIdentifier ShareTypeId id, @Nullable String reason, Instant at)
            implements ShareTypeCommand {}
}
