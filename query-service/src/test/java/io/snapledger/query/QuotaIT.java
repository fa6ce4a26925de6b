package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which limits hold, and what is used of them, through the service's own read interface. */
class QuotaIT {

    private static final String PROJECT = "project-1";
    private static final StatusChange CREATING = StatusChange.to(null, "creating");
    private static final QuotaScope OWN =
            QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, PROJECT);

    private static EventLogWriter log;
    private static RunningService service;
    private static VolumeTypeId fast;

    @BeforeAll
    static void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
        fast = new VolumeTypeId(UUID.randomUUID());
        GroupId group = new GroupId(UUID.randomUUID());
        VolumeId volume = new VolumeId(UUID.randomUUID());
        shown(
                log.append(
                        new VolumeTypeCreated(
                                new VolumeTypeId(UUID.randomUUID()),
                                "old",
                                null,
                                true,
                                Map.of(),
                                StatusChange.to(null, "available"),
                                minute(-1)),
                        Facts.volumeTypeCreated(fast, "fast"),
                        Facts.groupCreated(group, new GroupTypeId(UUID.randomUUID()), fast),
                        Facts.volumeRequested(volume, fast, group, minute(1)),
                        Facts.snapshotRequested(
                                new SnapshotId(UUID.randomUUID()),
                                volume,
                                fast,
                                new GroupSnapshotId(UUID.randomUUID()),
                                minute(2))));
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void theNearestLimitHolds() {
        settings(
                true, limit(QuotaResource.VOLUMES, null, 10), limit(QuotaResource.GROUPS, null, 9));
        assertThat(volumes().limit()).isEqualTo(10);
        assertThat(named("volumes_fast").limit()).isEqualTo(-1);

        change(
                QuotaScope.defaultClass(QuotaCatalogue.BLOCK_STORAGE),
                limit(QuotaResource.VOLUMES, null, 20),
                limit(QuotaResource.VOLUMES, fast, 5));
        assertThat(volumes().limit()).isEqualTo(20);
        assertThat(named("volumes_fast").limit()).isEqualTo(5);
        assertThat(named("groups").limit()).isEqualTo(9);

        change(OWN, limit(QuotaResource.VOLUMES, null, 30));
        assertThat(volumes().limit()).isEqualTo(30);
        assertThat(named("volumes_fast").limit()).isEqualTo(5);

        shown(log.append(new QuotaLimitsRemoved(QuotaSetId.of(OWN), OWN, null, minute(9))));
        assertThat(volumes().limit()).isEqualTo(20);
        assertThat(reads().ofClass(QuotaCatalogue.BLOCK_STORAGE, "default").getFirst().limit())
                .isEqualTo(20);
        assertThat(reads().ofClass(QuotaCatalogue.BLOCK_STORAGE, "default").getFirst().inUse())
                .isZero();
        assertThat(reads().ofProject(QuotaCatalogue.BLOCK_STORAGE, "a\0b"))
                .hasSameSizeAs(reads().ofProject(QuotaCatalogue.BLOCK_STORAGE, PROJECT));
    }

    @Test
    void whatIsUsedIsWhatTheListsShow() {
        settings(true);
        assertThat(volumes().inUse()).isEqualTo(1);
        assertThat(named("snapshots").inUse()).isEqualTo(1);
        assertThat(named("groups").inUse()).isEqualTo(1);
        assertThat(named("gigabytes_fast").inUse()).isEqualTo(named("gigabytes").inUse());
        assertThat(named("volumes_old").inUse()).isZero();
        assertThat(named("gigabytes").inUse()).isEqualTo(6);

        settings(false);
        assertThat(named("gigabytes").inUse()).isEqualTo(3);
    }

    @Test
    void theyAreInUpstreamsOrder() {
        assertThat(reads().ofProject(QuotaCatalogue.BLOCK_STORAGE, PROJECT))
                .extracting(QuotaView::name)
                .containsExactly(
                        "volumes",
                        "per_volume_gigabytes",
                        "snapshots",
                        "gigabytes",
                        "backups",
                        "backup_gigabytes",
                        "volumes_fast",
                        "gigabytes_fast",
                        "snapshots_fast",
                        "volumes_old",
                        "gigabytes_old",
                        "snapshots_old",
                        "groups");
    }

    @Test
    void thoseOfSharesAreOthers() {
        ShareTypeId type = new ShareTypeId(UUID.randomUUID());
        ShareId share = new ShareId(UUID.randomUUID());
        String project = "project-of-shares";
        QuotaScope own = QuotaScope.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, project);
        shown(
                log.append(
                        new ShareTypeCreated(
                                type,
                                "plain",
                                null,
                                true,
                                Map.of(),
                                StatusChange.to(null, "available"),
                                minute(0)),
                        new ShareRequested(
                                share,
                                project,
                                "alice",
                                null,
                                null,
                                "NFS",
                                2,
                                type,
                                null,
                                false,
                                null,
                                new ShareCapabilities(true, false, false, false, "readable"),
                                Map.of(),
                                CREATING,
                                minute(1)),
                        instanceOf(share, type, ReplicaState.ACTIVE),
                        // One of a share that is not replicated.
                        instanceOf(new ShareId(UUID.randomUUID()), type, null),
                        new ShareSnapshotRequested(
                                new ShareSnapshotId(UUID.randomUUID()),
                                project,
                                "alice",
                                null,
                                null,
                                share,
                                type,
                                "NFS",
                                2,
                                Map.of(),
                                CREATING,
                                minute(2))));
        change(
                own,
                new QuotaLimit(QuotaResource.SHARES, null, null, 7),
                new QuotaLimit(QuotaResource.SHARE_GIGABYTES, null, type, 6));

        List<QuotaView> quotas = reads().ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, project);

        assertThat(quotas)
                .filteredOn(quota -> quota.typeId() == null)
                .extracting(QuotaView::name)
                .containsExactly(
                        "shares",
                        "snapshots",
                        "gigabytes",
                        "per_share_gigabytes",
                        "snapshot_gigabytes",
                        "share_networks",
                        "share_groups",
                        "share_group_snapshots",
                        "share_replicas",
                        "replica_gigabytes");
        assertThat(of(quotas, QuotaResource.SHARES, null).limit()).isEqualTo(7);
        assertThat(of(quotas, QuotaResource.SHARES, type).limit()).isEqualTo(7);
        assertThat(of(quotas, QuotaResource.SHARE_GIGABYTES, type).limit()).isEqualTo(6);
        assertThat(of(quotas, QuotaResource.SHARE_GIGABYTES, null).limit()).isEqualTo(-1);
        for (@Nullable ShareTypeId each : Arrays.<@Nullable ShareTypeId>asList(null, type)) {
            assertThat(of(quotas, QuotaResource.SHARES, each).inUse()).isEqualTo(1);
            assertThat(of(quotas, QuotaResource.SHARE_SNAPSHOTS, each).inUse()).isEqualTo(1);
            assertThat(of(quotas, QuotaResource.SHARE_REPLICAS, each).inUse()).isEqualTo(1);
            assertThat(of(quotas, QuotaResource.SHARE_GIGABYTES, each).inUse()).isEqualTo(2);
            assertThat(of(quotas, QuotaResource.SNAPSHOT_GIGABYTES, each).inUse()).isEqualTo(2);
            assertThat(of(quotas, QuotaResource.REPLICA_GIGABYTES, each).inUse()).isEqualTo(2);
        }
    }

    private static ShareInstanceRequested instanceOf(
            ShareId share, ShareTypeId type, @Nullable ReplicaState state) {
        return new ShareInstanceRequested(
                new ShareInstanceId(UUID.randomUUID()),
                "project-of-shares",
                share,
                type,
                "NFS",
                2,
                "nova",
                "snapledger@alpha#alpha",
                state,
                null,
                UUID.randomUUID(),
                CREATING,
                minute(1));
    }

    private static QuotaView of(
            List<QuotaView> quotas, QuotaResource resource, @Nullable ShareTypeId type) {
        @Nullable UUID typeId = type == null ? null : type.value();
        return quotas.stream()
                .filter(quota ->
                        quota.resource() == resource && Objects.equals(quota.typeId(), typeId))
                .findFirst()
                .orElseThrow();
    }

    private static QuotaReads reads() {
        return service.get(QuotaReads.class);
    }

    private static QuotaView volumes() {
        return named("volumes");
    }

    private static QuotaView named(String name) {
        return reads().ofProject(QuotaCatalogue.BLOCK_STORAGE, PROJECT).stream()
                .filter(quota -> quota.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static QuotaLimit limit(
            QuotaResource resource, @Nullable VolumeTypeId type, int limit) {
        return new QuotaLimit(resource, type, null, limit);
    }

    private static void settings(boolean snapshotsTakeGigabytes, QuotaLimit... limits) {
        shown(
                log.append(
                        new QuotasConfigured(
                                QuotaSetId.of(QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE)),
                                QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE),
                                List.of(limits),
                                snapshotsTakeGigabytes,
                                minute(3))));
    }

    private static void change(QuotaScope scope, QuotaLimit... limits) {
        shown(
                log.append(
                        new QuotaLimitsChanged(
                                QuotaSetId.of(scope), scope, List.of(limits), minute(4))));
    }

    private static void shown(long position) {
        assertThat(service.shows(position)).isTrue();
    }
}
