package io.snapledger.command.sharesnapshotinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other slices may ask of share snapshot instances. */
@Component
public class ShareSnapshotInstances {

    private final Aggregates<ShareSnapshotInstance> aggregates;
    private final References references;

    ShareSnapshotInstances(Aggregates<ShareSnapshotInstance> aggregates, References references) {
        this.aggregates = aggregates;
        this.references = references;
    }

    /**
     * Brings one into the world.
     *
     * @param failure why it cannot come into being where it belongs, null if it can
     */
    public void request(ShareSnapshotInstanceRequested requested, @Nullable String failure) {
        aggregates.add(() -> new ShareSnapshotInstance(requested, failure));
    }

    /** The instances of a snapshot that are left, by ascending id. */
    public List<SnapshotInstanceState> ofSnapshot(ShareSnapshotId snapshot) {
        return thoseOf(snapshot, ShareTrees.INSTANCE_OF_SNAPSHOT);
    }

    /** The snapshot instances that are left on a share instance, by ascending id. */
    public List<SnapshotInstanceState> on(ShareInstanceId shareInstance) {
        return thoseOf(shareInstance, ShareTrees.SNAPSHOT_ON_INSTANCE);
    }

    private List<SnapshotInstanceState> thoseOf(ResourceId held, String role) {
        return references.holdersOf(held, role).stream()
                .map(ShareSnapshotInstanceId::new)
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SnapshotInstanceState> find(ShareSnapshotInstanceId id) {
        return aggregates
                .find(id)
                .map(found ->
                        found.invoke(instance ->
                                new SnapshotInstanceState(
                                        id,
                                        instance.snapshotId(),
                                        instance.shareInstanceId(),
                                        instance.status(),
                                        instance.host(),
                                        instance.providerLocation(),
                                        instance.isTaken(),
                                        instance.isBeingTaken(),
                                        instance.isWaiting())))
                .filter(state -> state.status() != ShareSnapshotStatus.DELETED);
    }

    public void requestCopy(ShareSnapshotInstanceId id, Source source, UUID workId, Instant at) {
        change(id, instance -> instance.requestCopy(source, workId, at));
    }

    public void requestDeletion(
            ShareSnapshotInstanceId id,
            boolean force,
            @Nullable String reason,
            UUID workId,
            Instant at) {
        change(id, instance -> instance.requestDeletion(force, reason, workId, at));
    }

    public void resetStatus(
            ShareSnapshotInstanceId id,
            ShareSnapshotStatus status,
            @Nullable String reason,
            Instant at) {
        change(id, instance -> instance.resetStatus(status, reason, at));
    }

    /** What one waits for will not be there. */
    public void giveUp(ShareSnapshotInstanceId id, String reason, Instant at) {
        change(id, instance -> instance.giveUp(reason, at));
    }

    /** Work on those on a share instance was cut short. */
    public void interruptOn(ShareInstanceId shareInstance, String reason, Instant at) {
        on(shareInstance)
                .forEach(each -> change(each.id(), instance -> instance.interrupt(reason, at)));
    }

    /**
     * The share instance is gone, and what was on it.
     *
     * @return whose instances they were
     */
    public List<ShareSnapshotId> endOn(ShareInstanceId shareInstance, Instant at) {
        List<SnapshotInstanceState> left = on(shareInstance);
        left.forEach(each -> change(each.id(), instance -> instance.end(null, at)));
        return left.stream().map(SnapshotInstanceState::snapshotId).toList();
    }

    private void change(ShareSnapshotInstanceId id, Consumer<ShareSnapshotInstance> step) {
        aggregates.find(id).ifPresent(found -> found.execute(step));
    }

    /** Whether a share is being made from one. */
    public boolean isBeingCopied(ShareSnapshotInstanceId id) {
        return references.holds(id, ShareTrees.COPY);
    }

    /** A snapshot instance as its snapshot and its share instance need to know it. */
    public record SnapshotInstanceState(
            ShareSnapshotInstanceId id,
            ShareSnapshotId snapshotId,
            ShareInstanceId shareInstanceId,
            ShareSnapshotStatus status,
            @Nullable String host,
            @Nullable String providerLocation,
            boolean taken,
            boolean isBeingTaken,
            boolean waiting) {}
}
