package io.snapledger.query.share;

import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is kept of a share: all that its own events say. Its instances are looked up. */
record ShareRow(
        ShareId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        String shareProto,
        ShareStatus status,
        int sizeGib,
        @Nullable ShareTypeId shareTypeId,
        @Nullable ShareSnapshotId snapshotId,
        boolean isPublic,
        @Nullable String availabilityZone,
        ShareCapabilities capabilities,
        @Nullable String taskState,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    ShareRow moved(ShareStatus to, Instant at) {
        return with(next -> {
            next.status = to;
            next.updatedAt = at;
        });
    }

    ShareRow updated(ShareUpdated event) {
        return with(next -> {
            next.name = event.name();
            next.description = event.description();
            next.isPublic = event.isPublic();
            next.updatedAt = event.at();
        });
    }

    ShareRow describedBy(Map<String, String> entries, Instant at) {
        return with(next -> {
            next.metadata = entries;
            next.updatedAt = at;
        });
    }

    ShareRow ofSize(int gib, Instant at) {
        return with(next -> {
            next.sizeGib = gib;
            next.updatedAt = at;
        });
    }

    ShareRow busyWith(@Nullable String task, Instant at) {
        return with(next -> {
            next.taskState = task;
            next.updatedAt = at;
        });
    }

    private ShareRow with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return new ShareRow(
                id,
                projectId,
                userId,
                changed.name,
                changed.description,
                shareProto,
                changed.status,
                changed.sizeGib,
                shareTypeId,
                snapshotId,
                changed.isPublic,
                availabilityZone,
                capabilities,
                changed.taskState,
                changed.metadata,
                createdAt,
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private @Nullable String name;
        private @Nullable String description;
        private ShareStatus status;
        private int sizeGib;
        private boolean isPublic;
        private @Nullable String taskState;
        private Map<String, String> metadata;
        private @Nullable Instant updatedAt;

        private Changed(ShareRow row) {
            name = row.name();
            description = row.description();
            status = row.status();
            sizeGib = row.sizeGib();
            isPublic = row.isPublic();
            taskState = row.taskState();
            metadata = row.metadata();
            updatedAt = row.updatedAt();
        }
    }
}
