package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaMeasure;
import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaRefused.TooLarge;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareStatus;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.DeleteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ForceDeleteShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.RecordShareInstanceOutcome;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.RecordShareSnapshotInstanceOutcome;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the quotas of shares let pass and what they turn down, with a real PostgreSQL. */
class ShareQuotaIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "snapledger@alpha#alpha");

    private static CommandServiceUnderTest service;

    private final String project = "p-" + UUID.randomUUID();
    private final QuotaScope own = QuotaScope.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, project);
    private final ShareTypeId plain = new ShareTypeId(UUID.randomUUID());
    private final ShareTypeId replicated = new ShareTypeId(UUID.randomUUID());

    @BeforeAll
    static void startService() {
        service =
                new CommandServiceUnderTest(
                        "--snapledger.quota.check.interval=50ms",
                        "--snapledger.shares.backends[0].name=alpha",
                        "--snapledger.shares.backends[1].name=beta");
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @BeforeEach
    void makeTypes() {
        makeType(plain, Map.of("create_share_from_snapshot_support", "True"));
        makeType(replicated, Map.of("replication_type", "readable"));
    }

    private static void makeType(ShareTypeId id, Map<String, String> specs) {
        Map<String, String> all = new HashMap<>(specs);
        all.put("driver_handles_share_servers", "False");
        all.put("snapshot_support", "True");
        service.accepted(new CreateShareType(id, "t-" + id, null, true, all, now()));
    }

    @AfterEach
    void usageIsWhatTheEventsSay() {
        assertThat(service.freshQuotaCheck().differences()).isEmpty();
    }

    @Test
    void aProjectMayHaveFiftySharesAndNoMore() {
        for (int i = 0; i < 50; i++) {
            service.accepted(share(newShareId(), 1, plain));
        }
        ShareId next = newShareId();

        assertThat(service.refused(share(next, 1, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARES, "shares", 1, 1, 50, 50));
        assertThat(service.events(next)).isEmpty();
        assertThat(used(null)).isEqualTo(amounts(50, 50, 0, 0, 0, 0));
        assertThat(used(plain)).isEqualTo(amounts(50, 50, 0, 0, 0, 0));
    }

    @Test
    void gigabytesAreCountedBeforeSharesAndNeitherForBlockStorage() {
        limit(QuotaResource.SHARE_GIGABYTES, null, 5);
        limit(QuotaResource.SHARES, null, 1);
        service.accepted(share(newShareId(), 3, plain));

        assertThat(service.refused(share(newShareId(), 3, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARE_GIGABYTES, "gigabytes", 1, 3, 5, 3));
        assertThat(service.refused(share(newShareId(), 2, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARES, "shares", 1, 1, 1, 1));
        assertThat(
                        service.count(
                                "command.quota_usage where catalogue = 'block-storage'"
                                        + " and project_id = '"
                                        + project
                                        + "'"))
                .isZero();
    }

    @Test
    void noShareIsLargerThanOneMayBe() {
        limit(QuotaResource.PER_SHARE_GIGABYTES, null, 2);
        ShareId share = available(2, plain);

        assertThat(service.refused(share(newShareId(), 3, plain)))
                .isEqualTo(new TooLarge(QuotaResource.PER_SHARE_GIGABYTES, 3, 2));
        assertThat(service.refused(new ExtendShare(share, 3, UUID.randomUUID(), now())))
                .isEqualTo(new TooLarge(QuotaResource.PER_SHARE_GIGABYTES, 3, 2));
    }

    @Test
    void aShareThatFailedGivesItsPartBackWhenItIsGoneAndNotBefore() {
        ShareId share = newShareId();
        service.accepted(share(share, 4, plain));
        say(onlyInstance(share), WorkResult.failed("no room", 0));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 0, 0, 0, 0));

        service.accepted(new DeleteShare(share, false, null, UUID.randomUUID(), now()));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 0, 0, 0, 0));
        say(onlyInstance(share), WorkResult.done(null));

        assertThat(used(null)).isEqualTo(QuotaAmounts.NOTHING);
        assertThat(used(plain)).isEqualTo(QuotaAmounts.NOTHING);
    }

    @Test
    void aShareWithoutATypeCountsUntilItIsDeleted() {
        ShareId share = newShareId();
        service.accepted(share(share, 2, null));
        assertThat(used(null)).isEqualTo(amounts(1, 2, 0, 0, 0, 0));

        service.accepted(new DeleteShare(share, false, null, UUID.randomUUID(), now()));

        assertThat(used(null)).isEqualTo(QuotaAmounts.NOTHING);
    }

    @Test
    void aSnapshotCountsOnceHoweverManyInstancesItHasAndGoesWithTheLast() {
        ShareId share = available(3, replicated);
        ShareInstanceId replica = replicaOf(share);
        say(replica, WorkResult.done("there"));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 2, 6, 0, 0));
        limit(QuotaResource.SNAPSHOT_GIGABYTES, null, 5);
        limit(QuotaResource.SHARE_SNAPSHOTS, null, 1);
        ShareSnapshotId snapshot = newSnapshotId();
        service.accepted(snapshot(snapshot, share));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 2, 6, 1, 3));
        assertThat(used(replicated)).isEqualTo(amounts(1, 3, 2, 6, 1, 3));
        assertThat(service.refused(snapshot(newSnapshotId(), share)))
                .isEqualTo(
                        new Exceeded(
                                QuotaResource.SNAPSHOT_GIGABYTES,
                                "snapshot_gigabytes",
                                1,
                                3,
                                5,
                                3));
        limit(QuotaResource.SNAPSHOT_GIGABYTES, null, -1);
        assertThat(service.refused(snapshot(newSnapshotId(), share)))
                .isEqualTo(new Exceeded(QuotaResource.SHARE_SNAPSHOTS, "snapshots", 1, 1, 1, 1));

        service.accepted(new DeleteShareSnapshot(snapshot, true, null, UUID.randomUUID(), now()));
        List<UUID> instances = holders(snapshot, "instance-of-share-snapshot");
        assertThat(instances).hasSize(2);
        say(new ShareSnapshotInstanceId(instances.getFirst()), WorkResult.done(null));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 2, 6, 1, 3));
        say(new ShareSnapshotInstanceId(instances.getLast()), WorkResult.failed("busy", 0));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 2, 6, 0, 0));
    }

    @Test
    void aReplicaTakesAndGivesBackItsOwn() {
        limit(QuotaResource.SHARE_REPLICAS, null, 1);
        ShareId share = available(3, replicated);
        assertThat(used(null)).isEqualTo(amounts(1, 3, 1, 3, 0, 0));
        assertThat(
                        service.refused(
                                new CreateShareReplica(
                                        new ShareInstanceId(UUID.randomUUID()),
                                        share,
                                        null,
                                        UUID.randomUUID(),
                                        now())))
                .isEqualTo(
                        new Exceeded(QuotaResource.SHARE_REPLICAS, "share_replicas", 1, 1, 1, 1));
        assertThat(service.refused(share(newShareId(), 1, replicated)))
                .isEqualTo(
                        new Exceeded(QuotaResource.SHARE_REPLICAS, "share_replicas", 1, 1, 1, 1));
        limit(QuotaResource.SHARE_REPLICAS, null, 2);
        limit(QuotaResource.REPLICA_GIGABYTES, null, 5);
        assertThat(service.refused(share(newShareId(), 3, replicated)))
                .isEqualTo(
                        new Exceeded(
                                QuotaResource.REPLICA_GIGABYTES, "replica_gigabytes", 1, 3, 5, 3));
        limit(QuotaResource.REPLICA_GIGABYTES, null, -1);

        ShareInstanceId second = replicaOf(share);
        say(second, WorkResult.done("there"));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 2, 6, 0, 0));
        service.accepted(new DeleteShareReplica(second, false, null, UUID.randomUUID(), now()));
        say(second, WorkResult.done(null));
        assertThat(used(null)).isEqualTo(amounts(1, 3, 1, 3, 0, 0));

        ShareInstanceId first = onlyInstance(share);
        service.accepted(new ForceDeleteShareInstance(first, null, UUID.randomUUID(), now()));
        say(first, WorkResult.failed("busy", 0));
        assertThat(used(null)).isEqualTo(QuotaAmounts.NOTHING);
    }

    @Test
    void anExtensionTakesTheDifferenceForTheShareAndForEachReplica() {
        ShareId share = available(2, replicated);
        ShareInstanceId first = onlyInstance(share);
        ShareInstanceId second = replicaOf(share);
        say(second, WorkResult.done("there"));
        limit(QuotaResource.REPLICA_GIGABYTES, null, 7);
        assertThat(service.refused(new ExtendShare(share, 4, UUID.randomUUID(), now())))
                .isEqualTo(
                        new Exceeded(
                                QuotaResource.REPLICA_GIGABYTES, "replica_gigabytes", 2, 4, 7, 4));
        assertThat(used(null)).isEqualTo(amounts(1, 2, 2, 4, 0, 0));
        limit(QuotaResource.REPLICA_GIGABYTES, null, 8);

        service.accepted(new ExtendShare(share, 4, UUID.randomUUID(), now()));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 2, 8, 0, 0));
        say(first, WorkResult.done(null));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 2, 8, 0, 0));
        say(second, WorkResult.failed("no room", 0));

        assertThat(used(null)).isEqualTo(amounts(1, 2, 2, 6, 0, 0));
        assertThat(service.events(share)).contains("share.extension-failed");
    }

    @Test
    void anExtensionThatIsUnderWayIsChargedWhateverIsSaidOfOthers() {
        ShareId share = available(1, plain);
        ShareInstanceId instance = onlyInstance(share);
        UUID toFive = extend(share, 5);
        resetToAvailable(share);
        UUID toTen = extend(share, 10);

        say(instance, toFive, WorkResult.done(null));
        assertThat(service.lastChange(share, "to")).isEqualTo("extending");
        assertThat(used(null)).isEqualTo(amounts(1, 10, 0, 0, 0, 0));
        resetToAvailable(share);
        say(instance, toTen, WorkResult.failed("no room", 0));

        assertThat(service.lastChange(share, "to")).isEqualTo("available");
        assertThat(used(null)).isEqualTo(amounts(1, 5, 0, 0, 0, 0));
        List<String> before = service.events(instance);
        say(instance, toTen, WorkResult.failed("no room", 0));
        assertThat(service.events(instance)).isEqualTo(before);
    }

    @Test
    void whereNothingCanGrowNothingStaysCharged() {
        ShareId share = newShareId();
        service.accepted(share(share, 1, plain));
        say(onlyInstance(share), WorkResult.failed("no room", 0));
        resetToAvailable(share);

        extend(share, 5);

        assertThat(used(null)).isEqualTo(amounts(1, 1, 0, 0, 0, 0));
        assertThat(service.events(share)).endsWith("share.extension-failed");
    }

    @Test
    void aShareTypeHasQuotasOfItsOwn() {
        limit(QuotaResource.SHARES, plain, 1);
        service.accepted(share(newShareId(), 1, plain));

        assertThat(service.refused(share(newShareId(), 1, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARES, "shares", 1, 1, 1, 1));
        service.accepted(share(newShareId(), 1, replicated));
        limit(QuotaResource.SHARES, null, 2);
        assertThat(service.refused(share(newShareId(), 1, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARES, "shares", 1, 1, 2, 2));
        limit(QuotaResource.SHARES, null, 9);
        assertThat(
                        service.send(
                                        new RemoveQuotaLimits(
                                                QuotaSetId.of(own), own, replicated, now()))
                                .isExceptional())
                .isFalse();
        assertThat(service.refused(share(newShareId(), 1, plain)))
                .isEqualTo(new Exceeded(QuotaResource.SHARES, "shares", 1, 1, 1, 1));
        service.accepted(new RemoveQuotaLimits(QuotaSetId.of(own), own, plain, now()));
        service.accepted(share(newShareId(), 1, plain));
    }

    @Test
    void noLimitIsSetBelowWhatIsUsedUnlessByForce() {
        service.accepted(share(newShareId(), 2, plain));

        assertThat(service.refused(change(QuotaResource.SHARE_GIGABYTES, null, 1, false)))
                .isEqualTo(new LimitBelowUsage(QuotaResource.SHARE_GIGABYTES, "gigabytes", 2, 1));
        service.accepted(change(QuotaResource.SHARE_GIGABYTES, null, 1, true));
        service.accepted(change(QuotaResource.SHARE_GIGABYTES, null, -1, false));
    }

    private static UUID extend(ShareId share, int gib) {
        UUID work = UUID.randomUUID();
        service.accepted(new ExtendShare(share, gib, work, now()));
        return work;
    }

    private static void resetToAvailable(ShareId share) {
        service.accepted(new ResetShareStatus(share, ShareStatus.AVAILABLE, null, now()));
    }

    private ShareId available(int gib, ShareTypeId type) {
        ShareId share = newShareId();
        service.accepted(share(share, gib, type));
        say(onlyInstance(share), WorkResult.done("there"));
        return share;
    }

    private CreateShare share(ShareId id, int gib, @Nullable ShareTypeId type) {
        return new CreateShare(
                id,
                "NFS",
                gib,
                "data",
                null,
                type,
                null,
                false,
                null,
                Map.of(),
                project,
                "alice",
                UUID.randomUUID(),
                now());
    }

    private static ShareInstanceId replicaOf(ShareId share) {
        ShareInstanceId id = new ShareInstanceId(UUID.randomUUID());
        service.accepted(new CreateShareReplica(id, share, null, UUID.randomUUID(), now()));
        return id;
    }

    private CreateShareSnapshot snapshot(ShareSnapshotId id, ShareId share) {
        return new CreateShareSnapshot(
                id, share, "s", null, Map.of(), project, "alice", UUID.randomUUID(), now());
    }

    private static void say(ShareInstanceId id, WorkResult result) {
        say(id, lastWork(id), result);
    }

    private static void say(ShareInstanceId id, UUID work, WorkResult result) {
        assertThat(
                        service.send(
                                        new RecordShareInstanceOutcome(
                                                id,
                                                new ShareInstanceOutcome(
                                                        id,
                                                        work,
                                                        result,
                                                        List.of(),
                                                        AGENT,
                                                        "req-test",
                                                        now()),
                                                now()))
                                .isExceptional())
                .isFalse();
    }

    private static void say(ShareSnapshotInstanceId id, WorkResult result) {
        service.accepted(
                new RecordShareSnapshotInstanceOutcome(
                        id,
                        new ShareSnapshotInstanceOutcome(
                                id, lastWork(id), result, List.of(), AGENT, "req-test", now()),
                        now()));
    }

    private static ShareInstanceId onlyInstance(ShareId share) {
        List<UUID> ids = holders(share, "share-instance");
        assertThat(ids).hasSize(1);
        return new ShareInstanceId(ids.getFirst());
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

    private static UUID lastWork(ResourceId id) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb ->> 'work_id'
                        from event_log.event
                        where aggregate_identifier = :id
                          and convert_from(payload, 'UTF8')::jsonb ->> 'work_id' is not null
                        order by sequence_number desc limit 1
                        """)
                .param("id", id.value())
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .single();
    }

    private ChangeQuotaLimits change(
            QuotaResource resource, @Nullable ShareTypeId type, int limit, boolean force) {
        return new ChangeQuotaLimits(
                QuotaSetId.of(own),
                own,
                List.of(new QuotaLimit(resource, null, type, limit)),
                force,
                now());
    }

    private void limit(QuotaResource resource, @Nullable ShareTypeId type, int limit) {
        service.accepted(change(resource, type, limit, true));
    }

    private QuotaAmounts used(@Nullable ShareTypeId type) {
        return service.jdbc()
                .sql(
                        """
                        select shares, share_gib, replicas, replica_gib, snapshots, snapshot_gib
                        from command.quota_usage
                        where catalogue = 'shared-file-system' and project_id = :project
                          and type_id = :type
                        """)
                .param("project", project)
                .param("type", type == null ? new UUID(0, 0) : type.value())
                .query((row, _) ->
                        amounts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                .single();
    }

    private static QuotaAmounts amounts(
            long shares,
            long shareGib,
            long replicas,
            long replicaGib,
            long snapshots,
            long snapshotGib) {
        Map<QuotaMeasure, Long> amounts = new EnumMap<>(QuotaMeasure.class);
        amounts.put(QuotaMeasure.SHARES, shares);
        amounts.put(QuotaMeasure.SHARE_GIB, shareGib);
        amounts.put(QuotaMeasure.REPLICAS, replicas);
        amounts.put(QuotaMeasure.REPLICA_GIB, replicaGib);
        amounts.put(QuotaMeasure.SNAPSHOTS, snapshots);
        amounts.put(QuotaMeasure.SNAPSHOT_GIB, snapshotGib);
        return new QuotaAmounts(amounts);
    }

    private static ShareId newShareId() {
        return new ShareId(UUID.randomUUID());
    }

    private static ShareSnapshotId newSnapshotId() {
        return new ShareSnapshotId(UUID.randomUUID());
    }

    private static Instant now() {
        return Instant.now();
    }
}
