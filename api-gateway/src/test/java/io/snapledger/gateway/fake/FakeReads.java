package io.snapledger.gateway.fake;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.EventProofReads;
import io.snapledger.contract.audit.EventProofView;
import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every read interface over plain lists; a list answers all of its rows and keeps its query. */
public final class FakeReads {

    /** Of the last event that there is. */
    public static final long LAST_POSITION = 1000;

    public final List<VolumeTypeView> volumeTypes = new ArrayList<>();
    public final List<GroupTypeView> groupTypes = new ArrayList<>();
    public final List<GroupView> groups = new ArrayList<>();
    public final List<VolumeView> volumes = new ArrayList<>();
    public final List<SnapshotView> snapshots = new ArrayList<>();
    public final List<GroupSnapshotView> groupSnapshots = new ArrayList<>();
    public final List<ShareTypeView> shareTypes = new ArrayList<>();
    public final List<ShareTypeId> shareTypesLookedFor = new ArrayList<>();
    public final List<ShareView> shares = new ArrayList<>();
    public final List<ShareInstanceView> shareInstances = new ArrayList<>();
    public final List<ShareSnapshotView> shareSnapshots = new ArrayList<>();
    public final List<ShareSnapshotInstanceView> shareSnapshotInstances = new ArrayList<>();
    public final List<ShareSnapshotInstanceQuery> snapshotInstanceQueries = new ArrayList<>();
    public final List<StatusChangeView> changes = new CopyOnWriteArrayList<>();
    public final List<OtherChangeView> otherChanges = new CopyOnWriteArrayList<>();
    public final List<ResourceStateView> states = new ArrayList<>();
    public final List<ResourceStateQuery> stateQueries = new ArrayList<>();
    public final List<AsOf> askedAsOf = new ArrayList<>();
    public final List<EventProofView> proofs = new ArrayList<>();
    public final List<QuotaView> quotas = new ArrayList<>();
    public final List<String> quotasAskedFor = new ArrayList<>();
    public final List<AgentView> agents = new ArrayList<>();
    public final List<ListQuery> queries = new ArrayList<>();
    public final List<RefusedAttemptView> attempts = new ArrayList<>();
    public final List<RefusedAttemptQuery> attemptQueries = new ArrayList<>();
    public final List<StatusChangeQuery> changeQueries = new CopyOnWriteArrayList<>();

    /** How many of those wait for nothing. */
    public final AtomicInteger settledQueries = new AtomicInteger();

    /** Up to where the trail is settled; the last change if negative. */
    public volatile long settled = -1;

    public final List<StatisticsQuery> statisticsQueries = new ArrayList<>();

    /** What every question about statistics is answered with. */
    public StatisticsView statistics = new StatisticsView(List.of(), List.of());

    public final List<ViewState> views = new ArrayList<>();

    /** What was begun and aborted, in words. */
    public final List<String> rebuilds = new ArrayList<>();

    /** What beginning and aborting come to, where it can. */
    public @Nullable RebuildAnswer rebuildAnswer;

    public final List<Long> awaited = new ArrayList<>();

    /** What every wait answers. */
    public boolean inTime = true;

    /** Thrown by every read, if set. */
    public @Nullable RuntimeException outage;

    /** Done before status changes are answered. */
    public Consumer<StatusChangeQuery> beforeChanges = _ -> {};

    /** Done before share snapshot instances are answered. */
    public Runnable beforeSnapshotInstances = () -> {};

    public void reset() {
        List.of(
                        volumeTypes,
                        groupTypes,
                        groups,
                        volumes,
                        snapshots,
                        groupSnapshots,
                        shareTypes,
                        shareTypesLookedFor,
                        shares,
                        shareInstances,
                        shareSnapshots,
                        shareSnapshotInstances,
                        snapshotInstanceQueries,
                        changes,
                        otherChanges,
                        states,
                        stateQueries,
                        askedAsOf,
                        proofs,
                        quotas,
                        quotasAskedFor,
                        agents)
                .forEach(List::clear);
        queries.clear();
        changeQueries.clear();
        settledQueries.set(0);
        statisticsQueries.clear();
        statistics = new StatisticsView(List.of(), List.of());
        settled = -1;
        beforeChanges = _ -> {};
        attempts.clear();
        views.clear();
        rebuilds.clear();
        rebuildAnswer = null;
        attemptQueries.clear();
        awaited.clear();
        inTime = true;
        outage = null;
        beforeSnapshotInstances = () -> {};
    }

