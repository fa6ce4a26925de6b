package io.snapledger.command.share.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.contract.share.ShareEvent;
import io.snapledger.contract.share.ShareEvent.ShareDeleted;
import io.snapledger.contract.share.ShareEvent.ShareExtended;
import io.snapledger.contract.share.ShareEvent.ShareExtensionFailed;
import io.snapledger.contract.share.ShareEvent.ShareExtensionRequested;
import io.snapledger.contract.share.ShareEvent.ShareMetadataChanged;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareEvent.ShareStatusFollowed;
import io.snapledger.contract.share.ShareEvent.ShareTaskStateReset;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A share needs its type. */
@Component
class ShareReferences implements LookUp {

    private static final String HOLDER = "share";

    private final References references;

    ShareReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(ShareEvent event) {
        switch (event) {
            case ShareRequested requested -> {
                if (requested.shareTypeId() != null) {
                    references.add(requested.id(), HOLDER, requested.shareTypeId());
                }
            }
            case ShareDeleted deleted -> references.removeAllOf(deleted.id());
            case ShareStatusFollowed _,
                    ShareUpdated _,
                    ShareMetadataChanged _,
                    ShareExtensionRequested _,
                    ShareExtended _,
                    ShareExtensionFailed _,
                    ShareTaskStateReset _ -> {}
        }
    }
}
