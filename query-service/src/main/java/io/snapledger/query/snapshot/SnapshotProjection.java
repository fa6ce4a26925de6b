package io.snapledger.query.snapshot;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReported;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a volume snapshot make what is shown of it. */
@Component
final class SnapshotProjection implements Projection<SnapshotEvent, SnapshotView> {

    private static final int NOTHING_DONE = 0;
    private static final int ALL_DONE = 100;

    private final SnapshotTable table;

    SnapshotProjection(SnapshotTable table) {
        this.table = table;
    }

    @Override
    public Class<SnapshotEvent> family() {
        return SnapshotEvent.class;
    }

    @Override
    public @Nullable SnapshotView after(@Nullable SnapshotView row, SnapshotEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<SnapshotView> rows() {
        return table.rows();
    }

    static @Nullable SnapshotView fold(@Nullable SnapshotView row, SnapshotEvent event) {
        return switch (event) {
            case SnapshotRequested requested ->
                    new SnapshotView(
                            requested.id(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            requested.volumeId(),
                            status(requested.change()),
                            requested.sizeGib(),
                            requested.metadata() == null ? Map.of() : requested.metadata(),
                            requested.groupSnapshotId(),
                            NOTHING_DONE,
                            null,
                            requested.at(),
                            null);
            case SnapshotTaken taken ->
                    moved(row, taken, taken.change(), ALL_DONE, taken.providerLocation());
            case SnapshotFailed failed -> {
                SnapshotView before = Projection.existing(row, failed);
                yield moved(
                        before,
                        failed,
                        failed.change(),
                        failed.progress(),
                        before.providerLocation());
            }
            case SnapshotDeletionRequested requested -> moved(row, requested, requested.change());
            case SnapshotDeletionFailed failed -> moved(row, failed, failed.change());
            case SnapshotStatusReset reset -> moved(row, reset, reset.change());
            case SnapshotStatusReported reported -> {
                SnapshotView before = Projection.existing(row, reported);
                Integer progress = reported.progress();
                yield moved(
                        before,
                        reported,
                        reported.change(),
                        progress == null ? before.progress() : progress,
                        before.providerLocation());
            }
            case SnapshotRenamed renamed -> {
                SnapshotView before = Projection.existing(row, renamed);
                yield described(
                        before,
                        renamed.name(),
                        renamed.description(),
                        before.metadata(),
                        renamed.at());
            }
            case SnapshotMetadataChanged changed -> {
                SnapshotView before = Projection.existing(row, changed);
                yield described(
                        before,
                        before.name(),
                        before.description(),
                        changed.metadata(),
                        changed.at());
            }
            case SnapshotDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static SnapshotView moved(
            @Nullable SnapshotView row, SnapshotEvent event, StatusChange change) {
        SnapshotView before = Projection.existing(row, event);
        return moved(before, event, change, before.progress(), before.providerLocation());
    }

    private static SnapshotView moved(
            @Nullable SnapshotView row,
            SnapshotEvent event,
            StatusChange change,
            int progress,
            @Nullable String providerLocation) {
        SnapshotView before = Projection.existing(row, event);
        return with(
                before,
                next -> {
                    next.status = status(change);
                    next.progress = progress;
                    next.providerLocation = providerLocation;
                    next.updatedAt = event.at();
                });
    }

    private static SnapshotView described(
            SnapshotView before,
            @Nullable String name,
            @Nullable String description,
            Map<String, String> metadata,
            Instant at) {
        return with(
                before,
                next -> {
                    next.name = name;
                    next.description = description;
                    next.metadata = metadata;
                    next.updatedAt = at;
                });
    }

    private static SnapshotStatus status(StatusChange change) {
        return SnapshotStatus.of(change.to()).orElseThrow();
    }

    private static SnapshotView with(SnapshotView before, Consumer<Changed> change) {
        Changed changed = new Changed(before);
        change.accept(changed);
        return new SnapshotView(
                before.id(),
                before.projectId(),
                before.userId(),
                changed.name,
                changed.description,
                before.volumeId(),
                changed.status,
                before.sizeGib(),
                changed.metadata,
                before.groupSnapshotId(),
                changed.progress,
                changed.providerLocation,
                before.createdAt(),
                changed.updatedAt);
    }

    /** What events change. */
    private static final class Changed {
        private @Nullable String name;
        private @Nullable String description;
        private SnapshotStatus status;
        private Map<String, String> metadata;
        private int progress;
        private @Nullable String providerLocation;
        private @Nullable Instant updatedAt;

        private Changed(SnapshotView before) {
            name = before.name();
            description = before.description();
            status = before.status();
            metadata = before.metadata();
            progress = before.progress();
            providerLocation = before.providerLocation();
            updatedAt = before.updatedAt();
        }
    }
}
