package io.snapledger.gateway.sharesnapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.gateway.caller.Caller;
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
 * manila/api/views/share_snapshots.py, detail().
 *
 * @param status what its instances make of it
 */
record ShareSnapshotBody(
        ShareSnapshotId id,
        ShareId shareId,
        int shareSize,
        Instant createdAt,
        ShareSnapshotStatus status,
        @Nullable String name,
        @Nullable String description,
        int size,
        String shareProto,
        List<Link> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> providerLocation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String projectId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> metadata) {

    static final String COLLECTION = "snapshots";

    static ShareSnapshotBody of(
            ShareSnapshotView view, Caller caller, Microversion version, Links links) {
        boolean showsOwner = version.atLeast(ManilaVersions.SNAPSHOT_OWNER);
        return new ShareSnapshotBody(
                view.id(),
                view.shareId(),
                view.sizeGib(),
                view.createdAt(),
                view.status(),
                view.name(),
                view.description(),
                view.sizeGib(),
                view.shareProto(),
                links.of(COLLECTION, view.id().value()),
                Shown.when(
                        caller.admin()
                                && version.atLeast(ManilaVersions.SNAPSHOT_PROVIDER_LOCATION),
                        view.providerLocation()),
                showsOwner ? view.userId() : null,
                showsOwner ? view.projectId() : null,
                version.atLeast(ManilaVersions.SNAPSHOT_METADATA) ? view.metadata() : null);
    }

    /** The same with another name and description. */
    ShareSnapshotBody named(@Nullable String otherName, @Nullable String otherDescription) {
        return new ShareSnapshotBody(
                id,
                shareId,
                shareSize,
                createdAt,
                status,
                otherName,
                otherDescription,
                size,
                shareProto,
                links,
                providerLocation,
                userId,
                projectId,
                metadata);
    }

    /** {@code {"snapshot": {…}}} */
    record One(ShareSnapshotBody snapshot) {}

    /** A list, of summaries or of details; without a next page there is no links key. */
    record All(
            List<?> snapshots,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> shareSnapshotsLinks) {}

    record Summary(ShareSnapshotId id, @Nullable String name, List<Link> links) {

        static Summary of(ShareSnapshotView view, Links links) {
            return new Summary(view.id(), view.name(), links.of(COLLECTION, view.id().value()));
        }
    }
}
