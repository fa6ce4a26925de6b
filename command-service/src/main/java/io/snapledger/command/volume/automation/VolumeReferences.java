package io.snapledger.command.volume.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
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
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A volume needs its type, and until it is made what it is a copy of. */
@Component
class VolumeReferences implements LookUp {

    private static final String HOLDER = "volume";

    private static final String COPY = "volume-copy";

    private final References references;

    VolumeReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(VolumeEvent event) {
        switch (event) {
            case VolumeRequested requested ->
                    references.add(requested.id(), HOLDER, requested.volumeTypeId());
            case VolumeFromSourceRequested requested -> {
                references.add(requested.id(), HOLDER, requested.volumeTypeId());
                if (requested.snapshotId() != null) {
                    references.add(requested.id(), COPY, requested.snapshotId());
                }
                if (requested.sourceVolumeId() != null) {
                    references.add(requested.id(), COPY, requested.sourceVolumeId());
                }
            }
            case VolumeDeleted deleted -> references.removeAllOf(deleted.id());
            case VolumeCopied _,
                    VolumeCompleted _,
                    VolumeCreated _,
                    VolumeCreationFailed _,
                    VolumeDeletionRequested _,
                    VolumeStatusReset _ ->
                    references.removeAllOf(event.id(), COPY);
            case VolumeDeletionFailed _,
                    VolumeGroupChanged _,
                    VolumeCascadeRequested _,
                    VolumeExtensionRequested _,
                    VolumeExtended _,
                    VolumeExtensionFailed _,
                    VolumeRenamed _,
                    VolumeMetadataChanged _,
                    VolumeAttachmentReset _,
                    VolumeMigrationReset _ -> {}
        }
    }
}
