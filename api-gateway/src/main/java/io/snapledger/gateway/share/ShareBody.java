package io.snapledger.gateway.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * manila/api/views/shares.py, detail().
 *
 * @param shareType the type's name, from 2.6 on its id
 * @param accessRulesStatus always {@code active}, as there are no access rules
 */
record ShareBody(
        ShareId id,
        int size,
        @Nullable String availabilityZone,
        Instant createdAt,
        ShareStatus status,
        @Nullable String name,
        @Nullable String description,
        String projectId,
        @Nullable ShareSnapshotId snapshotId,
        @Nullable String shareNetworkId,
        String shareProto,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> exportLocation,
        Map<String, String> metadata,
        @Nullable String shareType,
        @Nullable String volumeType,
        List<Link> links,
        @JsonProperty("is_public") boolean isPublic,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> exportLocations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean snapshotSupport,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> taskState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> shareTypeName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String accessRulesStatus,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> replicationType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean hasReplicas,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean createShareFromSnapshotSupport,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean revertToSnapshotSupport,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> shareGroupId,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Shown<String> sourceShareGroupSnapshotMemberId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean mountSnapshotSupport,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("is_soft_deleted")
                @Nullable Boolean isSoftDeleted,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<Instant> scheduledToBeDeletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> shareServerId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> host) {

    static final String COLLECTION = "shares";

    /**
     * What else has to be known to show one.
     *
     * @param typeName null where it has no type
     * @param paths under which clients reach it, for versions that show them here
     * @param showsHost whether the caller may know where it is
     */
    record Beside(@Nullable String typeName, List<String> paths, boolean showsHost) {}

    static ShareBody of(ShareView view, Beside beside, Microversion version, Links links) {
        boolean showsPaths = !version.atLeast(ManilaVersions.EXPORT_LOCATIONS);
        boolean showsGroups = version.atLeast(ManilaVersions.SHARE_GROUPS);
        boolean showsReplicas = version.atLeast(ManilaVersions.SHARE_REPLICAS);
        boolean showsDeletion = version.atLeast(ManilaVersions.SOFT_DELETED);
        String typeId = view.shareTypeId() == null ? null : view.shareTypeId().toString();
        ShareCapabilities can = view.capabilities();
        Integer progress = view.progress();
        return new ShareBody(
                view.id(),
                view.sizeGib(),
                view.availabilityZone(),
                view.createdAt(),
                view.status(),
                view.name(),
                view.description(),
                view.projectId(),
                view.snapshotId(),
                null,
                view.shareProto(),
                Shown.when(showsPaths, beside.paths().isEmpty() ? null : beside.paths().getFirst()),
                view.metadata(),
                version.atLeast(ManilaVersions.SHARE_TYPE_NAME) ? typeId : beside.typeName(),
                beside.typeName(),
                links.of(COLLECTION, view.id().value()),
                view.isPublic(),
                showsPaths ? beside.paths() : null,
                version.atLeast(ManilaVersions.SNAPSHOT_SUPPORT) ? can.snapshots() : null,
                Shown.when(version.atLeast(ManilaVersions.TASK_STATE), view.taskState()),
                Shown.when(version.atLeast(ManilaVersions.SHARE_TYPE_NAME), beside.typeName()),
                version.atLeast(ManilaVersions.ACCESS_RULES_STATUS) ? "active" : null,
                Shown.when(showsReplicas, can.replicationType()),
                showsReplicas ? view.hasReplicas() : null,
                version.atLeast(ManilaVersions.SHARE_USER_ID) ? view.userId() : null,
                version.atLeast(ManilaVersions.CREATE_SHARE_FROM_SNAPSHOT_SUPPORT)
                        ? can.sharesFromSnapshots()
                        : null,
                version.atLeast(ManilaVersions.REVERT_TO_SNAPSHOT_SUPPORT)
                        ? can.revertsToSnapshots()
                        : null,
                Shown.when(showsGroups, null),
                Shown.when(showsGroups, null),
                version.atLeast(ManilaVersions.MOUNTABLE_SNAPSHOTS)
                        ? can.mountableSnapshots()
                        : null,
                Shown.when(
                        version.atLeast(ManilaVersions.PROGRESS),
                        progress == null ? null : progress + "%"),
                showsDeletion ? Boolean.FALSE : null,
                Shown.when(showsDeletion, null),
                Shown.when(beside.showsHost(), null),
                Shown.when(beside.showsHost(), view.host()));
    }

    /** {@code {"share": {…}}} */
    record One(ShareBody share) {}

    /** A list, of summaries or of details; without a next page there is no links key. */
    record All(
            List<?> shares,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> sharesLinks) {}

    record Summary(ShareId id, @Nullable String name, List<Link> links) {

        static Summary of(ShareView view, Links links) {
            return new Summary(view.id(), view.name(), links.of(COLLECTION, view.id().value()));
        }
    }
}