    public ListQuery onlyQuery() {
        if (queries.size() != 1) {
            throw new AssertionError("not one query but " + queries);
        }
        return queries.getFirst();
    }

    private void touch() {
        if (outage != null) {
            throw outage;
        }
    }

    private <V> List<V> list(List<V> rows, ListQuery query) {
        touch();
        queries.add(query);
        return List.copyOf(rows);
    }

    private static boolean isOf(@Nullable String asked, String owner) {
        return asked == null || asked.equals(owner);
    }

    public ReadPosition readPosition() {
        return new ReadPosition() {
            @Override
            public boolean await(long position, Duration atMost) {
                touch();
                awaited.add(position);
                return inTime;
            }
        };
    }

    public VolumeTypeReads volumeTypeReads() {
        return new VolumeTypeReads() {
            @Override
            public Optional<VolumeTypeView> find(VolumeTypeId id) {
                touch();
                return volumeTypes.stream().filter(view -> view.id().equals(id)).findFirst();
            }

            @Override
            public Optional<VolumeTypeView> findByName(String name) {
                touch();
                return volumeTypes.stream().filter(view -> view.name().equals(name)).findFirst();
            }

            @Override
            public List<VolumeTypeView> list(ListQuery query) {
                return FakeReads.this.list(volumeTypes, query);
            }
        };
    }

    public GroupTypeReads groupTypeReads() {
        return new GroupTypeReads() {
            @Override
            public Optional<GroupTypeView> find(GroupTypeId id) {
                touch();
                return groupTypes.stream().filter(view -> view.id().equals(id)).findFirst();
            }

            @Override
            public Optional<GroupTypeView> findByName(String name) {
                touch();
                return groupTypes.stream().filter(view -> view.name().equals(name)).findFirst();
            }

            @Override
            public List<GroupTypeView> list(ListQuery query) {
                return FakeReads.this.list(groupTypes, query);
            }
        };
    }

    public GroupReads groupReads() {
        return new GroupReads() {
            @Override
            public Optional<GroupView> find(GroupId id, @Nullable String projectId) {
                touch();
                return groups.stream()
                        .filter(view -> view.id().equals(id) && isOf(projectId, view.projectId()))
                        .findFirst();
            }

            @Override
            public List<GroupView> list(ListQuery query) {
                return FakeReads.this.list(groups, query);
            }
        };
    }

    public VolumeReads volumeReads() {
        return new VolumeReads() {
            @Override
            public Optional<VolumeView> find(VolumeId id, @Nullable String projectId) {
                touch();
                return volumes.stream()
                        .filter(view -> view.id().equals(id) && isOf(projectId, view.projectId()))
                        .findFirst();
            }

            @Override
            public List<VolumeView> list(ListQuery query) {
                return FakeReads.this.list(volumes, query);
            }

            @Override
            public long count(ListQuery query) {
                touch();
                return volumes.size();
            }
        };
    }

    public SnapshotReads snapshotReads() {
        return new SnapshotReads() {
            @Override
            public Optional<SnapshotView> find(SnapshotId id, @Nullable String projectId) {
                touch();
                return snapshots.stream()
                        .filter(view -> view.id().equals(id) && isOf(projectId, view.projectId()))
                        .findFirst();
            }

            @Override
            public List<SnapshotView> list(ListQuery query) {
                return FakeReads.this.list(snapshots, query);
            }

            @Override
            public long count(ListQuery query) {
                touch();
                return snapshots.size();
            }
        };
    }

    public GroupSnapshotReads groupSnapshotReads() {
        return new GroupSnapshotReads() {
            @Override
            public Optional<GroupSnapshotView> find(
                    GroupSnapshotId id, @Nullable String projectId) {
                touch();
                return groupSnapshots.stream()
                        .filter(view -> view.id().equals(id) && isOf(projectId, view.projectId()))
                        .findFirst();
            }

            @Override
            public List<GroupSnapshotView> list(ListQuery query) {
                return FakeReads.this.list(groupSnapshots, query);
            }
        };
    }

