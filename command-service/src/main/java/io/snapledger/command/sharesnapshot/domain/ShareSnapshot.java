package io.snapledger.command.sharesnapshot.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.RenameShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotDeleted;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotMetadataChanged;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRenamed;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotStatusFollowed;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.IsBeingCopied;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused.StatusForbidsDeletion;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A snapshot of a share: it stands where its instances do. */
@AggregateRoot(type = "share-snapshot")
public class ShareSnapshot {

    @AggregateIdentifier private ShareSnapshotId id;
    private String projectId;
    private ShareId shareId;
    private @Nullable ShareTypeId shareTypeId;
    private int sizeGib;
    private @Nullable String name;
    private @Nullable String description;
    private Map<String, String> metadata = Map.of();
    private ShareSnapshotStatus status;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected ShareSnapshot() {}

    @SuppressWarnings("NullAway.Init")
    public ShareSnapshot(ShareSnapshotRequested requested) {
        apply(requested);
    }

    /** Gives it another name or description. */
    public void rename(RenameShareSnapshot command) {
        String newName = NewText.over(name, command.name());
        String newDescription = NewText.over(description, command.description());
        if (!Objects.equals(newName, name) || !Objects.equals(newDescription, description)) {
            apply(new ShareSnapshotRenamed(id, projectId, newName, newDescription, command.at()));
        }
    }

    public void changeMetadata(MetadataChange change, Instant at) {
        Map<String, String> after = change.appliedTo(metadata);
        if (!after.equals(metadata)) {
            apply(new ShareSnapshotMetadataChanged(id, projectId, after, at));
        }
    }

    /** Refuses unless it may go. */
    public void requireMayGo(DeleteShareSnapshot command, boolean beingCopied) {
        if (!command.force() && !status.allowsDeletion()) {
            throw new RefusedException(new StatusForbidsDeletion(id, status));
        }
        if (!command.force() && beingCopied) {
            throw new RefusedException(new IsBeingCopied(id));
        }
    }

    /** What follows from its instances is this now. */
    public void follow(ShareSnapshotStatus to, @Nullable String reason, Instant at) {
        if (to != status) {
            apply(new ShareSnapshotStatusFollowed(id, projectId, change(to, reason), at));
        }
    }

    /** Its last instance is gone. */
    public void end(@Nullable String reason, Instant at) {
        apply(
                new ShareSnapshotDeleted(
                        id, projectId, change(ShareSnapshotStatus.DELETED, reason), at));
    }

    private StatusChange change(ShareSnapshotStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(ShareSnapshotEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = ShareSnapshotStatus.of(changed.change().to()).orElseThrow();
        }
        switch (event) {
            case ShareSnapshotRequested requested -> {
                shareId = requested.shareId();
                shareTypeId = requested.shareTypeId();
                sizeGib = requested.sizeGib();
                name = requested.name();
                description = requested.description();
                metadata = requested.metadata();
            }
            case ShareSnapshotRenamed renamed -> {
                name = renamed.name();
                description = renamed.description();
            }
            case ShareSnapshotMetadataChanged changed -> metadata = changed.metadata();
            case ShareSnapshotStatusFollowed _ -> {}
            case ShareSnapshotDeleted _ -> markDeleted();
        }
    }

    public ShareId shareId() {
        return shareId;
    }

    public String projectId() {
        return projectId;
    }

    public @Nullable ShareTypeId shareTypeId() {
        return shareTypeId;
    }

    public int sizeGib() {
        return sizeGib;
    }

    public ShareSnapshotStatus status() {
        return status;
    }
}
