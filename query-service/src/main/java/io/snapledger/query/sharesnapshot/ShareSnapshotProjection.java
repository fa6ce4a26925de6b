package io.snapledger.query.sharesnapshot;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotDeleted;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotMetadataChanged;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRenamed;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotStatusFollowed;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share snapshot make what is shown of it. */
@Component
final class ShareSnapshotProjection implements Projection<ShareSnapshotEvent, ShareSnapshotRow> {

    private final ShareSnapshotTable table;

    ShareSnapshotProjection(ShareSnapshotTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareSnapshotEvent> family() {
        return ShareSnapshotEvent.class;
    }

    @Override
    public @Nullable ShareSnapshotRow after(
            @Nullable ShareSnapshotRow row, ShareSnapshotEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<ShareSnapshotRow> rows() {
        return table.rows();
    }

    static @Nullable ShareSnapshotRow fold(
            @Nullable ShareSnapshotRow row, ShareSnapshotEvent event) {
        return switch (event) {
            case ShareSnapshotRequested requested ->
                    new ShareSnapshotRow(
                            requested.id(),
                            requested.shareId(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            status(requested.change()),
                            requested.sizeGib(),
                            requested.shareProto(),
                            requested.metadata(),
                            requested.at(),
                            null);
            case ShareSnapshotStatusFollowed followed ->
                    Projection.existing(row, followed)
                            .moved(status(followed.change()), followed.at());
            case ShareSnapshotRenamed renamed ->
                    Projection.existing(row, renamed)
                            .renamed(renamed.name(), renamed.description(), renamed.at());
            case ShareSnapshotMetadataChanged changed ->
                    Projection.existing(row, changed).describedBy(changed.metadata(), changed.at());
            case ShareSnapshotDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static ShareSnapshotStatus status(StatusChange change) {
        return ShareSnapshotStatus.of(change.to()).orElseThrow();
    }
}
