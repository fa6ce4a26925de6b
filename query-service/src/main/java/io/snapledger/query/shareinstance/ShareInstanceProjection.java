package io.snapledger.query.shareinstance;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreationFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeleted;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtended;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share instance make what is shown of it. */
@Component
final class ShareInstanceProjection implements Projection<ShareInstanceEvent, ShareInstanceView> {

    private static final int ALL_DONE = 100;

    private final ShareInstanceTable table;

    ShareInstanceProjection(ShareInstanceTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareInstanceEvent> family() {
        return ShareInstanceEvent.class;
    }

    @Override
    public @Nullable ShareInstanceView after(
            @Nullable ShareInstanceView row, ShareInstanceEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<ShareInstanceView> rows() {
        return table;
    }

    static @Nullable ShareInstanceView fold(
            @Nullable ShareInstanceView row, ShareInstanceEvent event) {
        return switch (event) {
            case ShareInstanceRequested requested ->
                    new ShareInstanceView(
                            requested.id(),
                            requested.shareId(),
                            requested.projectId(),
                            requested.shareTypeId(),
                            requested.shareProto(),
                            requested.sizeGib(),
                            ShareStatus.of(requested.change().to()).orElseThrow(),
                            requested.availabilityZone(),
                            requested.host(),
                            requested.replicaState(),
                            null,
                            List.of(),
                            requested.at(),
                            null);
            case ShareInstanceCreated created ->
                    made(moved(row, created, created.change()), created.exportLocations());
            case ShareInstanceCreationFailed failed -> moved(row, failed, failed.change());
            case ShareInstanceReplicaStateChanged changed ->
                    compared(Projection.existing(row, changed), changed);
            case ShareInstanceExtensionRequested requested ->
                    moved(row, requested, requested.change());
            case ShareInstanceExtended extended ->
                    ofSize(moved(row, extended, extended.change()), extended.sizeGib());
            case ShareInstanceExtensionFailed failed -> moved(row, failed, failed.change());
            case ShareInstanceDeletionRequested requested ->
                    moved(row, requested, requested.change());
            case ShareInstanceDeletionFailed failed -> moved(row, failed, failed.change());
            case ShareInstanceStatusReset reset -> moved(row, reset, reset.change());
            case ShareInstanceDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    // A status that is set to what it is changes nothing, so neither the time of the last change.
    private static ShareInstanceView moved(
            @Nullable ShareInstanceView row, ShareInstanceEvent event, StatusChange change) {
        ShareInstanceView before = Projection.existing(row, event);
        if (change.to().equals(change.from())) {
            return before;
        }
        ShareStatus status = ShareStatus.of(change.to()).orElseThrow();
        return new ShareInstanceView(
                before.id(),
                before.shareId(),
                before.projectId(),
                before.shareTypeId(),
                before.shareProto(),
                before.sizeGib(),
                status,
                before.availabilityZone(),
                before.host(),
                before.replicaState(),
                before.progress(),
                before.exportLocations(),
                before.createdAt(),
                event.at());
    }

    private static ShareInstanceView made(
            ShareInstanceView before, List<ExportLocation> exportLocations) {
        return new ShareInstanceView(
                before.id(),
                before.shareId(),
                before.projectId(),
                before.shareTypeId(),
                before.shareProto(),
                before.sizeGib(),
                before.status(),
                before.availabilityZone(),
                before.host(),
                before.replicaState(),
                ALL_DONE,
                exportLocations,
                before.createdAt(),
                before.updatedAt());
    }

    private static ShareInstanceView ofSize(ShareInstanceView before, int sizeGib) {
        return new ShareInstanceView(
                before.id(),
                before.shareId(),
                before.projectId(),
                before.shareTypeId(),
                before.shareProto(),
                sizeGib,
                before.status(),
                before.availabilityZone(),
                before.host(),
                before.replicaState(),
                before.progress(),
                before.exportLocations(),
                before.createdAt(),
                before.updatedAt());
    }

    private static ShareInstanceView compared(
            ShareInstanceView before, ShareInstanceReplicaStateChanged changed) {
        ReplicaState replicaState = changed.to();
        return new ShareInstanceView(
                before.id(),
                before.shareId(),
                before.projectId(),
                before.shareTypeId(),
                before.shareProto(),
                before.sizeGib(),
                before.status(),
                before.availabilityZone(),
                before.host(),
                replicaState,
                before.progress(),
                before.exportLocations(),
                before.createdAt(),
                changed.at());
    }
}
