package io.snapledger.command.volumetype;

import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.volumetype.VolumeTypeId;
import org.springframework.stereotype.Component;

/** What other slices may ask about volume types. */
@Component
public class VolumeTypes {

    static final String KIND = "volume-type";

    private final UniqueNames names;

    VolumeTypes(UniqueNames names) {
        this.names = names;
    }

    /** Whether there is such a type and it is not deleted. */
    public boolean exists(VolumeTypeId id) {
        return names.has(KIND, id);
    }
}
