package io.snapledger.command.sharetype.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.sharetype.ShareTypeEvent;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessAdded;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeDeleted;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecsSet;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeUpdated;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the names of share types unique. */
@Component
class ShareTypeNames implements LookUp {

    private static final String KIND = "share-type";

    private final UniqueNames names;

    ShareTypeNames(UniqueNames names) {
        this.names = names;
    }

    @EventHandler
    void on(ShareTypeEvent event) {
        switch (event) {
            case ShareTypeCreated created -> names.take(KIND, created.name(), created.id());
            case ShareTypeUpdated updated -> {
                names.release(updated.id());
                names.take(KIND, updated.name(), updated.id());
            }
            case ShareTypeSpecsSet _,
                    ShareTypeSpecRemoved _,
                    ShareTypeAccessAdded _,
                    ShareTypeAccessRemoved _ -> {}
            case ShareTypeDeleted deleted -> names.release(deleted.id());
        }
    }
}
