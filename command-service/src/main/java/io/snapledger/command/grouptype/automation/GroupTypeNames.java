package io.snapledger.command.grouptype.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecRemoved;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecsSet;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeUpdated;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the names of group types unique. */
@Component
class GroupTypeNames implements LookUp {

    private static final String KIND = "group-type";

    private final UniqueNames names;

    GroupTypeNames(UniqueNames names) {
        this.names = names;
    }

    @EventHandler
    void on(GroupTypeEvent event) {
        switch (event) {
            case GroupTypeCreated created -> names.take(KIND, created.name(), created.id());
            case GroupTypeUpdated updated -> {
                names.release(updated.id());
                names.take(KIND, updated.name(), updated.id());
            }
            case GroupTypeSpecsSet _, GroupTypeSpecRemoved _ -> {}
            case GroupTypeDeleted deleted -> names.release(deleted.id());
        }
    }
}
