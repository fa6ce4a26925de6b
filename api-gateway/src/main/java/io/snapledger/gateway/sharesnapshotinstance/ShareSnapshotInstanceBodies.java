package io.snapledger.gateway.sharesnapshotinstance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** manila/api/views/share_snapshot_instances.py and share_snapshot_export_locations.py. */
final class ShareSnapshotInstanceBodies {

    private ShareSnapshotInstanceBodies() {}

    record ListBody(Iterable<Summary> snapshotInstances) {}

    record DetailListBody(Iterable<Detail> snapshotInstances) {}

    record ShowBody(Detail snapshotInstance) {}

    record Summary(
            ShareSnapshotInstanceId id, ShareSnapshotId snapshotId, ShareSnapshotStatus status) {

        static Summary of(ShareSnapshotInstanceView view) {
            return new Summary(view.id(), view.snapshotId(), view.status());
        }
    }

    record Detail(
            ShareSnapshotInstanceId id,
            ShareSnapshotId snapshotId,
            Instant createdAt,
            @Nullable Instant updatedAt,
            ShareSnapshotStatus status,
            ShareId shareId,
            ShareInstanceId shareInstanceId,
            String progress,
            @Nullable String providerLocation) {

        static Detail of(ShareSnapshotInstanceView view) {
            return new Detail(
                    view.id(),
                    view.snapshotId(),
                    view.createdAt(),
                    view.updatedAt(),
                    view.status(),
                    view.shareId(),
                    view.shareInstanceId(),
                    view.progress() + "%",
                    view.providerLocation());
        }
    }

    record LocationsBody(List<Location> shareSnapshotExportLocations) {

        static LocationsBody of(
                List<ShareSnapshotInstanceView> instances, Caller caller, Links links) {
            return new LocationsBody(Location.visible(instances, false, caller, links).toList());
        }
    }

    record LocationBody(Location shareSnapshotExportLocation) {

        static LocationBody of(
                String id, List<ShareSnapshotInstanceView> instances, Caller caller, Links links) {
            return Location.visible(instances, true, caller, links)
                    .filter(one -> one.id().toString().equals(id))
                    .findFirst()
                    .map(LocationBody::new)
                    .orElseThrow(() -> Fault.notFound("NotFound: Resource could not be found."));
        }
    }

    /** One export location; the times are those of its instance, with which it came to be. */
    record Location(
            UUID id,
            String path,
            List<Link> links,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable ShareSnapshotInstanceId shareSnapshotInstanceId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("is_admin_only")
                    @Nullable Boolean isAdminOnly,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<Instant> updatedAt) {

        static Stream<Location> visible(
                List<ShareSnapshotInstanceView> instances,
                boolean isDetail,
                Caller caller,
                Links links) {
            return instances.stream()
                    .flatMap(view ->
                            view.exportLocations().stream()
                                    .filter(one -> caller.admin() || !one.isAdminOnly())
                                    .map(one -> of(one, view, isDetail, caller.admin(), links)));
        }

        private static Location of(
                ExportLocation location,
                ShareSnapshotInstanceView view,
                boolean isDetail,
                boolean isAdmin,
                Links links) {
            return new Location(
                    location.id(),
                    location.path(),
                    links.of("share_snapshot_export_locations", location.id()),
                    isAdmin ? view.id() : null,
                    isAdmin ? location.isAdminOnly() : null,
                    isDetail ? view.createdAt() : null,
                    Shown.when(isDetail, view.updatedAt()));
        }
    }
}
