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
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
        return table.rows();
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
        return with(
                before,
                next -> {
                    next.status = status;
                    next.updatedAt = event.at();
                });
    }

    private static ShareInstanceView made(
            ShareInstanceView before, List<ExportLocation> exportLocations) {
        return with(
                before,
                next -> {
                    next.progress = ALL_DONE;
                    next.exportLocations = exportLocations;
                });
    }

    private static ShareInstanceView ofSize(ShareInstanceView before, int sizeGib) {
        return with(before, next -> next.sizeGib = sizeGib);
    }

    private static ShareInstanceView compared(
            ShareInstanceView before, ShareInstanceReplicaStateChanged changed) {
        ReplicaState replicaState = changed.to();
        return with(
                before,
                next -> {
                    next.replicaState = replicaState;
                    next.updatedAt = changed.at();
                });
    }

    private static ShareInstanceView with(ShareInstanceView before, Consumer<Changed> change) {
        Changed changed = new Changed(before);
        change.accept(changed);
        return new ShareInstanceView(
                before.id(),
                before.shareId(),
                before.projectId(),
                before.shareTypeId(),
                before.shareProto(),
                changed.sizeGib,
                changed.status,
                before.availabilityZone(),
                before.host(),
                changed.replicaState,
                changed.progress,
                changed.exportLocations,
                before.createdAt(),
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private int sizeGib;
        private ShareStatus status;
        private @Nullable ReplicaState replicaState;
        private @Nullable Integer progress;
        private List<ExportLocation> exportLocations;
        private @Nullable Instant updatedAt;

        private Changed(ShareInstanceView before) {
            sizeGib = before.sizeGib();
            status = before.status();
            replicaState = before.replicaState();
            progress = before.progress();
            exportLocations = before.exportLocations();
            updatedAt = before.updatedAt();
        }
    }
}
