package io.snapledger.command.snapshot.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReported;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A snapshot needs its volume. */
@Component
class SnapshotReferences implements LookUp {

    private static final String HOLDER = "snapshot";

    private final References references;

    SnapshotReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(SnapshotEvent event) {
        switch (event) {
            case SnapshotRequested requested ->
                    references.add(requested.id(), HOLDER, requested.volumeId());
            case SnapshotDeleted deleted -> references.removeAllOf(deleted.id());
            case SnapshotTaken _,
                    SnapshotFailed _,
                    SnapshotDeletionRequested _,
                    SnapshotDeletionFailed _,
                    SnapshotStatusReset _,
                    SnapshotStatusReported _,
                    SnapshotRenamed _,
                    SnapshotMetadataChanged _ -> {}
        }
    }
}
