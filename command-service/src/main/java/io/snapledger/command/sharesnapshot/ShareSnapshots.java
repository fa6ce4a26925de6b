package io.snapledger.command.sharesnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.reservation.References;
import io.snapledger.command.share.ShareTrees;
import io.snapledger.command.shareinstance.Placement.Place;
import io.snapledger.command.shareinstance.ShareInstances;
import io.snapledger.command.shareinstance.ShareInstances.ShareInstanceState;
import io.snapledger.command.sharesnapshot.domain.ShareSnapshot;
import io.snapledger.command.sharesnapshotinstance.ShareSnapshotInstances;
import io.snapledger.command.sharesnapshotinstance.ShareSnapshotInstances.SnapshotInstanceState;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.DerivedStatus;
import io.snapledger.contract.sharesnapshot.DerivedStatus.Standing;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other slices may ask of share snapshots. */
@Component
public class ShareSnapshots {

    static final String NO_REPLICA = "its replica could not be made";
    static final String NOTHING_TO_COPY = "there is none left that it could be copied from";

    private final Aggregates<ShareSnapshot> aggregates;
    private final ShareSnapshotInstances snapshotInstances;
    private final ShareInstances shareInstances;
    private final References references;
    private final ShareTrees trees;

    ShareSnapshots(
            Aggregates<ShareSnapshot> aggregates,
            ShareSnapshotInstances snapshotInstances,
            ShareInstances shareInstances,
            References references,
            ShareTrees trees) {
        this.aggregates = aggregates;
        this.snapshotInstances = snapshotInstances;
        this.shareInstances = shareInstances;
        this.references = references;
        this.trees = trees;
    }

    /** How many snapshots a share has. */
    public int countOf(ShareId share) {
        return references.holdersOf(share, ShareTrees.SNAPSHOT).size();
    }

    /** Brings its status to what follows from its instances; ends it with the last of them. */
    public void follow(ShareSnapshotId id, @Nullable String reason, Instant at) {
        aggregates.find(id).ifPresent(found -> follow(id, found, reason, at));
    }

    private void follow(
            ShareSnapshotId id,
            Aggregate<ShareSnapshot> found,
            @Nullable String reason,
            Instant at) {
        List<Standing> standings = standings(id);
        found.execute(snapshot ->
                DerivedStatus.of(standings)
                        .ifPresentOrElse(
                                derived ->
                                        snapshot.follow(
                                                derived, because(derived, standings, reason), at),
                                () -> snapshot.end(reason, at)));
    }

    // An instance that failed shows only once the others have stopped changing, for no reason of
    // theirs.
    private static @Nullable String because(
            ShareSnapshotStatus derived, List<Standing> standings, @Nullable String reason) {
        if (reason != null || !derived.isError()) {
            return reason;
        }
        return standings.stream()
                .filter(standing -> standing.status() == derived)
                .findFirst()
                .map(standing -> "its instance %s is %s".formatted(standing.id(), derived.word()))
                .orElse(null);
    }

    /** The same for every snapshot of a share. */
    public void followAllOf(ShareId share, @Nullable String reason, Instant at) {
        ofShare(share).forEach(snapshot -> follow(snapshot, reason, at));
    }

    private List<ShareSnapshotId> ofShare(ShareId share) {
        return references.holdersOf(share, ShareTrees.SNAPSHOT).stream()
                .map(ShareSnapshotId::new)
                .toList();
    }

    List<Standing> standings(ShareSnapshotId id) {
        return snapshotInstances.ofSnapshot(id).stream().map(this::standing).toList();
    }

    private Standing standing(SnapshotInstanceState instance) {
        Optional<ShareInstanceState> on = shareInstances.find(instance.shareInstanceId());
        return new Standing(
                instance.id(),
                instance.status(),
                on.map(ShareInstanceState::replicaState).orElse(null),
                on.map(ShareInstanceState::status).orElse(null));
    }

    /**
     * A replica joined the share: each snapshot gets an instance on it, to be a copy of the active
     * replica's.
     *
     * @param host where the replica will be, null for nowhere
     * @param failure why it will be nowhere
     */
    public void joinedBy(
            ShareInstanceId replica,
            @Nullable String host,
            ShareId share,
            @Nullable String failure,
            Instant at) {
        for (ShareSnapshotId id : ofShare(share)) {
            aggregates
                    .find(id)
                    // One on its way out would have to wait for an instance that never comes.
                    .filter(found ->
                            found.invoke(ShareSnapshot::status) != ShareSnapshotStatus.DELETING)
                    .ifPresent(found ->
                            snapshotInstances.request(
                                    new ShareSnapshotInstanceRequested(
                                            new ShareSnapshotInstanceId(UUID.randomUUID()),
                                            found.invoke(ShareSnapshot::projectId),
                                            id,
                                            share,
                                            replica,
                                            found.invoke(ShareSnapshot::sizeGib),
                                            host,
                                            null,
                                            StatusChange.to(
                                                    null, ShareSnapshotStatus.CREATING.word()),
                                            at),
                                    failure == null ? whyNoCopy(id) : failure));
        }
    }

