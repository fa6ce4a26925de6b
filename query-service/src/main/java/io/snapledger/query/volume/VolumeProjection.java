package io.snapledger.query.volume;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeAttachmentReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeCascadeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMetadataChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMigrationReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeRenamed;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a volume make what is kept of it. */
@Component
final class VolumeProjection implements Projection<VolumeEvent, VolumeRow> {

    private final VolumeTable table;

    VolumeProjection(VolumeTable table) {
        this.table = table;
    }

    @Override
    public Class<VolumeEvent> family() {
        return VolumeEvent.class;
    }

    @Override
    public @Nullable VolumeRow after(@Nullable VolumeRow row, VolumeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<VolumeRow> rows() {
        return table.rows();
    }

    static @Nullable VolumeRow fold(@Nullable VolumeRow row, VolumeEvent event) {
        return switch (event) {
            case VolumeRequested requested ->
                    new VolumeRow(
                            requested.id(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            status(requested.change()),
                            requested.sizeGib(),
                            requested.volumeTypeId(),
                            requested.groupId(),
                            null,
                            null,
                            requested.availabilityZone(),
                            requested.metadata(),
                            null,
                            null,
                            requested.at(),
                            null,
                            null);
            case VolumeFromSourceRequested requested ->
                    new VolumeRow(
                            requested.id(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            status(requested.change()),
                            requested.sizeGib(),
                            requested.volumeTypeId(),
                            requested.groupId(),
                            requested.snapshotId(),
                            requested.sourceVolumeId(),
                            requested.availabilityZone(),
                            requested.metadata(),
                            null,
                            null,
                            requested.at(),
                            null,
                            null);
            case VolumeCopied copied ->
                    Projection.existing(row, copied)
                            .keptBy(copied.agent(), copied.providerLocation());
            // cinder/volume/manager.py, create_group_from_src(): it counts as created only now.
            case VolumeCompleted completed ->
                    moved(row, completed, completed.change()).createdAt(completed.at());
            case VolumeCreated created ->
                    moved(row, created, created.change())
                            .keptBy(created.agent(), created.providerLocation());
            case VolumeCreationFailed failed -> moved(row, failed, failed.change());
            case VolumeDeletionRequested requested -> moved(row, requested, requested.change());
            case VolumeDeletionFailed failed -> moved(row, failed, failed.change());
            case VolumeStatusReset reset -> moved(row, reset, reset.change());
            case VolumeCascadeRequested requested -> moved(row, requested, requested.change());
            case VolumeExtensionRequested requested -> moved(row, requested, requested.change());
            case VolumeExtended extended ->
                    moved(row, extended, extended.change()).ofSize(extended.sizeGib());
            case VolumeExtensionFailed failed -> moved(row, failed, failed.change());
            case VolumeRenamed renamed ->
                    Projection.existing(row, renamed)
                            .renamed(renamed.name(), renamed.description(), renamed.at());
            case VolumeMetadataChanged changed ->
                    Projection.existing(row, changed).describedBy(changed.metadata(), changed.at());
            case VolumeAttachmentReset reset -> Projection.existing(row, reset).touched(reset.at());
            case VolumeMigrationReset reset ->
                    Projection.existing(row, reset).migrating(migration(reset), reset.at());
            case VolumeGroupChanged changed ->
                    Projection.existing(row, changed).in(changed.groupId(), changed.at());
            case VolumeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static @Nullable MigrationStatus migration(VolumeMigrationReset reset) {
        String word = reset.migrationStatus();
        return word == null ? null : MigrationStatus.of(word).orElseThrow();
    }

    private static VolumeRow moved(
            @Nullable VolumeRow row, VolumeEvent event, StatusChange change) {
        return Projection.existing(row, event).moved(status(change), event.at());
    }

    private static VolumeStatus status(StatusChange change) {
        return VolumeStatus.of(change.to()).orElseThrow();
    }
}
