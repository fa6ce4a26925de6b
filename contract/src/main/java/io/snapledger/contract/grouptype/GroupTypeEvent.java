package io.snapledger.contract.grouptype;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a group type. A type belongs to no project. Every fact makes a row of the
 * history, also one that leaves the status as it was: what a type says decides what is done with
 * the data.
 */
public sealed interface GroupTypeEvent extends ChangesStatus {

    @Override
    GroupTypeId id();

    @Override
    default @Nullable String projectId() {
        return null;
    }

    @StoredName("group-type.created")
    record GroupTypeCreated(
            GroupTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, @Nullable String> groupSpecs,
            StatusChange change,
            Instant at)
            implements GroupTypeEvent {}

    /** Carries what holds from now on. */
    @StoredName("group-type.updated")
    record GroupTypeUpdated(
            GroupTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            StatusChange change,
            Instant at)
            implements GroupTypeEvent {}

    /** Carries the specs that were set, not those that stayed. */
    @StoredName("group-type.specs-set")
    record GroupTypeSpecsSet(
            GroupTypeId id,
            Map<String, @Nullable String> groupSpecs,
            StatusChange change,
            Instant at)
            implements GroupTypeEvent {}

    @StoredName("group-type.spec-removed")
    record GroupTypeSpecRemoved(GroupTypeId id, String key, StatusChange change, Instant at)
            implements GroupTypeEvent {}

    @StoredName("group-type.deleted")
    record GroupTypeDeleted(GroupTypeId id, StatusChange change, Instant at)
            implements GroupTypeEvent {}
}
