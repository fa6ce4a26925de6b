package io.snapledger.query.sharesnapshot;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import java.time.Instant;
import java.util.Map;
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
        return new ShareSnapshotRow(
                id,
                shareId,
                projectId,
                userId,
                name,
                description,
                to,
                sizeGib,
                shareProto,
                metadata,
                createdAt,
                at);
    }

    ShareSnapshotRow renamed(
            @Nullable String newName, @Nullable String newDescription, Instant at) {
        return new ShareSnapshotRow(
                id,
                shareId,
                projectId,
                userId,
                newName,
                newDescription,
                status,
                sizeGib,
                shareProto,
                metadata,
                createdAt,
                at);
    }

    ShareSnapshotRow describedBy(Map<String, String> entries, Instant at) {
        return new ShareSnapshotRow(
                id,
                shareId,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                shareProto,
                entries,
                createdAt,
                at);
    }
}
