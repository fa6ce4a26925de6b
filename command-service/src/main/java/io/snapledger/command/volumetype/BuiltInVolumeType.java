package io.snapledger.command.volumetype;

import io.snapledger.command.axon.BuiltIn;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The volume type that is there from the start. */
@Component
class BuiltInVolumeType implements BuiltIn {

    static final String NAME = "__DEFAULT__";

    @Override
    public Object creation(Instant at) {
        return new CreateVolumeType(
                new VolumeTypeId(UUID.randomUUID()),
                NAME,
                "Default Volume Type",
                true,
                Map.of(),
                at);
    }
}
