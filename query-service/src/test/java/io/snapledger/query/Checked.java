package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * People at work, who know what they must see: readers of a project in which nothing happens, and a
 * writer who looks for each of its writes at once.
 */
final class Checked {

    private static final int READERS_AND_WRITERS = 4;

    private final EventLogWriter log;
    private final RunningService service;
    private final VolumeTypeId type = new VolumeTypeId(UUID.randomUUID());
    private final GroupId group = new GroupId(UUID.randomUUID());
    private final List<VolumeView> volumes;
    private final List<SnapshotView> snapshots;
    private final GroupView withMembers;
    private final List<QuotaView> quotas;
    private final List<StatusChangeView> history;
    private final CountDownLatch oneMore = new CountDownLatch(READERS_AND_WRITERS);
    // Of the one writer.
    private final Map<VolumeId, VolumeStatus> expected = new LinkedHashMap<>();
    private final AtomicLong written = new AtomicLong();
    private volatile boolean lastRound;
    private volatile boolean ended;

    Checked(EventLogWriter log, RunningService service) {
        this.log = log;
        this.service = service;
        List<ResourceEvent> events = new ArrayList<>();
        events.add(Facts.volumeTypeCreated(type, "fast"));
        events.add(Facts.groupTypeCreated(new GroupTypeId(group.value()), "consistent"));
        events.add(Facts.groupCreated(group, new GroupTypeId(group.value()), type));
        for (int i = 0; i < 200; i++) {
            VolumeId volume = new VolumeId(UUID.randomUUID());
            SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
            events.add(Facts.volumeRequested(volume, type, i % 10 == 0 ? group : null, minute(i)));
            events.add(Facts.volumeCreated(volume, minute(i + 1)));
            events.add(Facts.snapshotRequested(snapshot, volume, type, null, minute(i + 2)));
            events.add(Facts.snapshotTaken(snapshot, minute(i + 3)));
        }
        assertThat(service.shows(log.append(events))).isTrue();
        volumes = volumes("project-1");
        snapshots = service.get(SnapshotReads.class).list(all("project-1"));
        withMembers = service.get(GroupReads.class).find(group, null).orElseThrow();
        quotas = quotas();
        history = history();
        assertThat(volumes).hasSize(200);
        assertThat(snapshots).hasSize(200);
        assertThat(withMembers.volumeIds()).hasSize(20);
        assertThat(history).hasSize(2);
    }

    private static ListQuery all(String project) {
        return new ListQuery(project, List.of(), List.of(), null, 10_000, 0);
    }

    private List<VolumeView> volumes(String project) {
        return service.get(VolumeReads.class).list(all(project));
    }

    private List<QuotaView> quotas() {
        return service.get(QuotaReads.class).ofProject(QuotaCatalogue.BLOCK_STORAGE, "project-1");
    }

    private List<StatusChangeView> history() {
        return service.get(StatusHistoryReads.class)
                .of("volume", volumes.getFirst().id().value(), null);
    }

    /** Waits until everybody has begun and ended one round more than now. */
    void endAfterOneMore() throws InterruptedException {
        lastRound = true;
        assertThat(oneMore.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void end() {
        ended = true;
    }

    /** Reads until the end; returns how many rounds. */
    long read() {
        long rounds = 0;
        while (!ended) {
            boolean last = lastRound;
            readOnce(rounds);
            rounds++;
            if (last) {
                oneMore.countDown();
                return rounds;
            }
        }
        return rounds;
    }

    /** One round: six reads. */
    void readOnce(long round) {
        assertThat(volumes("project-1")).isEqualTo(volumes);
        VolumeView one = volumes.get((int) (round % volumes.size()));
        assertThat(service.get(VolumeReads.class).find(one.id(), null)).contains(one);
        assertThat(service.get(SnapshotReads.class).list(all("project-1"))).isEqualTo(snapshots);
        assertThat(service.get(GroupReads.class).find(group, null)).contains(withMembers);
        assertThat(quotas()).isEqualTo(quotas);
        assertThat(history()).isEqualTo(history);
    }

    /** Writes until the end, and reads each write; returns how many rounds. */
    long write() {
        long rounds = 0;
        while (!ended) {
            boolean last = lastRound;
            writeOnce(rounds);
            rounds++;
            if (last) {
                oneMore.countDown();
                return rounds;
            }
        }
        return rounds;
    }

    /** One round: a volume is made, and every third is deleted again. */
    void writeOnce(long rounds) {
        VolumeId id = new VolumeId(UUID.randomUUID());
        write(requested(id));
        expected.put(id, VolumeStatus.CREATING);
        expectThem();
        write(Facts.volumeCreated(id, minute(rounds)));
        expected.put(id, VolumeStatus.AVAILABLE);
        expectThem();
        if (rounds % 3 == 0) {
            write(
                    new VolumeDeletionRequested(
                            id,
                            "project-2",
                            UUID.randomUUID(),
                            StatusChange.to("available", "deleting"),
                            minute(rounds)));
            expected.put(id, VolumeStatus.DELETING);
            expectThem();
            write(
                    new VolumeDeleted(
                            id,
                            "project-2",
                            StatusChange.to("deleting", "deleted"),
                            minute(rounds)));
            expected.remove(id);
            expectThem();
            assertThat(service.get(VolumeReads.class).find(id, null)).isEmpty();
            assertThat(service.get(StatusHistoryReads.class).of("volume", id.value(), null))
                    .hasSize(4);
        }
    }

    /** How many writes have been made and seen. */
    long written() {
        return written.get();
    }

    private void write(ResourceEvent event) {
        assertThat(service.shows(log.append(event), Duration.ofSeconds(20))).isTrue();
        written.incrementAndGet();
    }

    private void expectThem() {
        List<VolumeView> seen = volumes("project-2");
        assertThat(seen).hasSize(expected.size());
        Set<VolumeId> ids = new HashSet<>();
        assertThat(seen).allMatch(volume -> ids.add(volume.id()));
        assertThat(seen.stream().collect(Collectors.toMap(VolumeView::id, VolumeView::status)))
                .isEqualTo(expected);
    }

    private VolumeRequested requested(VolumeId id) {
        return new VolumeRequested(
                id,
                "project-2",
                "user-2",
                "busy",
                null,
                1,
                type,
                null,
                "nova",
                Map.of(),
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                minute(1));
    }
}
