package io.snapledger.command.volume.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A volume needs its type. */
@Component
class VolumeReferences implements LookUp {

    private static final String HOLDER = "volume";

    private final References references;

    VolumeReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(VolumeEvent event) {
        switch (event) {
            case VolumeRequested requested ->
                    references.add(requested.id(), HOLDER, requested.volumeTypeId());
            case VolumeDeleted deleted -> references.removeAllOf(deleted.id());
            case VolumeCreated _,
                    VolumeCreationFailed _,
                    VolumeDeletionRequested _,
                    VolumeDeletionFailed _,
                    VolumeStatusReset _,
                    VolumeGroupChanged _ -> {}
        }
    }
}
