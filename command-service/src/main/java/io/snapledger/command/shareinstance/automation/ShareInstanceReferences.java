package io.snapledger.command.shareinstance.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.shareinstance.Placement;
import io.snapledger.contract.shareinstance.ShareInstanceEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreationFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeleted;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtended;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A share instance belongs to its share, has a place, and until it is made needs its source. */
@Component
class ShareInstanceReferences implements LookUp {

    private final References references;
    private final Placement placement;

    ShareInstanceReferences(References references, Placement placement) {
        this.references = references;
        this.placement = placement;
    }

    @EventHandler
    void on(ShareInstanceEvent event) {
        switch (event) {
            case ShareInstanceRequested requested -> remember(requested);
            case ShareInstanceCreated created ->
                    references.removeAllOf(created.id(), ShareTrees.COPY);
            case ShareInstanceCreationFailed failed ->
                    references.removeAllOf(failed.id(), ShareTrees.COPY);
            case ShareInstanceDeleted deleted -> {
                references.removeAllOf(deleted.id());
                placement.leave(deleted.id());
            }
            case ShareInstanceReplicaStateChanged _,
                    ShareInstanceExtensionRequested _,
                    ShareInstanceExtended _,
                    ShareInstanceExtensionFailed _,
                    ShareInstanceDeletionRequested _,
                    ShareInstanceDeletionFailed _,
                    ShareInstanceStatusReset _ -> {}
        }
    }

    private void remember(ShareInstanceRequested requested) {
        references.add(requested.id(), ShareTrees.INSTANCE, requested.shareId());
        if (requested.host() != null) {
            placement.take(requested.id(), requested.host());
        }
        if (requested.source() != null) {
            ShareSnapshotInstanceId snapshot = requested.source().snapshotInstanceId();
            if (snapshot != null) {
                references.add(requested.id(), ShareTrees.COPY, snapshot);
            }
        }
    }
}
