package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
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
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which limits hold, and what is used of them, through the service's own read interface. */
class QuotaIT {

    private static final String PROJECT = "project-1";
    private static final QuotaScope OWN = QuotaScope.ofProject(PROJECT);

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
                QuotaScope.DEFAULT_CLASS,
                limit(QuotaResource.VOLUMES, null, 20),
                limit(QuotaResource.VOLUMES, fast, 5));
        assertThat(volumes().limit()).isEqualTo(20);
        assertThat(named("volumes_fast").limit()).isEqualTo(5);
        assertThat(named("groups").limit()).isEqualTo(9);

        change(OWN, limit(QuotaResource.VOLUMES, null, 30));
        assertThat(volumes().limit()).isEqualTo(30);
        assertThat(named("volumes_fast").limit()).isEqualTo(5);

        shown(log.append(new QuotaLimitsRemoved(QuotaSetId.of(OWN), OWN, minute(9))));
        assertThat(volumes().limit()).isEqualTo(20);
        assertThat(reads().ofClass("default").getFirst().limit()).isEqualTo(20);
        assertThat(reads().ofClass("default").getFirst().inUse()).isZero();
        assertThat(reads().ofProject("a\0b")).hasSameSizeAs(reads().ofProject(PROJECT));
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
        assertThat(reads().ofProject(PROJECT))
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

    private static QuotaReads reads() {
        return service.get(QuotaReads.class);
    }

    private static QuotaView volumes() {
        return named("volumes");
    }

    private static QuotaView named(String name) {
        return reads().ofProject(PROJECT).stream()
                .filter(quota -> quota.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static QuotaLimit limit(
            QuotaResource resource, @Nullable VolumeTypeId type, int limit) {
        return new QuotaLimit(resource, type, limit);
    }

    private static void settings(boolean snapshotsTakeGigabytes, QuotaLimit... limits) {
        shown(
                log.append(
                        new QuotasConfigured(
                                QuotaSetId.of(QuotaScope.SETTINGS),
                                QuotaScope.SETTINGS,
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
