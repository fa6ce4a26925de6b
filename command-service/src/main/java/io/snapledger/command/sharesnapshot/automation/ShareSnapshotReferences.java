package io.snapledger.command.sharesnapshot.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotDeleted;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A share snapshot needs its share. */
@Component
class ShareSnapshotReferences implements LookUp {

    private final References references;

    ShareSnapshotReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(ShareSnapshotRequested requested) {
        references.add(requested.id(), ShareTrees.SNAPSHOT, requested.shareId());
    }

    @EventHandler
    void on(ShareSnapshotDeleted deleted) {
        references.removeAllOf(deleted.id());
    }
}
