package io.snapledger.query.sharesnapshotinstance;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceCopyRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeleted;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionFailed;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceFailed;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceStatusReset;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceTaken;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share snapshot instance make what is shown of it. */
@Component
final class ShareSnapshotInstanceProjection
        implements Projection<ShareSnapshotInstanceEvent, ShareSnapshotInstanceView> {

    private static final int NOTHING_DONE = 0;
    private static final int ALL_DONE = 100;

    private final ShareSnapshotInstanceTable table;

    ShareSnapshotInstanceProjection(ShareSnapshotInstanceTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareSnapshotInstanceEvent> family() {
        return ShareSnapshotInstanceEvent.class;
    }

    @Override
    public @Nullable ShareSnapshotInstanceView after(
            @Nullable ShareSnapshotInstanceView row, ShareSnapshotInstanceEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<ShareSnapshotInstanceView> rows() {
        return table.rows();
    }

    static @Nullable ShareSnapshotInstanceView fold(
            @Nullable ShareSnapshotInstanceView row, ShareSnapshotInstanceEvent event) {
        return switch (event) {
            case ShareSnapshotInstanceRequested requested ->
                    new ShareSnapshotInstanceView(
                            requested.id(),
                            requested.snapshotId(),
                            requested.shareId(),
                            requested.shareInstanceId(),
                            requested.projectId(),
                            status(requested.change()),
                            requested.host(),
                            NOTHING_DONE,
                            null,
                            List.of(),
                            requested.at(),
                            null);
            case ShareSnapshotInstanceCopyRequested requested ->
                    moved(row, requested, requested.change());
            case ShareSnapshotInstanceTaken taken ->
                    taken(moved(row, taken, taken.change()), taken);
            case ShareSnapshotInstanceFailed failed ->
                    reached(moved(row, failed, failed.change()), failed.progress());
            case ShareSnapshotInstanceDeletionRequested requested ->
                    moved(row, requested, requested.change());
            case ShareSnapshotInstanceDeletionFailed failed -> moved(row, failed, failed.change());
            case ShareSnapshotInstanceStatusReset reset -> moved(row, reset, reset.change());
            case ShareSnapshotInstanceDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    // A status that is set to what it is changes nothing, so neither the time of the last change.
    private static ShareSnapshotInstanceView moved(
            @Nullable ShareSnapshotInstanceView row,
            ShareSnapshotInstanceEvent event,
            StatusChange change) {
        ShareSnapshotInstanceView before = Projection.existing(row, event);
        if (change.to().equals(change.from())) {
            return before;
        }
        return with(
                before,
                next -> {
                    next.status = status(change);
                    next.updatedAt = event.at();
                });
    }

    private static ShareSnapshotInstanceView taken(
            ShareSnapshotInstanceView before, ShareSnapshotInstanceTaken taken) {
        return with(
                before,
                next -> {
                    next.progress = ALL_DONE;
                    next.providerLocation = taken.providerLocation();
                    next.exportLocations = taken.exportLocations();
                    next.updatedAt = taken.at();
                });
    }

    private static ShareSnapshotInstanceView reached(
            ShareSnapshotInstanceView before, int progress) {
        return with(before, next -> next.progress = progress);
    }

    private static ShareSnapshotStatus status(StatusChange change) {
        return ShareSnapshotStatus.of(change.to()).orElseThrow();
    }

    private static ShareSnapshotInstanceView with(
            ShareSnapshotInstanceView before, Consumer<Changed> change) {
        Changed changed = new Changed(before);
        change.accept(changed);
        return new ShareSnapshotInstanceView(
                before.id(),
                before.snapshotId(),
                before.shareId(),
                before.shareInstanceId(),
                before.projectId(),
                changed.status,
                before.host(),
                changed.progress,
                changed.providerLocation,
                changed.exportLocations,
                before.createdAt(),
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private ShareSnapshotStatus status;
        private int progress;
        private @Nullable String providerLocation;
        private List<ExportLocation> exportLocations;
        private @Nullable Instant updatedAt;

        private Changed(ShareSnapshotInstanceView before) {
            status = before.status();
            progress = before.progress();
            providerLocation = before.providerLocation();
            exportLocations = before.exportLocations();
            updatedAt = before.updatedAt();
        }
    }
}