    public QuotaReads quotaReads() {
        return new QuotaReads() {
            private List<QuotaView> of(QuotaCatalogue catalogue) {
                return quotas.stream()
                        .filter(quota -> quota.resource().catalogue() == catalogue)
                        .toList();
            }

            @Override
            public List<QuotaView> ofProject(QuotaCatalogue catalogue, String projectId) {
                touch();
                quotasAskedFor.add("project " + projectId);
                return of(catalogue);
            }

            @Override
            public List<QuotaView> ofClass(QuotaCatalogue catalogue, String name) {
                touch();
                quotasAskedFor.add("class " + name);
                return of(catalogue);
            }
        };
    }

    public AgentReads agentReads() {
        return new AgentReads() {
            @Override
            public List<AgentView> list() {
                touch();
                return List.copyOf(agents);
            }
        };
    }

    public StatusHistoryReads statusHistoryReads() {
        return new StatusHistoryReads() {
            @Override
            public List<StatusChangeView> of(
                    String resourceType, UUID resourceId, @Nullable String projectId) {
                touch();
                return changes.stream()
                        .filter(view ->
                                view.resourceType().equals(resourceType)
                                        && view.resourceId().equals(resourceId)
                                        && (projectId == null
                                                || projectId.equals(view.projectId())))
                        .toList();
            }

            @Override
            public List<OtherChangeView> othersOf(
                    String resourceType, UUID resourceId, @Nullable String projectId) {
                touch();
                return otherChanges.stream()
                        .filter(view ->
                                view.resourceType().equals(resourceType)
                                        && view.resourceId().equals(resourceId)
                                        && (projectId == null
                                                || projectId.equals(view.projectId())))
                        .toList();
            }

            @Override
            public List<StatusChangeView> list(StatusChangeQuery query) {
                touch();
                changeQueries.add(query);
                beforeChanges.accept(query);
                return changes.stream()
                        .filter(change -> isBehind(change.position(), query.page()))
                        .limit(query.page().limit())
                        .toList();
            }

            @Override
            public List<StatusChangeView> settled(StatusChangeQuery query) {
                settledQueries.incrementAndGet();
                return list(query);
            }
        };
    }

    public StatisticsReads statisticsReads() {
        return new StatisticsReads() {
            @Override
            public StatisticsView of(StatisticsQuery query) {
                touch();
                statisticsQueries.add(query);
                return statistics;
            }
        };
    }

    public ResourceStateReads resourceStateReads() {
        return new ResourceStateReads() {
            @Override
            public Optional<ResourceStateView> find(
                    String resourceType, UUID resourceId, @Nullable String projectId, AsOf asOf) {
                touch();
                askedAsOf.add(asOf);
                return states.stream()
                        .filter(view ->
                                view.resourceType().equals(resourceType)
                                        && view.resourceId().equals(resourceId)
                                        && (projectId == null
                                                || projectId.equals(view.projectId())))
                        .findFirst();
            }

            @Override
            public List<ResourceStateView> list(ResourceStateQuery query) {
                touch();
                stateQueries.add(query);
                return states.stream().limit(query.limit()).toList();
            }

            @Override
            public long lastPosition() {
                touch();
                return LAST_POSITION;
            }
        };
    }

    private static boolean isBehind(long position, PositionPage page) {
        Long after = page.after();
        return after == null || (page.ascending() ? position > after : position < after);
    }

    public StatusChangeFeed statusChangeFeed() {
        return (beyond, atMost) -> {
            long deadline = System.nanoTime() + atMost.toNanos();
            StatusChangeReach reach = reach();
            while (reach.settled() <= beyond && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
                reach = reach();
            }
            return reach;
        };
    }

    private StatusChangeReach reach() {
        touch();
        long last = changes.stream().mapToLong(StatusChangeView::position).max().orElse(0);
        return new StatusChangeReach(settled < 0 ? last : settled, last);
    }

    public EventProofReads eventProofReads() {
        return (eventId, projectId) -> {
            touch();
            return proofs.stream()
                    .filter(view ->
                            view.eventId().equals(eventId)
                                    && (projectId == null || projectId.equals(view.projectId())))
                    .findFirst();
        };
    }

    public ShareTypeReads shareTypeReads() {
        return new ShareTypeReads() {
            @Override
            public Optional<ShareTypeView> find(ShareTypeId id) {
                touch();
                shareTypesLookedFor.add(id);
                return shareTypes.stream().filter(view -> view.id().equals(id)).findFirst();
            }

            @Override
            public Optional<ShareTypeView> findByName(String name) {
                touch();
                return shareTypes.stream().filter(view -> view.name().equals(name)).findFirst();
            }

            @Override
            public List<ShareTypeView> list(ListQuery query) {
                return FakeReads.this.list(shareTypes, query);
            }
        };
    }

