package io.snapledger.command.volumetype.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the names of volume types unique. */
@Component
class VolumeTypeNames implements LookUp {

    private static final String KIND = "volume-type";

    private final UniqueNames names;

    VolumeTypeNames(UniqueNames names) {
        this.names = names;
    }

    @EventHandler
    void on(VolumeTypeEvent event) {
        switch (event) {
            case VolumeTypeCreated created -> names.take(KIND, created.name(), created.id());
            case VolumeTypeUpdated updated -> {
                names.release(updated.id());
                names.take(KIND, updated.name(), updated.id());
            }
            case VolumeTypeSpecsSet _,
                    VolumeTypeSpecRemoved _,
                    VolumeTypeAccessAdded _,
                    VolumeTypeAccessRemoved _ -> {}
            case VolumeTypeDeleted deleted -> names.release(deleted.id());
        }
    }
}
