package io.snapledger.command.groupsnapshot.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.reservation.References;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeleted;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotStatusReset;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotTaken;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** A group snapshot needs its group. */
@Component
class GroupSnapshotReferences implements LookUp {

    private static final String HOLDER = "group-snapshot";

    private final References references;

    GroupSnapshotReferences(References references) {
        this.references = references;
    }

    @EventHandler
    void on(GroupSnapshotEvent event) {
        switch (event) {
            case GroupSnapshotRequested requested ->
                    references.add(requested.id(), HOLDER, requested.groupId());
            case GroupSnapshotDeleted deleted -> references.removeAllOf(deleted.id());
            case GroupSnapshotTaken _,
                    GroupSnapshotFailed _,
                    GroupSnapshotDeletionRequested _,
                    GroupSnapshotDeletionFailed _,
                    GroupSnapshotStatusReset _ -> {}
        }
    }
}
