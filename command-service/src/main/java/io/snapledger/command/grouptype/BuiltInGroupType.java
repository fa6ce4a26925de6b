package io.snapledger.command.grouptype;

import io.snapledger.command.axon.BuiltIn;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The group type that is there from the start. */
@Component
class BuiltInGroupType implements BuiltIn {

    static final String NAME = GroupTypes.RESERVED;

    @Override
    public Object creation(Instant at) {
        return new CreateGroupType(
                new GroupTypeId(UUID.randomUUID()),
                NAME,
                "Default group type for migrating cgsnapshot",
                true,
                Map.of("consistent_group_snapshot_enabled", "<is> True"),
                at);
    }
}
