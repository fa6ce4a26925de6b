package io.snapledger.command.group.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupCreationFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupDeletionFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeletionRequested;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.GroupOverdue;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A group needs its group type and its volume types. */
@Component
class GroupReferences implements LookUp {

    private static final String HOLDER = "group";

    private final References references;

    GroupReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(GroupEvent event) {
        switch (event) {
            case GroupCreated created -> {
                references.add(created.id(), HOLDER, created.groupTypeId());
                created.volumeTypeIds().forEach(type -> references.add(created.id(), HOLDER, type));
            }
            case GroupFromSourceRequested requested -> {
                references.add(requested.id(), HOLDER, requested.groupTypeId());
                requested
                        .volumeTypeIds()
                        .forEach(type -> references.add(requested.id(), HOLDER, type));
            }
            case GroupDeleted deleted -> references.removeAllOf(deleted.id());
            case GroupRenamed _,
                    GroupVolumeCopied _,
                    GroupCompleted _,
                    GroupCreationFailed _,
                    GroupVolumesChanged _,
                    GroupDeletionRequested _,
                    GroupDeletionFailed _,
                    GroupStatusReset _,
                    GroupOverdue _ -> {}
        }
    }
}
