package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareEvent.ShareDeleted;
import io.snapledger.contract.share.ShareEvent.ShareExtended;
import io.snapledger.contract.share.ShareEvent.ShareExtensionRequested;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareEvent.ShareStatusFollowed;
import io.snapledger.contract.share.ShareEvent.ShareTaskStateReset;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeleted;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceStatusReset;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceTaken;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is shown of shares, their snapshots and their instances. */
class SharesIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "snapledger@alpha#alpha");
    private static final ShareTypeId TYPE = new ShareTypeId(UUID.randomUUID());

    private static EventLogWriter log;
    private static RunningService service;

    @BeforeAll
    static void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
        happens(
                new ShareTypeCreated(
                        TYPE,
                        "gold",
                        null,
                        true,
                        Map.of("snapshot_support", "True"),
                        StatusChange.to(null, "available"),
                        minute(0)));
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void aTypeIsFoundByItsName() {
        assertThat(service.get(ShareTypeReads.class).findByName("gold"))
                .map(ShareTypeView::id)
                .contains(TYPE);
    }

    @Test
    void aShareShowsItsInstanceOnceThatIsMade() {
        ShareId share = new ShareId(UUID.randomUUID());
        ShareInstanceId instance = new ShareInstanceId(UUID.randomUUID());
        happens(requested(instance, share, "snapledger@alpha#alpha", null), requested(share, "a"));
        ShareView creating = share(share);
        assertThat(creating.availabilityZone()).isNull();
        assertThat(creating.progress()).isNull();
        assertThat(creating.status()).isEqualTo(ShareStatus.CREATING);

        happens(made(instance), followed(share, "creating", "available"));

        ShareView available = share(share);
        assertThat(available.availabilityZone()).isEqualTo("nova");
        assertThat(available.progress()).isEqualTo(100);
        assertThat(available.host()).isEqualTo("snapledger@alpha#alpha");
        assertThat(available.hasReplicas()).isFalse();
        assertThat(available.capabilities())
                .isEqualTo(new ShareCapabilities(true, false, false, false, null));
        ShareInstanceView shown = service.get(ShareInstanceReads.class).ofShare(share).getFirst();
        assertThat(shown.exportLocations())
                .isEqualTo(ExportLocation.of(instance.value(), List.of("127.0.0.1:/x")));

        happens(
                new ShareUpdated(share, "project-0", "b", "words", true, minute(4)),
                new ShareExtensionRequested(share, "project-0", 3, 3, minute(5)),
                new ShareExtended(share, "project-0", 3, 3, minute(5)),
                new ShareTaskStateReset(share, "project-0", "migration_error", null, minute(6)));
        assertThat(share(share))
                .returns("b", ShareView::name)
                .returns("words", ShareView::description)
                .returns(3, ShareView::sizeGib)
                .returns("migration_error", ShareView::taskState)
                .returns(minute(6), ShareView::updatedAt);
        // It is public now, so others see it too, in lists only if they ask for such.
        ShareReads reads = service.get(ShareReads.class);
        assertThat(reads.find(share, "project-9")).isPresent();
        assertThat(reads.list(ofProject9(true))).extracting(ShareView::id).containsExactly(share);
        assertThat(reads.list(ofProject9(false))).isEmpty();

        happens(
                new ShareDeleted(
                        share, "project-0", StatusChange.to("available", "deleted"), minute(7)));
        assertThat(service.get(ShareReads.class).find(share, null)).isEmpty();
    }

    private static ListQuery ofProject9(boolean publicToo) {
        return new ListQuery("project-9", publicToo, List.of(), List.of(), null, 10, 0);
    }

    @Test
    void sharesAreListedByWhatTheyAreAndByWhatTheirTypeSays() {
        ShareId share = new ShareId(UUID.randomUUID());
        ShareInstanceId instance = new ShareInstanceId(UUID.randomUUID());
        happens(requested(instance, share, "snapledger@beta#beta", null), requested(share, "z"));
        ShareReads reads = service.get(ShareReads.class);

        assertThat(listed(reads, new Filter("host", "snapledger@beta#beta", false)))
                .containsExactly(share);
        assertThat(listed(reads, new Filter("share_type", "gold", false))).contains(share);
        assertThat(
                        listed(
                                reads,
                                new Filter(
                                        "extra_specs", "{\"snapshot_support\": \"True\"}", false)))
                .contains(share);
        assertThat(listed(reads, new Filter("share_type", "silver", false))).isEmpty();
        assertThat(listed(reads, new Filter("is_soft_deleted", "True", false))).isEmpty();
        assertThat(reads.list(new ListQuery("project-7", List.of(), List.of(), null, 10, 0)))
                .isEmpty();
    }

    private static List<ShareId> listed(ShareReads reads, Filter filter) {
        return reads
                .list(
                        new ListQuery(
                                "project-0",
                                List.of(filter),
                                List.of(new Sort("host", true)),
                                null,
                                100,
                                0))
                .stream()
                .map(ShareView::id)
                .toList();
    }

    @Test
    void theInstanceOnTheActiveReplicaSpeaksForASnapshot() {
        ShareId share = new ShareId(UUID.randomUUID());
        ShareInstanceId first = new ShareInstanceId(new UUID(1, 1));
        ShareInstanceId second = new ShareInstanceId(new UUID(2, 2));
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        ShareSnapshotInstanceId onFirst = new ShareSnapshotInstanceId(new UUID(1, 3));
        ShareSnapshotInstanceId onSecond = new ShareSnapshotInstanceId(new UUID(2, 4));
        happens(
                requested(first, share, "snapledger@alpha#alpha", ReplicaState.ACTIVE),
                requested(second, share, "snapledger@beta#beta", ReplicaState.IN_SYNC),
                requested(share, "replicated"),
                requested(onFirst, snapshot, share, first, "project-0", 1),
                requested(onSecond, snapshot, share, second, "project-0", 1),
                requested(snapshot, share),
                taken(onFirst, "there/first"));
        assertThat(share(share).hasReplicas()).isTrue();
        assertThat(snapshot(snapshot))
                .returns(100, ShareSnapshotView::progress)
                .returns("there/first", ShareSnapshotView::providerLocation);

        happens(
                new ShareInstanceReplicaStateChanged(
                        first,
                        "project-0",
                        share,
                        ReplicaState.ACTIVE,
                        ReplicaState.IN_SYNC,
                        null,
                        minute(9)),
                new ShareInstanceReplicaStateChanged(
                        second,
                        "project-0",
                        share,
                        ReplicaState.IN_SYNC,
                        ReplicaState.ACTIVE,
                        null,
                        minute(9)));
        assertThat(snapshot(snapshot)).returns(0, ShareSnapshotView::progress);
        assertThat(share(share).host()).isEqualTo("snapledger@beta#beta");

        // Without an active one, the one on a share instance that is on the move.
        happens(
                new ShareInstanceReplicaStateChanged(
                        second,
                        "project-0",
                        share,
                        ReplicaState.ACTIVE,
                        ReplicaState.ERROR,
                        null,
                        minute(9)),
                new ShareInstanceStatusReset(
                        second,
                        "project-0",
                        StatusChange.to("creating", "server_migrating"),
                        minute(9)));
        assertThat(snapshot(snapshot)).returns(0, ShareSnapshotView::progress);
        happens(
                new ShareInstanceStatusReset(
                        second,
                        "project-0",
                        StatusChange.to("server_migrating", "available"),
                        minute(9)));
        assertThat(snapshot(snapshot)).returns(100, ShareSnapshotView::progress);
    }

    private List<ShareSnapshotInstanceView> inPagesOf(int limit, ShareSnapshotId of, Order order) {
        ShareSnapshotInstanceReads reads = service.get(ShareSnapshotInstanceReads.class);
        List<ShareSnapshotInstanceView> all = new ArrayList<>();
        List<ShareSnapshotInstanceView> page;
        do {
            page =
                    reads.list(
                            new ShareSnapshotInstanceQuery(
                                    List.of(of),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    null,
                                    null,
                                    order,
                                    false,
                                    all.isEmpty() ? null : order.of(all.getLast()),
                                    limit));
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    @Test
    void snapshotInstancesAreListedById() {
        ShareSnapshotInstanceReads reads = service.get(ShareSnapshotInstanceReads.class);
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        ShareId share = new ShareId(UUID.randomUUID());
        ShareInstanceId on = new ShareInstanceId(UUID.randomUUID());
        List<ResourceEvent> facts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            facts.add(
                    requested(
                            new ShareSnapshotInstanceId(UUID.randomUUID()),
                            snapshot,
                            share,
                            on,
                            "project-" + i % 3,
                            i));
        }
        happens(facts.toArray(ResourceEvent[]::new));

        List<ShareSnapshotInstanceView> all = new ArrayList<>();
        List<ShareSnapshotInstanceView> page;
        do {
            @Nullable ShareSnapshotInstanceId after = all.isEmpty() ? null : all.getLast().id();
            page = reads.list(ShareSnapshotInstanceQuery.byId(snapshot, after, 7));
            all.addAll(page);
        } while (!page.isEmpty());
        assertThat(all).hasSize(50);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(each -> each.id().toString()));
        assertThat(reads.list(ShareSnapshotInstanceQuery.byId(null, null, 1000)))
                .hasSizeGreaterThanOrEqualTo(50);
        assertThat(
                        reads.list(
                                ShareSnapshotInstanceQuery.byId(
                                        new ShareSnapshotId(UUID.randomUUID()), null, 1000)))
                .isEmpty();

        ShareSnapshotInstanceQuery some =
                new ShareSnapshotInstanceQuery(
                        List.of(snapshot),
                        List.of(ShareSnapshotStatus.CREATING),
                        List.of(),
                        List.of("alpha", "\0"),
                        List.of("project-1"),
                        minute(10),
                        minute(20),
                        Order.CREATED_AT,
                        false,
                        null,
                        100);
        assertThat(reads.list(some))
                .extracting(ShareSnapshotInstanceView::createdAt)
                .containsExactly(minute(19), minute(16), minute(13), minute(10));

        for (Order order : Order.values()) {
            assertThat(inPagesOf(7, snapshot, order))
                    .as(order.name())
                    .containsExactlyInAnyOrderElementsOf(all);
        }
        // The row at the end of a page may be gone before the next one is asked for.
        UUID last = all.get(6).id().value();
        UUID gone = new UUID(last.getMostSignificantBits(), last.getLeastSignificantBits() + 1);
        assertThat(
                        reads.list(
                                ShareSnapshotInstanceQuery.byId(
                                        snapshot, new ShareSnapshotInstanceId(gone), 100)))
                .isEqualTo(all.subList(7, 50));
    }

    @Test
    void aStatusSetToWhatItIsLeavesTheTimeOfTheLastChange() {
        ShareSnapshotInstanceReads reads = service.get(ShareSnapshotInstanceReads.class);
        ShareSnapshotInstanceId id = new ShareSnapshotInstanceId(UUID.randomUUID());
        happens(
                requested(
                        id,
                        new ShareSnapshotId(UUID.randomUUID()),
                        new ShareId(UUID.randomUUID()),
                        new ShareInstanceId(UUID.randomUUID()),
                        "project-0",
                        1),
                taken(id, "there"),
                reset(id, "available", "available", 5));
        assertThat(reads.find(id).orElseThrow().updatedAt()).isEqualTo(minute(3));

        happens(reset(id, "available", "error", 6));
        assertThat(reads.find(id).orElseThrow())
                .returns(minute(6), ShareSnapshotInstanceView::updatedAt)
                .returns(ShareSnapshotStatus.ERROR, ShareSnapshotInstanceView::status)
                .returns(100, ShareSnapshotInstanceView::progress);

        happens(
                new ShareSnapshotInstanceDeleted(
                        id,
                        "project-0",
                        new ShareSnapshotId(UUID.randomUUID()),
                        StatusChange.to("error", "deleted"),
                        minute(7)));
        assertThat(reads.find(id)).isEmpty();
    }

    @Test
    void thePageAfterOneThatWentMeanwhileIsThereAllTheSame() {
        ShareSnapshotInstanceReads reads = service.get(ShareSnapshotInstanceReads.class);
        ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
        ShareId share = new ShareId(UUID.randomUUID());
        ShareInstanceId on = new ShareInstanceId(UUID.randomUUID());
        List<ShareSnapshotInstanceId> ids =
                List.of(
                        new ShareSnapshotInstanceId(new UUID(7, 1)),
                        new ShareSnapshotInstanceId(new UUID(7, 2)),
                        new ShareSnapshotInstanceId(new UUID(7, 3)));
        ids.forEach(id -> happens(requested(id, snapshot, share, on, "project-0", 1)));
        happens(
                new ShareSnapshotInstanceDeleted(
                        ids.get(1),
                        "project-0",
                        snapshot,
                        StatusChange.to("creating", "deleted"),
                        minute(7)));

        assertThat(reads.list(ShareSnapshotInstanceQuery.byId(snapshot, ids.get(1), 10)))
                .extracting(ShareSnapshotInstanceView::id)
                .containsExactly(ids.get(2));
    }

    private static ShareSnapshotInstanceStatusReset reset(
            ShareSnapshotInstanceId id, String from, String to, int minute) {
        return new ShareSnapshotInstanceStatusReset(
                id, "project-0", StatusChange.to(from, to), minute(minute));
    }

    private static ShareSnapshotInstanceTaken taken(ShareSnapshotInstanceId id, String where) {
        return new ShareSnapshotInstanceTaken(
                id,
                "project-0",
                where,
                List.of(),
                StatusChange.to("creating", "available"),
                minute(3));
    }

    private static ShareSnapshotInstanceRequested requested(
            ShareSnapshotInstanceId id,
            ShareSnapshotId snapshot,
            ShareId share,
            ShareInstanceId on,
            String project,
            int minute) {
        return new ShareSnapshotInstanceRequested(
                id,
                project,
                snapshot,
                share,
                on,
                1,
                "snapledger@alpha#alpha",
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                minute(minute));
    }

    private static ShareSnapshotRequested requested(ShareSnapshotId id, ShareId share) {
        return new ShareSnapshotRequested(
                id,
                "project-0",
                "alice",
                "nightly",
                null,
                share,
                TYPE,
                "NFS",
                1,
                Map.of(),
                StatusChange.to(null, "creating"),
                minute(2));
    }

    private static ShareInstanceCreated made(ShareInstanceId id) {
        return new ShareInstanceCreated(
                id,
                "project-0",
                AGENT,
                "there",
                ExportLocation.of(id.value(), List.of("127.0.0.1:/x")),
                StatusChange.to("creating", "available"),
                minute(3));
    }

    private static ShareInstanceRequested requested(
            ShareInstanceId id, ShareId share, String host, @Nullable ReplicaState state) {
        return new ShareInstanceRequested(
                id,
                "project-0",
                share,
                TYPE,
                "NFS",
                1,
                "nova",
                host,
                state,
                null,
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                minute(1));
    }

    private static ShareRequested requested(ShareId id, String name) {
        return new ShareRequested(
                id,
                "project-0",
                "alice",
                name,
                null,
                "NFS",
                1,
                TYPE,
                null,
                false,
                null,
                new ShareCapabilities(true, false, false, false, null),
                Map.of(),
                StatusChange.to(null, "creating"),
                minute(1));
    }

    private static ShareStatusFollowed followed(ShareId id, String from, String to) {
        return new ShareStatusFollowed(id, "project-0", StatusChange.to(from, to), minute(3));
    }

    private static ShareView share(ShareId id) {
        return service.get(ShareReads.class).find(id, "project-0").orElseThrow();
    }

    private static ShareSnapshotView snapshot(ShareSnapshotId id) {
        return service.get(ShareSnapshotReads.class).find(id, null).orElseThrow();
    }

    private static void happens(ResourceEvent... facts) {
        long last = 0;
        for (ResourceEvent fact : facts) {
            last = log.append(fact);
        }
        assertThat(service.shows(last)).isTrue();
    }
}
