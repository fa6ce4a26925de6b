package io.snapledger.command.shareinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.shareinstance.domain.ShareInstance;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other slices may ask of share instances. */
@Component
public class ShareInstances {

    private final Aggregates<ShareInstance> aggregates;
    private final References references;

    ShareInstances(Aggregates<ShareInstance> aggregates, References references) {
        this.aggregates = aggregates;
        this.references = references;
    }

    /**
     * Brings one into the world.
     *
     * @param failure why nobody can be asked to make it; null if somebody is asked
     */
    public void request(ShareInstanceRequested requested, @Nullable String failure) {
        aggregates.add(() -> new ShareInstance(requested, failure));
    }

    /** How one stands now; empty if there is none. */
    public Optional<ShareInstanceState> find(ShareInstanceId id) {
        return aggregates
                .find(id)
                .map(found -> found.invoke(instance -> state(id, instance)))
                .filter(state -> state.status() != ShareStatus.DELETED);
    }

    /** The instances of a share that are left, by ascending id. */
    public List<ShareInstanceState> ofShare(ShareId share) {
        return references.holdersOf(share, ShareTrees.INSTANCE).stream()
                .map(ShareInstanceId::new)
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    public void requestDeletion(
            ShareInstanceId id, boolean force, @Nullable String reason, UUID workId, Instant at) {
        existing(id).execute(found -> found.requestDeletion(force, reason, workId, at));
    }

    public void requestExtension(ShareInstanceId id, int gib, UUID workId, Instant at) {
        existing(id).execute(found -> found.requestExtension(gib, workId, at));
    }

    public void resetStatus(
            ShareInstanceId id, ShareStatus status, @Nullable String reason, Instant at) {
        existing(id).execute(found -> found.resetStatus(status, reason, at));
    }

    private Aggregate<ShareInstance> existing(ShareInstanceId id) {
        return aggregates
                .find(id)
                .orElseThrow(() -> new IllegalStateException("share instance " + id + " is gone"));
    }

    private static ShareInstanceState state(ShareInstanceId id, ShareInstance instance) {
        return new ShareInstanceState(
                id,
                instance.shareId(),
                instance.status(),
                instance.host(),
                instance.availabilityZone(),
                instance.replicaState(),
                instance.isMade(),
                instance.isBeingMade(),
                instance.sizeGib(),
                instance.askedGib(),
                instance.providerLocation());
    }

    /** The active one, or the only one, or the first: the one its share stands where it stands. */
    public static Optional<ShareInstanceState> speaker(List<ShareInstanceState> instances) {
        return instances.stream()
                .filter(ShareInstanceState::isActive)
                .findFirst()
                .or(() -> instances.stream().findFirst());
    }

    /**
     * A share instance as its share and the snapshots on it need to know it.
     *
     * @param askedGib the largest size that storage may still give it, 0 for none
     */
    public record ShareInstanceState(
            ShareInstanceId id,
            ShareId shareId,
            ShareStatus status,
            @Nullable String host,
            @Nullable String availabilityZone,
            @Nullable ReplicaState replicaState,
            boolean made,
            boolean isBeingMade,
            int sizeGib,
            int askedGib,
            @Nullable String providerLocation) {

        public boolean isActive() {
            return replicaState == ReplicaState.ACTIVE;
        }

        public boolean isThereOrComing() {
            return made || isBeingMade;
        }

        /** What it has, or the largest that it may still get, in GiB. */
        public int largestGib() {
            return Math.max(sizeGib, askedGib);
        }
    }
}
