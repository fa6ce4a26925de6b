package io.snapledger.command.sharesnapshotinstance.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeleted;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A snapshot instance belongs to its snapshot, to its share instance and to its share. */
@Component
class ShareSnapshotInstanceReferences implements LookUp {

    private final References references;

    ShareSnapshotInstanceReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(ShareSnapshotInstanceRequested requested) {
        references.add(requested.id(), ShareTrees.SNAPSHOT_INSTANCE, requested.shareId());
        references.add(requested.id(), ShareTrees.INSTANCE_OF_SNAPSHOT, requested.snapshotId());
        references.add(
                requested.id(), ShareTrees.SNAPSHOT_ON_INSTANCE, requested.shareInstanceId());
    }

    @EventHandler
    void on(ShareSnapshotInstanceDeleted deleted) {
        references.removeAllOf(deleted.id());
    }
}