    private @Nullable String whyNoCopy(ShareSnapshotId id) {
        List<SnapshotInstanceState> all = snapshotInstances.ofSnapshot(id);
        return sourceOfCopies(all).isPresent() || isAnyBeingTaken(all) ? null : NOTHING_TO_COPY;
    }

    /**
     * A share instance was made, or never will be, or is gone: {@link #settleWaiting} for every
     * snapshot.
     */
    public void settleWaitingOf(ShareId share, Instant at) {
        ofShare(share).forEach(snapshot -> settleWaiting(snapshot, at));
    }

    /**
     * Asks for the copies that can be made by now, and gives up those that cannot be made any more.
     *
     * <p>Whatever happens to an instance or to its replica may be what another one waited for.
     */
    public void settleWaiting(ShareSnapshotId id, Instant at) {
        List<SnapshotInstanceState> all = snapshotInstances.ofSnapshot(id);
        Optional<Source> source = sourceOfCopies(all);
        boolean hope = source.isPresent() || isAnyBeingTaken(all);
        for (SnapshotInstanceState each : all) {
            if (!each.waiting()) {
                continue;
            }
            Optional<ShareInstanceState> replica = shareInstances.find(each.shareInstanceId());
            if (!replica.map(ShareInstanceState::isThereOrComing).orElse(false)) {
                snapshotInstances.giveUp(each.id(), NO_REPLICA, at);
            } else if (!hope) {
                snapshotInstances.giveUp(each.id(), NOTHING_TO_COPY, at);
            } else if (source.isPresent() && replica.get().made()) {
                snapshotInstances.requestCopy(each.id(), source.get(), UUID.randomUUID(), at);
            }
        }
    }

    private static boolean isAnyBeingTaken(List<SnapshotInstanceState> all) {
        return all.stream().anyMatch(SnapshotInstanceState::isBeingTaken);
    }

    // All that were taken hold the same files; the active replica's is the nearest to them.
    private Optional<Source> sourceOfCopies(List<SnapshotInstanceState> all) {
        List<SnapshotInstanceState> taken =
                all.stream().filter(SnapshotInstanceState::taken).filter(this::stays).toList();
        return taken.stream()
                .filter(this::isOnActive)
                .findFirst()
                .or(() -> taken.stream().findFirst())
                .flatMap(ShareSnapshots::source);
    }

    private boolean stays(SnapshotInstanceState instance) {
        return !instance.status().claimsNothing()
                && shareInstances
                        .find(instance.shareInstanceId())
                        .filter(on -> on.status() != ShareStatus.DELETING)
                        .isPresent();
    }

    private boolean isOnActive(SnapshotInstanceState instance) {
        return shareInstances
                .find(instance.shareInstanceId())
                .map(ShareInstanceState::isActive)
                .orElse(false);
    }

    private static Optional<Source> source(SnapshotInstanceState instance) {
        return Optional.ofNullable(instance.host())
                .map(host ->
                        new Source(
                                instance.shareInstanceId(),
                                instance.id(),
                                host,
                                instance.providerLocation()));
    }

    /**
     * Keeps a snapshot as it is until this transaction ends, and says what a share can be made of.
     *
     * @return empty if there is no such snapshot, or nothing that could be copied
     */
    public Optional<SourceOfShare> lockAsSource(ShareSnapshotId id) {
        return trees.lock(id, ShareTrees.SNAPSHOT).flatMap(share -> sourceOfShare(id, share));
    }

    private Optional<SourceOfShare> sourceOfShare(ShareSnapshotId id, ShareId share) {
        return aggregates
                .find(id)
                .flatMap(found ->
                        speaker(id)
                                .flatMap(speaker ->
                                        sourceOfShare(
                                                share,
                                                speaker,
                                                found.invoke(ShareSnapshot::shareTypeId),
                                                found.invoke(ShareSnapshot::sizeGib),
                                                found.invoke(ShareSnapshot::status))));
    }

    private Optional<SourceOfShare> sourceOfShare(
            ShareId share,
            SnapshotInstanceState speaker,
            @Nullable ShareTypeId type,
            int sizeGib,
            ShareSnapshotStatus status) {
        return shareInstances
                .find(speaker.shareInstanceId())
                .flatMap(on ->
                        source(speaker)
                                .map(source ->
                                        new SourceOfShare(
                                                source,
                                                share,
                                                type,
                                                new Place(
                                                        source.host(),
                                                        on.availabilityZone() == null
                                                                ? ""
                                                                : on.availabilityZone()),
                                                sizeGib,
                                                status)));
    }

    private Optional<SnapshotInstanceState> speaker(ShareSnapshotId id) {
        return DerivedStatus.speaker(standings(id))
                .flatMap(speaker ->
                        snapshotInstances.ofSnapshot(id).stream()
                                .filter(each -> each.id().equals(speaker.id()))
                                .findFirst());
    }

    /** What a share can be made of: the files of a snapshot. */
    public record SourceOfShare(
            Source source,
            ShareId shareId,
            @Nullable ShareTypeId shareTypeId,
            Place place,
            int sizeGib,
            ShareSnapshotStatus status) {}
}
