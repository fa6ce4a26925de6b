package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareStatus;
import io.snapledger.contract.share.ShareCommand.ResetShareTaskState;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.DeleteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.FailOverdueShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ForceDeleteShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.PromoteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetShareInstanceStatus;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import io.snapledger.contract.shareinstance.ShareInstanceRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ResetShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.ResetShareSnapshotInstanceStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.DeleteShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shares, their snapshots and their instances, from the command to the agent's word and back. */
class ShareJourneyIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "snapledger@alpha#alpha");

    private static CommandServiceUnderTest service;
    private static ShareTypeId plain;
    private static ShareTypeId replicated;

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service =
                new CommandServiceUnderTest(
                        CommandServiceUnderTest.withoutQuotas(
                                "--snapledger.deadline.timeout=1h",
                                "--snapledger.shares.backends[0].name=alpha",
                                "--snapledger.shares.backends[1].name=beta"));
        plain = type(Map.of("create_share_from_snapshot_support", "True"));
        replicated = type(Map.of("replication_type", "readable"));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @Test
    void aShareIsMadeAndRemovedWithItsInstance() {
        ShareId share = availableShare(plain);
        ShareInstanceId instance = onlyInstance(share);
        assertThat(service.events(share))
                .containsExactly("share.requested", "share.status-followed");
        assertThat(service.events(instance))
                .containsExactly("share-instance.requested", "share-instance.created");

        service.accepted(new DeleteShare(share, false, "done with", UUID.randomUUID(), now()));
        assertThat(service.lastChange(share, "to")).isEqualTo("deleting");
        assertThat(service.lastChange(share, "reason")).isEqualTo("done with");
        assertThat(service.refused(new DeleteShare(share, false, null, UUID.randomUUID(), now())))
                .isInstanceOf(ShareRefused.StatusForbidsDeletion.class);
        say(instance, WorkResult.done(null));

        awaitStatus(instance, "deleted");
        assertThat(service.lastChange(share, "to")).isEqualTo("deleted");
        assertThat(service.refused(new DeleteShare(share, true, null, UUID.randomUUID(), now())))
                .isInstanceOf(ShareRefused.NotFound.class);
    }

    @Test
    void aTypeInUseStays() {
        ShareTypeId type = type(Map.of());
        ShareId share = availableShare(type);
        assertThat(service.refused(new DeleteShareType(type, null, now())))
                .isInstanceOf(ShareTypeRefused.InUse.class);

        service.accepted(new DeleteShare(share, false, null, UUID.randomUUID(), now()));
        say(onlyInstance(share), WorkResult.done(null));
        awaitStatus(share, "deleted");

        service.accepted(new DeleteShareType(type, null, now()));
    }

    @Test
    void aShareWithoutATypeEndsInErrorAndCanBeDeletedAtOnce() {
        ShareId share = new ShareId(UUID.randomUUID());
        service.accepted(create(share, null, null));

        assertThat(service.lastChange(share, "to")).isEqualTo("error");
        assertThat(service.lastChange(share, "reason")).contains("no share type");
        service.accepted(new DeleteShare(share, false, null, UUID.randomUUID(), now()));
        assertThat(service.lastChange(share, "to")).isEqualTo("deleted");
    }

    @Test
    void sharesGoWhereTheFewestAre() {
        List<String> hosts = List.of(hostOf(availableShare(plain)), hostOf(availableShare(plain)));

        assertThat(hosts)
                .containsExactlyInAnyOrder("snapledger@alpha#alpha", "snapledger@beta#beta");
    }

    @Test
    void aSnapshotFollowsItsInstance() {
        ShareId share = availableShare(plain);
        ShareSnapshotId snapshot = takenSnapshot(share);
        ShareSnapshotInstanceId instance = onlyInstance(snapshot);
        assertThat(service.events(snapshot))
                .containsExactly("share-snapshot.requested", "share-snapshot.status-followed");

        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        instance, ShareSnapshotStatus.ERROR, "looks bad", now()));
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");
        assertThat(service.lastChange(snapshot, "reason")).isEqualTo("looks bad");
        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        instance, ShareSnapshotStatus.ERROR, null, now()));
        assertThat(service.events(snapshot)).hasSize(3);

        service.accepted(
                new ResetShareSnapshotStatus(snapshot, ShareSnapshotStatus.AVAILABLE, null, now()));
        assertThat(service.lastChange(instance, "to")).isEqualTo("available");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");

        assertThat(service.refused(new DeleteShare(share, false, null, UUID.randomUUID(), now())))
                .isEqualTo(new ShareRefused.HasSnapshots(share, 1));
        service.accepted(delete(snapshot, false));
        assertThat(service.refused(delete(snapshot, false)))
                .isInstanceOf(ShareSnapshotRefused.StatusForbidsDeletion.class);
        say(instance, WorkResult.done(null));
        awaitStatus(instance, "deleted");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("deleted");
        assertThat(service.count("command.deadline where resource_id = '" + snapshot + "'"))
                .isZero();
    }

    @Test
    void aFailedDeletionIsForcedInTheEnd() {
        ShareSnapshotId snapshot = takenSnapshot(availableShare(plain));
        ShareSnapshotInstanceId instance = onlyInstance(snapshot);
        service.accepted(delete(snapshot, false));
        say(instance, WorkResult.failed("it is busy", 0));
        awaitStatus(instance, "error_deleting");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error_deleting");
        assertThat(service.lastChange(snapshot, "reason")).isEqualTo("it is busy");

        service.accepted(delete(snapshot, true));
        say(instance, WorkResult.failed("it is still busy", 0));

        awaitStatus(instance, "deleted");
        assertThat(service.lastChange(instance, "reason"))
                .isEqualTo("deleted by force: it is still busy");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("deleted");
    }

    @Test
    void aRepeatedOrLateOutcomeChangesNothing() {
        ShareSnapshotId snapshot = takenSnapshot(availableShare(plain));
        ShareSnapshotInstanceId instance = onlyInstance(snapshot);
        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        instance, ShareSnapshotStatus.DELETING, null, now()));

        say(instance, WorkResult.done("elsewhere"));
        say(instance, WorkResult.failed("no", 0));
        afterAllOutcomesOf(instance);

        assertThat(service.events(instance)).endsWith("share-snapshot-instance.status-reset");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("deleting");
    }

    @Test
    void aSnapshotNeedsAnAvailableIdleShareThatAllowsIt() {
        ShareId share = availableShare(plain);
        service.accepted(new ResetShareStatus(share, ShareStatus.ERROR, null, now()));
        assertThat(service.refused(snapshotOf(share, UUID.randomUUID())))
                .isEqualTo(new ShareSnapshotRefused.ShareNotAvailable(share, ShareStatus.ERROR));
        service.accepted(new ResetShareStatus(share, ShareStatus.AVAILABLE, null, now()));
        service.accepted(new ResetShareTaskState(share, "migration_starting", null, now()));
        assertThat(service.refused(snapshotOf(share, UUID.randomUUID())))
                .isInstanceOf(ShareSnapshotRefused.ShareIsBusy.class);
        ShareId without = availableShare(typeWithout());
        assertThat(service.refused(snapshotOf(without, UUID.randomUUID())))
                .isEqualTo(new ShareSnapshotRefused.NotSupported(without));
        assertThat(service.refused(snapshotOf(new ShareId(UUID.randomUUID()), UUID.randomUUID())))
                .isInstanceOf(ShareSnapshotRefused.ShareNotFound.class);
    }

    @Test
    void aSnapshotThatIsBeingCopiedStays() {
        ShareId share = availableShare(plain);
        ShareSnapshotId snapshot = takenSnapshot(share);
        ShareId copy = new ShareId(UUID.randomUUID());
        service.accepted(create(copy, null, snapshot));
        assertThat(hostOf(copy)).isEqualTo(hostOf(share));
        assertThat(service.refused(delete(snapshot, false)))
                .isEqualTo(new ShareSnapshotRefused.IsBeingCopied(snapshot));

        say(onlyInstance(copy), WorkResult.done("shares/copy"));
        awaitStatus(copy, "available");

        service.accepted(delete(snapshot, false));
    }

    @Test
    void aShareGrows() {
        ShareId share = availableShare(plain);
        assertThat(service.refused(new ExtendShare(share, 1, UUID.randomUUID(), now())))
                .isEqualTo(new ShareRefused.NotLarger(share, 1, 1));
        service.accepted(new ExtendShare(share, 3, UUID.randomUUID(), now()));
        assertThat(service.lastChange(share, "to")).isEqualTo("extending");
        say(onlyInstance(share), WorkResult.done("shares/x"));
        awaitStatus(share, "available");
        assertThat(service.events(share)).contains("share.extended");

        service.accepted(new ExtendShare(share, 4, UUID.randomUUID(), now()));
        say(onlyInstance(share), WorkResult.failed("full", 0));
        awaitStatus(share, "extending_error");
        assertThat(service.events(share)).contains("share.extension-failed");
    }

    @Test
    void aReplicaGetsCopiesOfTheSnapshotsAndTakesThemWithItWhenItGoes() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        ShareSnapshotId snapshot = takenSnapshot(share);
        ShareSnapshotInstanceId original = onlyInstance(snapshot);

        ShareInstanceId replica = replicaOf(share);
        ShareSnapshotInstanceId copy = other(snapshot, original);
        assertThat(service.events(copy)).containsExactly("share-snapshot-instance.requested");
        assertThat(hostOf(replica)).isNotEqualTo(hostOf(active));
        // Out of sync it does not count.
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");

        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        assertThat(service.events(replica)).endsWith("share-instance.replica-state-changed");
        assertThat(service.events(copy)).endsWith("share-snapshot-instance.copy-requested");
        // In sync it does.
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("creating");
        say(copy, WorkResult.done("snapshots/copy"));
        awaitStatus(copy, "available");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");
        assertThat(service.refused(new DeleteShare(share, false, null, UUID.randomUUID(), now())))
                .isInstanceOf(ShareRefused.HasReplicas.class);
        assertThat(service.refused(deleteReplica(active)))
                .isEqualTo(new ShareInstanceRefused.LastActiveReplica(active));

        service.accepted(deleteReplica(replica));
        say(replica, WorkResult.done(null));
        awaitStatus(replica, "deleted");
        assertThat(service.lastChange(copy, "to")).isEqualTo("deleted");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");
    }

    @Test
    void aSnapshotOfAReplicatedShareIsTakenOnceAndCopied() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");

        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));
        ShareSnapshotInstanceId original = on(snapshot, active);
        ShareSnapshotInstanceId copy = on(snapshot, replica);
        assertThat(service.events(copy)).containsExactly("share-snapshot-instance.requested");
        say(original, WorkResult.done("snapshots/original"));
        awaitStatus(original, "available");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("creating");
        say(copy, WorkResult.failed("no space", 30));
        awaitStatus(copy, "error");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");

        // A replica in error does not count, and so the snapshot is whole again.
        service.accepted(new ResetReplicaState(replica, ReplicaState.ERROR, null, now()));
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");

        service.accepted(delete(snapshot, false));
        say(original, WorkResult.done(null));
        awaitStatus(original, "deleted");
        say(copy, WorkResult.done(null));
        awaitStatus(snapshot, "deleted");
    }

    @Test
    void withTheOneOnTheActiveReplicaTheCopiesFail() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));

        say(on(snapshot, active), WorkResult.failed("no space", 10));

        awaitStatus(on(snapshot, active), "error");
        assertThat(service.lastChange(on(snapshot, replica), "to")).isEqualTo("error");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");
    }

    @Test
    void aReplicaThatJoinsAfterAFailureWaitsForNothing() {
        ShareId share = availableShare(replicated);
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));
        say(onlyInstance(snapshot), WorkResult.failed("no space", 10));
        awaitStatus(snapshot, "error");

        ShareInstanceId replica = replicaOf(share);

        assertThat(service.lastChange(on(snapshot, replica), "to")).isEqualTo("error");
        assertThat(service.lastChange(on(snapshot, replica), "reason"))
                .isEqualTo("there is none left that it could be copied from");
    }

    @Test
    void aSnapshotWaitsForNoReplicaThatWasNeverMade() {
        ShareId share = availableShare(replicated);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.failed("no space", 0));
        awaitStatus(replica, "error");

        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));

        assertThat(service.lastChange(on(snapshot, replica), "to")).isEqualTo("error");
        assertThat(service.lastChange(on(snapshot, replica), "reason"))
                .isEqualTo("its replica could not be made");
    }

    @Test
    void anInstanceThatAPromotionInterruptsIsWaitedForInVain() {
        ShareId share = availableShare(replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));

        service.accepted(new PromoteShareReplica(replica, false, "failover", now()));
        assertThat(service.lastChange(on(snapshot, replica), "to")).isEqualTo("error");
        say(on(snapshot, first), WorkResult.failed("no space", 0));
        awaitStatus(on(snapshot, first), "error");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");

        // Nothing of it is anywhere: one that is said to be coming waits for nothing.
        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        on(snapshot, replica), ShareSnapshotStatus.CREATING, null, now()));
        assertThat(service.lastChange(on(snapshot, replica), "to")).isEqualTo("error");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");
    }

    @Test
    void afterAPromotionWhatWasTakenBeforeIsCopied() {
        ShareId share = availableShare(replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));
        ShareSnapshotInstanceId copy = on(snapshot, replica);
        service.accepted(new PromoteShareReplica(replica, false, null, now()));
        say(on(snapshot, first), WorkResult.done("snapshots/original"));
        awaitStatus(on(snapshot, first), "available");
        assertThat(service.events(copy)).endsWith("share-snapshot-instance.failed");

        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        copy, ShareSnapshotStatus.CREATING, "make it", now()));
        assertThat(service.events(copy)).endsWith("share-snapshot-instance.copy-requested");
        say(copy, WorkResult.done("snapshots/copy"));

        awaitStatus(copy, "available");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("available");
    }

    @Test
    void withTheReplicaThatHeldASnapshotGoesTheHopeOfACopy() {
        ShareId share = availableShare(replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareSnapshotId snapshot = takenSnapshot(share);
        ShareInstanceId replica = replicaOf(share);
        ShareSnapshotInstanceId copy = on(snapshot, replica);
        service.accepted(forceDelete(first));
        say(first, WorkResult.done(null));
        awaitStatus(first, "deleted");

        assertThat(service.lastChange(copy, "to")).isEqualTo("error");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");
    }

    @Test
    void aReplicaIsAsLargeAsItsShareHasGrownMeanwhile() {
        ShareId share = availableShare(replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        service.accepted(new ExtendShare(share, 3, UUID.randomUUID(), now()));
        say(first, WorkResult.done(null));
        awaitStatus(share, "available");

        say(replica, WorkResult.done("shares/replica"));

        awaitStatus(replica, "extending");
        say(replica, WorkResult.done(null));
        awaitStatus(replica, "available");
        assertThat(service.events(replica)).endsWith("share-instance.extended");
    }

    @Test
    void aMadeReplicaThatIsSaidToBeComingStaysInSync() {
        ShareId share = availableShare(replicated);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        Instant at = now();
        service.accepted(
                new ResetShareInstanceStatus(replica, ShareStatus.CREATING, "by hand", at));

        service.accepted(
                new FailOverdueShareInstance(
                        replica, ShareStatus.CREATING, at.truncatedTo(ChronoUnit.MICROS), now()));

        assertThat(service.lastChange(replica, "to")).isEqualTo("error");
        assertThat(service.events(replica)).endsWith("share-instance.creation-failed");
    }

    @Test
    void anErrorThatShowsLaterNamesItsInstance() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, snapshot, UUID.randomUUID()));
        ShareSnapshotInstanceId copy = on(snapshot, replica);
        service.accepted(
                new ResetShareSnapshotInstanceStatus(
                        copy, ShareSnapshotStatus.ERROR, "looks bad", now()));
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("creating");

        say(on(snapshot, active), WorkResult.done("snapshots/original"));

        awaitStatus(on(snapshot, active), "available");
        assertThat(service.lastChange(snapshot, "to")).isEqualTo("error");
        assertThat(service.lastChange(snapshot, "reason"))
                .isEqualTo("its instance " + copy + " is error");
    }

    @Test
    void whatIsOnItsWayOutKeepsNoSnapshots() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        takenSnapshot(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");

        service.accepted(forceDelete(active));

        assertThat(service.refused(forceDelete(replica)))
                .isEqualTo(new ShareInstanceRefused.HasSnapshots(replica));
    }

    @Test
    void theLastActiveReplicaThatStaysIsNotDeleted() {
        ShareId share = availableShare(replicated);
        ShareInstanceId active = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        service.accepted(new ResetReplicaState(replica, ReplicaState.ACTIVE, null, now()));
        service.accepted(deleteReplica(active));

        assertThat(service.refused(deleteReplica(replica)))
                .isInstanceOf(ShareInstanceRefused.LastActiveReplica.class);
    }

    @Test
    void aPromotedReplicaSpeaks() {
        ShareId share = availableShare(replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareInstanceId replica = replicaOf(share);
        assertThat(service.refused(new PromoteShareReplica(replica, true, null, now())))
                .isInstanceOf(ShareInstanceRefused.ReplicaNotAvailable.class);
        say(replica, WorkResult.done("shares/replica"));
        awaitStatus(replica, "available");
        service.accepted(new ResetReplicaState(replica, ReplicaState.OUT_OF_SYNC, null, now()));
        assertThat(service.refused(new PromoteShareReplica(replica, false, null, now())))
                .isInstanceOf(ShareInstanceRefused.ReplicaIsBehind.class);

        service.accepted(new PromoteShareReplica(replica, true, null, now()));

        service.accepted(deleteReplica(first));
        assertThat(service.refused(deleteReplica(replica)))
                .isInstanceOf(ShareInstanceRefused.LastActiveReplica.class);
        assertThat(service.lastChange(share, "to")).isEqualTo("available");
    }

    @Test
    void aReplicaWithoutAPlaceIsInError() {
        ShareId share = availableShare(replicated);
        ShareSnapshotId snapshot = takenSnapshot(share);
        replicaOf(share);

        ShareInstanceId third = replicaOf(share);

        assertThat(service.lastChange(third, "to")).isEqualTo("error");
        assertThat(service.lastChange(third, "reason"))
                .isEqualTo("no backend is left for another replica");
        assertThat(service.lastChange(on(snapshot, third), "to")).isEqualTo("error");
        service.accepted(deleteReplica(third));
        assertThat(service.lastChange(third, "to")).isEqualTo("deleted");
        assertThat(service.refused(replica(availableShare(plain), third)))
                .isInstanceOf(ShareInstanceRefused.NotReplicable.class);
    }

    @Test
    void theLastInstanceTakesItsShareWithIt() {
        ShareId share = availableShare(plain);
        ShareInstanceId instance = onlyInstance(share);
        ShareSnapshotId snapshot = takenSnapshot(share);
        assertThat(service.refused(forceDelete(instance)))
                .isEqualTo(new ShareInstanceRefused.HasSnapshots(instance));
        service.accepted(delete(snapshot, false));
        say(onlyInstance(snapshot), WorkResult.done(null));
        awaitStatus(snapshot, "deleted");

        service.accepted(forceDelete(instance));
        say(instance, WorkResult.failed("nobody home", 0));

        awaitStatus(instance, "deleted");
        assertThat(service.lastChange(share, "to")).isEqualTo("deleted");
    }

    private static ForceDeleteShareInstance forceDelete(ShareInstanceId id) {
        return new ForceDeleteShareInstance(id, null, UUID.randomUUID(), now());
    }

    private static DeleteShareReplica deleteReplica(ShareInstanceId id) {
        return new DeleteShareReplica(id, false, null, UUID.randomUUID(), now());
    }

    private static DeleteShareSnapshot delete(ShareSnapshotId id, boolean force) {
        return new DeleteShareSnapshot(id, force, null, UUID.randomUUID(), now());
    }

    private static ShareTypeId type(Map<String, String> specs) {
        Map<String, String> all = new HashMap<>(specs);
        all.put("snapshot_support", "True");
        return typeOf(all);
    }

    private static ShareTypeId typeWithout() {
        return typeOf(Map.of("snapshot_support", "False"));
    }

    private static ShareTypeId typeOf(Map<String, String> specs) {
        ShareTypeId id = new ShareTypeId(UUID.randomUUID());
        service.accepted(new CreateShareType(id, "type " + id, null, true, specs, now()));
        return id;
    }

    private static ShareId availableShare(ShareTypeId type) {
        ShareId id = new ShareId(UUID.randomUUID());
        service.accepted(create(id, type, null));
        say(onlyInstance(id), WorkResult.done("shares/" + id));
        awaitStatus(id, "available");
        return id;
    }

    private static CreateShare create(
            ShareId id, @Nullable ShareTypeId type, @Nullable ShareSnapshotId snapshot) {
        return new CreateShare(
                id,
                "NFS",
                1,
                "data",
                null,
                type,
                snapshot,
                false,
                null,
                Map.of(),
                "project-a",
                "alice",
                UUID.randomUUID(),
                now());
    }

    private static ShareInstanceId replicaOf(ShareId share) {
        ShareInstanceId id = new ShareInstanceId(UUID.randomUUID());
        service.accepted(replica(share, id));
        return id;
    }

    private static CreateShareReplica replica(ShareId share, ShareInstanceId id) {
        return new CreateShareReplica(id, share, null, UUID.randomUUID(), now());
    }

    private static ShareSnapshotId takenSnapshot(ShareId share) {
        ShareSnapshotId id = new ShareSnapshotId(UUID.randomUUID());
        service.accepted(snapshotOf(share, id, UUID.randomUUID()));
        say(onlyInstance(id), WorkResult.done("snapshots/" + id));
        awaitStatus(id, "available");
        return id;
    }

    private static CreateShareSnapshot snapshotOf(ShareId share, UUID work) {
        return snapshotOf(share, new ShareSnapshotId(UUID.randomUUID()), work);
    }

    private static CreateShareSnapshot snapshotOf(ShareId share, ShareSnapshotId id, UUID work) {
        return new CreateShareSnapshot(
                id, share, "nightly", null, Map.of(), "project-a", "alice", work, now());
    }

    private static void say(ShareInstanceId id, WorkResult result) {
        service.say(
                id.toString(),
                "share-instance.outcome.v1",
                new ShareInstanceOutcome(
                        id,
                        lastWork(id),
                        result,
                        List.of("127.0.0.1:/" + id),
                        AGENT,
                        "req-test",
                        now()));
    }

    private static void say(ShareSnapshotInstanceId id, WorkResult result) {
        service.say(
                id.toString(),
                "share-snapshot-instance.outcome.v1",
                new ShareSnapshotInstanceOutcome(
                        id, lastWork(id), result, List.of(), AGENT, "req-test", now()));
    }

    private static ShareInstanceId onlyInstance(ShareId share) {
        return new ShareInstanceId(only(holders(share, "share-instance")));
    }

    private static ShareSnapshotInstanceId onlyInstance(ShareSnapshotId snapshot) {
        return new ShareSnapshotInstanceId(only(holders(snapshot, "instance-of-share-snapshot")));
    }

    private static ShareSnapshotInstanceId other(
            ShareSnapshotId snapshot, ShareSnapshotInstanceId one) {
        return new ShareSnapshotInstanceId(
                only(
                        holders(snapshot, "instance-of-share-snapshot").stream()
                                .filter(id -> !id.equals(one.value()))
                                .toList()));
    }

    private static ShareSnapshotInstanceId on(ShareSnapshotId snapshot, ShareInstanceId instance) {
        List<UUID> there = holders(instance, "share-snapshot-on-instance");
        return new ShareSnapshotInstanceId(
                only(
                        holders(snapshot, "instance-of-share-snapshot").stream()
                                .filter(there::contains)
                                .toList()));
    }

    private static UUID only(List<UUID> ids) {
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static List<UUID> holders(ResourceId held, String role) {
        return service.jdbc()
                .sql(
                        """
                        select holder_id from command.reference
                        where held_id = :held and holder_type = :role
                        """)
                .param("held", held.value())
                .param("role", role)
                .query(UUID.class)
                .list();
    }

    private static String hostOf(ShareId share) {
        return hostOf(onlyInstance(share));
    }

    private static String hostOf(ShareInstanceId instance) {
        return service.jdbc()
                .sql("select host from command.share_instance_place where share_instance_id = :id")
                .param("id", instance.value())
                .query(String.class)
                .single();
    }

    private static void awaitStatus(Object id, String status) {
        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo(status));
    }

    private static UUID lastWork(Object id) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb ->> 'work_id'
                        from event_log.event
                        where aggregate_identifier = :id
                          and convert_from(payload, 'UTF8')::jsonb ->> 'work_id' is not null
                        order by sequence_number desc limit 1
                        """)
                .param("id", UUID.fromString(id.toString()))
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .single();
    }

    // Messages with one key are read in order: once a later one has gone to the dead letters, the
    // earlier ones have been read.
    private static void afterAllOutcomesOf(Object key) {
        service.say(key.toString(), "marker.v1", new byte[0]);
        await().untilAsserted(() ->
                assertThat(service.read(CommandServiceUnderTest.OUTCOMES + ".dead-letters", 1))
                        .anyMatch(message -> message.key().equals(key.toString())));
    }

    private static Instant now() {
        return Instant.now();
    }
}
