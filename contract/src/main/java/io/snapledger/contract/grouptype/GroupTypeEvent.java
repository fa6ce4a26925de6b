package io.snapledger.contract.grouptype;

import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a group type. A type belongs to no project. */
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
            Map<String, String> groupSpecs,
            StatusChange change,
            Instant at)
            implements GroupTypeEvent {}

    @StoredName("group-type.deleted")
    record GroupTypeDeleted(GroupTypeId id, StatusChange change, Instant at)
            implements GroupTypeEvent {}
}
