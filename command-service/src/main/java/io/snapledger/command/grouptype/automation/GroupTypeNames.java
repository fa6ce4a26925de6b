package io.snapledger.command.grouptype.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
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
            case GroupTypeDeleted deleted -> names.release(deleted.id());
        }
    }
}
