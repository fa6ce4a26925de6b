package io.snapledger.query.share;

import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
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
        return new ShareRow(
                id,
                projectId,
                userId,
                name,
                description,
                shareProto,
                to,
                sizeGib,
                shareTypeId,
                snapshotId,
                isPublic,
                availabilityZone,
                capabilities,
                taskState,
                metadata,
                createdAt,
                at);
    }

    ShareRow updated(ShareUpdated event) {
        return new ShareRow(
                id,
                projectId,
                userId,
                event.name(),
                event.description(),
                shareProto,
                status,
                sizeGib,
                shareTypeId,
                snapshotId,
                event.isPublic(),
                availabilityZone,
                capabilities,
                taskState,
                metadata,
                createdAt,
                event.at());
    }

    ShareRow describedBy(Map<String, String> entries, Instant at) {
        return new ShareRow(
                id,
                projectId,
                userId,
                name,
                description,
                shareProto,
                status,
                sizeGib,
                shareTypeId,
                snapshotId,
                isPublic,
                availabilityZone,
                capabilities,
                taskState,
                entries,
                createdAt,
                at);
    }

    ShareRow ofSize(int gib, Instant at) {
        return new ShareRow(
                id,
                projectId,
                userId,
                name,
                description,
                shareProto,
                status,
                gib,
                shareTypeId,
                snapshotId,
                isPublic,
                availabilityZone,
                capabilities,
                taskState,
                metadata,
                createdAt,
                at);
    }

    ShareRow busyWith(@Nullable String task, Instant at) {
        return new ShareRow(
                id,
                projectId,
                userId,
                name,
                description,
                shareProto,
                status,
                sizeGib,
                shareTypeId,
                snapshotId,
                isPublic,
                availabilityZone,
                capabilities,
                task,
                metadata,
                createdAt,
                at);
    }
}
