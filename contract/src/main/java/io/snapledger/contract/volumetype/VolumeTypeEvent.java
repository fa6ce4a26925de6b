package io.snapledger.contract.volumetype;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a volume type. A type belongs to no project. Every fact makes a row of the
 * history, also one that leaves the status as it was: what a type says decides what is done with
 * the data.
 */
public sealed interface VolumeTypeEvent extends ChangesStatus {

    @Override
    VolumeTypeId id();

    @Override
    default @Nullable String projectId() {
        return null;
    }

    @StoredName("volume-type.created")
    record VolumeTypeCreated(
            VolumeTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            Map<String, @Nullable String> extraSpecs,
            StatusChange change,
            Instant at)
            implements VolumeTypeEvent {}

    /** Carries what holds from now on. */
    @StoredName("volume-type.updated")
    record VolumeTypeUpdated(
            VolumeTypeId id,
            String name,
            @Nullable String description,
            boolean isPublic,
            StatusChange change,
            Instant at)
            implements VolumeTypeEvent {}

    /** Carries the specs that were set, not those that stayed. */
    @StoredName("volume-type.specs-set")
    record VolumeTypeSpecsSet(
            VolumeTypeId id,
            Map<String, @Nullable String> extraSpecs,
            StatusChange change,
            Instant at)
            implements VolumeTypeEvent {}

    @StoredName("volume-type.spec-removed")
    record VolumeTypeSpecRemoved(VolumeTypeId id, String key, StatusChange change, Instant at)
            implements VolumeTypeEvent {}

    /** From now on that project may use it, though it is private. */
    @StoredName("volume-type.access-added")
    record VolumeTypeAccessAdded(
            VolumeTypeId id, String accessProjectId, StatusChange change, Instant at)
            implements VolumeTypeEvent {}

    @StoredName("volume-type.access-removed")
    record VolumeTypeAccessRemoved(
            VolumeTypeId id, String accessProjectId, StatusChange change, Instant at)
            implements VolumeTypeEvent {}

    @StoredName("volume-type.deleted")
    record VolumeTypeDeleted(VolumeTypeId id, StatusChange change, Instant at)
            implements VolumeTypeEvent {}
}
