package io.snapledger.query.share;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareEvent;
import io.snapledger.contract.share.ShareEvent.ShareDeleted;
import io.snapledger.contract.share.ShareEvent.ShareExtended;
import io.snapledger.contract.share.ShareEvent.ShareExtensionFailed;
import io.snapledger.contract.share.ShareEvent.ShareExtensionRequested;
import io.snapledger.contract.share.ShareEvent.ShareMetadataChanged;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareEvent.ShareStatusFollowed;
import io.snapledger.contract.share.ShareEvent.ShareTaskStateReset;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share make what is shown of it. */
@Component
final class ShareProjection implements Projection<ShareEvent, ShareRow> {

    private final ShareTable table;

    ShareProjection(ShareTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareEvent> family() {
        return ShareEvent.class;
    }

    @Override
    public @Nullable ShareRow after(@Nullable ShareRow row, ShareEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<ShareRow> rows() {
        return table.rows();
    }

    static @Nullable ShareRow fold(@Nullable ShareRow row, ShareEvent event) {
        return switch (event) {
            case ShareRequested requested ->
                    new ShareRow(
                            requested.id(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            requested.shareProto(),
                            status(requested.change()),
                            requested.sizeGib(),
                            requested.shareTypeId(),
                            requested.snapshotId(),
                            requested.isPublic(),
                            requested.availabilityZone(),
                            requested.capabilities(),
                            null,
                            requested.metadata(),
                            requested.at(),
                            null);
            case ShareStatusFollowed followed ->
                    Projection.existing(row, followed)
                            .moved(status(followed.change()), followed.at());
            case ShareUpdated updated -> Projection.existing(row, updated).updated(updated);
            case ShareMetadataChanged changed ->
                    Projection.existing(row, changed).describedBy(changed.metadata(), changed.at());
            case ShareExtensionRequested requested -> Projection.existing(row, requested);
            case ShareExtended extended ->
                    Projection.existing(row, extended).ofSize(extended.sizeGib(), extended.at());
            case ShareExtensionFailed failed -> Projection.existing(row, failed);
            case ShareTaskStateReset reset ->
                    Projection.existing(row, reset).busyWith(reset.taskState(), reset.at());
            case ShareDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static ShareStatus status(StatusChange change) {
        return ShareStatus.of(change.to()).orElseThrow();
    }
}
