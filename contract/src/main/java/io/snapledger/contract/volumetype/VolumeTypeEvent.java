package io.snapledger.contract.volumetype;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a volume type. A type belongs to no project. */
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
            Map<String, String> extraSpecs,
            StatusChange change,
            Instant at)
            implements VolumeTypeEvent {}

    @StoredName("volume-type.deleted")
    record VolumeTypeDeleted(VolumeTypeId id, StatusChange change, Instant at)
            implements VolumeTypeEvent {}
}
