package io.snapledger.gateway.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot: cinder/api/v3/views/snapshots.py, and what extended_snapshot_attributes.py adds.
 * The plain list shows what comes before {@code group_snapshot_id}.
 */
record SnapshotBody(
        String id,
        Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String name,
        @Nullable String description,
        String volumeId,
        String status,
        int size,
        Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> groupSnapshotId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean consumesQuota,
        @JsonProperty("os-extended-snapshot-attributes:project_id")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String projectId,
        @JsonProperty("os-extended-snapshot-attributes:progress")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String progress) {

    static final String COLLECTION = "snapshots";

    /** As the plain list answers. */
    static SnapshotBody summary(SnapshotView snapshot) {
        return of(snapshot, null, null, null, null, null);
    }

    /** As create and update answer: without what the extension adds. */
    static SnapshotBody of(SnapshotView snapshot, Microversion version) {
        return of(snapshot, version, false);
    }

    /** As show and detail answer. */
    static SnapshotBody of(
            SnapshotView snapshot, Caller caller, Microversion version, Policy policy) {
        return of(
                snapshot,
                version,
                policy.allows(caller, SnapshotPolicy.EXTENDED_ATTRIBUTES, Target.own(caller)));
    }

    private static SnapshotBody of(SnapshotView snapshot, Microversion version, boolean extended) {
        var groupSnapshot = snapshot.groupSnapshotId();
        return of(
                snapshot,
                Shown.when(
                        version.atLeast(CinderVersions.GROUP_SNAPSHOTS),
                        groupSnapshot == null ? null : groupSnapshot.toString()),
                version.atLeast(CinderVersions.SNAPSHOT_LIST_USER_ID) ? snapshot.userId() : null,
                version.atLeast(CinderVersions.USE_QUOTA) ? true : null,
                extended ? snapshot.projectId() : null,
                extended ? snapshot.progress() + "%" : null);
    }

    private static SnapshotBody of(
            SnapshotView snapshot,
            @Nullable Shown<String> groupSnapshotId,
            @Nullable String userId,
            @Nullable Boolean consumesQuota,
            @Nullable String projectId,
            @Nullable String progress) {
        return new SnapshotBody(
                snapshot.id().toString(),
                snapshot.createdAt(),
                snapshot.updatedAt(),
                snapshot.name(),
                snapshot.description(),
                snapshot.volumeId().toString(),
                snapshot.status().word(),
                snapshot.sizeGib(),
                snapshot.metadata(),
                groupSnapshotId,
                userId,
                consumesQuota,
                projectId,
                progress);
    }

    /** {@code {"snapshot": {…}}} */
    record One(SnapshotBody snapshot) {}

    /** {@code {"snapshots": […]}} */
    record Page(
            List<SnapshotBody> snapshots,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> snapshotsLinks,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count) {}
}
