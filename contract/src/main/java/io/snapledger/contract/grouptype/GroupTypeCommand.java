package io.snapledger.contract.grouptype;

import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a group type. */
public sealed interface GroupTypeCommand {

    GroupTypeId id();

    /** Makes one; refused with {@link GroupTypeRefused.NameTaken}. */
    record CreateGroupType(
            @TargetAggregateIdentifier GroupTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, @Nullable String> groupSpecs,
            Instant at)
            implements GroupTypeCommand {}

    /** Changes what is given, and leaves alone what is null. */
    record UpdateGroupType(
            @TargetAggregateIdentifier GroupTypeId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean isPublic,
            @Nullable String reason,
            Instant at)
            implements GroupTypeCommand {}

    /** Sets these specs and keeps the others. */
    record SetGroupSpecs(
            @TargetAggregateIdentifier GroupTypeId id,
            Map<String, @Nullable String> groupSpecs,
            @Nullable String reason,
            Instant at)
            implements GroupTypeCommand {}

    /** Takes one spec away. */
    record RemoveGroupSpec(
            @TargetAggregateIdentifier GroupTypeId id,
            String key,
            @Nullable String reason,
            Instant at)
            implements GroupTypeCommand {}

    /** Ends one; refused while something is of this type. */
    record DeleteGroupType(
            @TargetAggregateIdentifier GroupTypeId id, @Nullable String reason, Instant at)
            implements GroupTypeCommand {}
}
