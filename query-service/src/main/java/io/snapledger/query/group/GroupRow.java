package io.snapledger.query.group;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is kept of a group: all that its own events say. Its members are looked up. */
record GroupRow(
        GroupId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        GroupStatus status,
        GroupTypeId groupTypeId,
        List<VolumeTypeId> volumeTypeIds,
        String availabilityZone,
        @Nullable GroupSnapshotId groupSnapshotId,
        @Nullable GroupId sourceGroupId,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    GroupRow named(@Nullable String newName, @Nullable String newDescription, Instant at) {
        return with(next -> {
            next.name = newName;
            next.description = newDescription;
            next.updatedAt = at;
        });
    }

    GroupRow createdAt(Instant at) {
        return with(next -> next.createdAt = at);
    }

    GroupRow moved(GroupStatus to, Instant at) {
        return with(next -> {
            next.status = to;
            next.updatedAt = at;
        });
    }

    private GroupRow with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return new GroupRow(
                id,
                projectId,
                userId,
                changed.name,
                changed.description,
                changed.status,
                groupTypeId,
                volumeTypeIds,
                availabilityZone,
                groupSnapshotId,
                sourceGroupId,
                changed.createdAt,
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private @Nullable String name;
        private @Nullable String description;
        private GroupStatus status;
        private Instant createdAt;
        private @Nullable Instant updatedAt;

        private Changed(GroupRow row) {
            name = row.name();
            description = row.description();
            status = row.status();
            createdAt = row.createdAt();
            updatedAt = row.updatedAt();
        }
    }
}