    public ShareReads shareReads() {
        return new ShareReads() {
            @Override
            public Optional<ShareView> find(ShareId id, @Nullable String projectId) {
                touch();
                return shares.stream()
                        .filter(view ->
                                view.id().equals(id)
                                        && (view.isPublic() || isOf(projectId, view.projectId())))
                        .findFirst();
            }

            @Override
            public List<ShareView> list(ListQuery query) {
                return FakeReads.this.list(shares, query);
            }

            @Override
            public long count(ListQuery query) {
                touch();
                return shares.size();
            }
        };
    }

    public ShareInstanceReads shareInstanceReads() {
        return new ShareInstanceReads() {
            @Override
            public Optional<ShareInstanceView> find(ShareInstanceId id) {
                touch();
                return shareInstances.stream().filter(view -> view.id().equals(id)).findFirst();
            }

            @Override
            public List<ShareInstanceView> ofShare(ShareId shareId) {
                touch();
                return shareInstances.stream()
                        .filter(view -> view.shareId().equals(shareId))
                        .toList();
            }

            @Override
            public List<ShareInstanceView> list(ListQuery query) {
                return FakeReads.this.list(shareInstances, query);
            }
        };
    }

    public ShareSnapshotReads shareSnapshotReads() {
        return new ShareSnapshotReads() {
            @Override
            public Optional<ShareSnapshotView> find(
                    ShareSnapshotId id, @Nullable String projectId) {
                touch();
                return shareSnapshots.stream()
                        .filter(view -> view.id().equals(id) && isOf(projectId, view.projectId()))
                        .findFirst();
            }

            @Override
            public List<ShareSnapshotView> list(ListQuery query) {
                return FakeReads.this.list(shareSnapshots, query);
            }

            @Override
            public long count(ListQuery query) {
                touch();
                return shareSnapshots.size();
            }
        };
    }

    /**
     * Pages by id, in the order in which the rows are; other orders and filters are not looked at.
     */
    public ShareSnapshotInstanceReads shareSnapshotInstanceReads() {
        return new ShareSnapshotInstanceReads() {
            @Override
            public Optional<ShareSnapshotInstanceView> find(ShareSnapshotInstanceId id) {
                touch();
                return shareSnapshotInstances.stream()
                        .filter(view -> view.id().equals(id))
                        .findFirst();
            }

            @Override
            public List<ShareSnapshotInstanceView> list(ShareSnapshotInstanceQuery query) {
                touch();
                snapshotInstanceQueries.add(query);
                beforeSnapshotInstances.run();
                return shareSnapshotInstances.stream()
                        .filter(view ->
                                query.snapshotIds().isEmpty()
                                        || query.snapshotIds().contains(view.snapshotId()))
                        .filter(view ->
                                query.projectIds().isEmpty()
                                        || query.projectIds().contains(view.projectId()))
                        .filter(view ->
                                query.after() == null
                                        || view.id()
                                                        .toString()
                                                        .compareTo(query.after().id().toString())
                                                > 0)
                        .limit(query.limit())
                        .toList();
            }
        };
    }

    public ViewRebuilds viewRebuilds() {
        return new ViewRebuilds() {
            @Override
            public List<ViewState> list() {
                touch();
                return List.copyOf(views);
            }

            @Override
            public Optional<ViewState> find(String view) {
                touch();
                return views.stream().filter(one -> one.name().equals(view)).findFirst();
            }

            @Override
            public Optional<RebuildAnswer> begin(
                    String view, @Nullable String requestedBy, @Nullable String requestId) {
                rebuilds.add("begin " + view + " for " + requestedBy + " in " + requestId);
                return find(view).flatMap(_ -> Optional.ofNullable(rebuildAnswer));
            }

            @Override
            public Optional<RebuildView> abort(String view) {
                rebuilds.add("abort " + view);
                return find(view)
                        .flatMap(_ -> Optional.ofNullable(rebuildAnswer))
                        .map(RebuildAnswer::rebuild);
            }
        };
    }

    public RefusedAttemptReads refusedAttemptReads() {
        return new RefusedAttemptReads() {
            @Override
            public List<RefusedAttemptView> list(RefusedAttemptQuery query) {
                touch();
                attemptQueries.add(query);
                return attempts.stream().limit(query.page().limit()).toList();
            }
        };
    }
}
