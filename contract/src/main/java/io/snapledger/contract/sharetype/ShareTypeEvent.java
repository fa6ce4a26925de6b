package io.snapledger.contract.sharetype;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a share type. A type belongs to no project. Every fact makes a row of the
 * history, also one that leaves the status as it was: what a type says decides what is done with
 * the data.
 */
public sealed interface ShareTypeEvent extends ChangesStatus {

    @Override
    ShareTypeId id();

    @Override
    default @Nullable String projectId() {
        return null;
    }

    @StoredName("share-type.created")
    record ShareTypeCreated(
            ShareTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, String> extraSpecs,
            StatusChange change,
            Instant at)
            implements ShareTypeEvent {}

    /** Carries what holds from now on. */
    @StoredName("share-type.updated")
    record ShareTypeUpdated(
            ShareTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            StatusChange change,
            Instant at)
            implements ShareTypeEvent {}

    /** Carries the specs that were set, not those that stayed. */
    @StoredName("share-type.specs-set")
    record ShareTypeSpecsSet(
            ShareTypeId id, Map<String, String> extraSpecs, StatusChange change, Instant at)
            implements ShareTypeEvent {}

    @StoredName("share-type.spec-removed")
    record ShareTypeSpecRemoved(ShareTypeId id, String key, StatusChange change, Instant at)
            implements ShareTypeEvent {}

    /** From now on that project may use it, though it is private. */
    @StoredName("share-type.access-added")
    record ShareTypeAccessAdded(
            ShareTypeId id, String accessProjectId, StatusChange change, Instant at)
            implements ShareTypeEvent {}

    @StoredName("share-type.access-removed")
    record ShareTypeAccessRemoved(
            ShareTypeId id, String accessProjectId, StatusChange change, Instant at)
            implements ShareTypeEvent {}

    @StoredName("share-type.deleted")
    record ShareTypeDeleted(ShareTypeId id, StatusChange change, Instant at)
            implements ShareTypeEvent {}
}
