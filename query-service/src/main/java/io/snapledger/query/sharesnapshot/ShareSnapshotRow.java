package io.snapledger.query.sharesnapshot;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is kept of a share snapshot: all that its own events say. Its instances are looked up. */
record ShareSnapshotRow(
        ShareSnapshotId id,
        ShareId shareId,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        ShareSnapshotStatus status,
        int sizeGib,
        String shareProto,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    ShareSnapshotRow moved(ShareSnapshotStatus to, Instant at) {
        return with(next -> {
            next.status = to;
            next.updatedAt = at;
        });
    }

    ShareSnapshotRow renamed(
            @Nullable String newName, @Nullable String newDescription, Instant at) {
        return with(next -> {
            next.name = newName;
            next.description = newDescription;
            next.updatedAt = at;
        });
    }

    ShareSnapshotRow describedBy(Map<String, String> entries, Instant at) {
        return with(next -> {
            next.metadata = entries;
            next.updatedAt = at;
        });
    }

    private ShareSnapshotRow with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return new ShareSnapshotRow(
                id,
                shareId,
                projectId,
                userId,
                changed.name,
                changed.description,
                changed.status,
                sizeGib,
                shareProto,
                changed.metadata,
                createdAt,
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private @Nullable String name;
        private @Nullable String description;
        private ShareSnapshotStatus status;
        private Map<String, String> metadata;
        private @Nullable Instant updatedAt;

        private Changed(ShareSnapshotRow row) {
            name = row.name();
            description = row.description();
            status = row.status();
            metadata = row.metadata();
            updatedAt = row.updatedAt();
        }
    }
}
