package io.snapledger.command.share.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareTaskState;
import io.snapledger.contract.share.ShareCommand.UpdateShare;
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
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareRefused.HasReplicas;
import io.snapledger.contract.share.ShareRefused.HasSnapshots;
import io.snapledger.contract.share.ShareRefused.IsBusy;
import io.snapledger.contract.share.ShareRefused.NotLarger;
import io.snapledger.contract.share.ShareRefused.StatusForbidsDeletion;
import io.snapledger.contract.share.ShareRefused.StatusForbidsExtension;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A share: it stands where its active or only instance does. */
@AggregateRoot(type = "share")
public class Share {

    // manila/common/constants.py, BUSY_TASK_STATES
    private static final Set<String> BUSY =
            Set.of(
                    "migration_starting",
                    "migration_in_progress",
                    "migration_completing",
                    "migration_driver_starting",
                    "migration_driver_in_progress",
                    "data_copying_starting",
                    "data_copying_in_progress",
                    "data_copying_completing",
                    "data_copying_completed");

    @AggregateIdentifier private ShareId id;
    private String projectId;
    private String shareProto;
    private @Nullable ShareTypeId shareTypeId;
    private ShareCapabilities capabilities;
    private @Nullable String name;
    private @Nullable String description;
    private boolean isPublic;
    private Map<String, String> metadata = Map.of();
    private int sizeGib;
    // The size that its project's quota counts it with.
    private int chargedGib;
    private ShareStatus status;
    private @Nullable String taskState;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected Share() {}

    /** One whose instance was refused a place at once, if a reason is given. */
    @SuppressWarnings("NullAway.Init")
    public Share(ShareRequested requested, @Nullable String failure) {
        apply(requested);
        if (failure != null) {
            apply(
                    new ShareStatusFollowed(
                            requested.id(),
                            requested.projectId(),
                            new StatusChange(
                                    requested.change().to(), ShareStatus.ERROR.word(), failure),
                            requested.at()));
        }
    }

    /** Gives it another name, description or openness. */
    public void update(UpdateShare command) {
        String newName = NewText.over(name, command.name());
        String newDescription = NewText.over(description, command.description());
        boolean newPublic = command.isPublic() == null ? isPublic : command.isPublic();
        if (!Objects.equals(newName, name)
                || !Objects.equals(newDescription, description)
                || newPublic != isPublic) {
            apply(
                    new ShareUpdated(
                            id, projectId, newName, newDescription, newPublic, command.at()));
        }
    }

    public void changeMetadata(MetadataChange change, Instant at) {
        Map<String, String> after = change.appliedTo(metadata);
        if (!after.equals(metadata)) {
            apply(new ShareMetadataChanged(id, projectId, after, at));
        }
    }

    // manila/share/api.py, delete(), in its order
    /** Refuses unless it may go. */
    public void requireMayGo(DeleteShare command, int instances, int snapshots) {
        if (!command.force() && !status.allowsDeletion()) {
            throw new RefusedException(new StatusForbidsDeletion(id, status));
        }
        if (instances > 1) {
            throw new RefusedException(new HasReplicas(id));
        }
        if (snapshots > 0) {
            throw new RefusedException(new HasSnapshots(id, snapshots));
        }
        requireIdle();
    }

    private void requireIdle() {
        if (taskState != null && BUSY.contains(taskState)) {
            throw new RefusedException(new IsBusy(id, taskState));
        }
    }

    /** Asks for a larger one. */
    public void requestExtension(ExtendShare command) {
        if (status != ShareStatus.AVAILABLE) {
            throw new RefusedException(new StatusForbidsExtension(id, status));
        }
        requireIdle();
        if (command.sizeGib() <= sizeGib) {
            throw new RefusedException(new NotLarger(id, sizeGib, command.sizeGib()));
        }
        apply(
                new ShareExtensionRequested(
                        id,
                        projectId,
                        command.sizeGib(),
                        Math.max(command.sizeGib(), chargedGib),
                        command.at()));
    }

    /**
     * Is as large as the smallest of its instances, and counts with the largest size that any of
     * them is still asked for.
     *
     * @param askedGib 0 for none
     * @param reason why it did not grow, if it did not
     */
    public void settleExtension(int gib, int askedGib, @Nullable String reason, Instant at) {
        int grown = Math.max(gib, sizeGib);
        int charged = Math.max(grown, askedGib);
        if (grown > sizeGib) {
            apply(new ShareExtended(id, projectId, grown, charged, at));
        } else if (charged != chargedGib) {
            apply(new ShareExtensionFailed(id, projectId, sizeGib, charged, reason, at));
        }
    }

    public void resetTaskState(ResetShareTaskState command) {
        apply(
                new ShareTaskStateReset(
                        id, projectId, command.taskState(), command.reason(), command.at()));
    }

    /** Its active or only instance stands there now. */
    public void follow(ShareStatus to, @Nullable String reason, Instant at) {
        if (to != status) {
            apply(new ShareStatusFollowed(id, projectId, change(to, reason), at));
        }
    }

    /** Its last instance is gone. */
    public void end(@Nullable String reason, Instant at) {
        apply(new ShareDeleted(id, projectId, change(ShareStatus.DELETED, reason), at));
    }

    private StatusChange change(ShareStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(ShareEvent event) {
        id = event.id();
        projectId = event.projectId();
        if (event instanceof ChangesStatus changed) {
            status = ShareStatus.of(changed.change().to()).orElseThrow();
        }
        switch (event) {
            case ShareRequested requested -> {
                shareProto = requested.shareProto();
                shareTypeId = requested.shareTypeId();
                capabilities = requested.capabilities();
                name = requested.name();
                description = requested.description();
                isPublic = requested.isPublic();
                metadata = requested.metadata();
                sizeGib = requested.sizeGib();
                chargedGib = sizeGib;
            }
            case ShareUpdated updated -> {
                name = updated.name();
                description = updated.description();
                isPublic = updated.isPublic();
            }
            case ShareMetadataChanged changed -> metadata = changed.metadata();
            case ShareExtensionRequested requested -> chargedGib = requested.chargedGib();
            case ShareExtended extended -> {
                sizeGib = extended.sizeGib();
                chargedGib = extended.chargedGib();
            }
            case ShareExtensionFailed failed -> chargedGib = failed.chargedGib();
            case ShareTaskStateReset reset -> taskState = reset.taskState();
            case ShareStatusFollowed _ -> {}
            case ShareDeleted _ -> markDeleted();
        }
    }

    public String projectId() {
        return projectId;
    }

    public String shareProto() {
        return shareProto;
    }

    public @Nullable ShareTypeId shareTypeId() {
        return shareTypeId;
    }

    public ShareCapabilities capabilities() {
        return capabilities;
    }

    public int sizeGib() {
        return sizeGib;
    }

    public ShareStatus status() {
        return status;
    }

    /** What it is busy with, null if it is idle. */
    public @Nullable String busyWith() {
        return taskState != null && BUSY.contains(taskState) ? taskState : null;
    }
}
