package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * Every view made again of many events while 50 reads and 10 writes a second go on, each of them
 * checked. {@code -Dsnapledger.rebuild.events=1000000} is the measurement in {@code
 * docs/performance.md}; what it finds is printed.
 */
class RebuildUnderLoadIT {

    private static final long EVENTS = Long.getLong("snapledger.rebuild.events", 4_000);

    /** A large run is a measurement, which must have had the load that it tells of. */
    private static final double SHARE_OF_LOAD =
            System.getProperty("snapledger.rebuild.events") == null ? 0.5 : 1;

    private static final int READS_IN_A_ROUND = 6;

    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private final EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());

    @Test
    void everyViewHasTheSameRowsAndNobodyNotices() throws Exception {
        long last = makeEvents();
        long begun = System.nanoTime();
        try (RunningService service = RunningService.on(log.url())) {
            assertThat(service.shows(last, AT_MOST)).isTrue();
            print(String.format(Locale.ROOT, "live: %d events in %.1f s", EVENTS, seconds(begun)));
            Checked checked = new Checked(log, service);
            Load reads = new Load();
            Load writes = new Load();
            long loadBegun = System.nanoTime();
            double loaded;
            try (ScheduledExecutorService people = Executors.newScheduledThreadPool(4)) {
                List<ScheduledFuture<?>> busy = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    busy.add(
                            people.scheduleAtFixedRate(
                                    () -> reads.time(checked::readOnce),
                                    0,
                                    220,
                                    TimeUnit.MILLISECONDS));
                }
                busy.add(
                        people.scheduleAtFixedRate(
                                () -> writes.time(checked::writeOnce),
                                0,
                                250,
                                TimeUnit.MILLISECONDS));
                for (ViewState view : service.get(ViewRebuilds.class).list()) {
                    rebuild(service, view, reads, writes);
                    // One that has seen an error or a wrong row is done, exceptionally.
                    assertThat(busy).noneMatch(ScheduledFuture::isDone);
                }
                loaded = seconds(loadBegun);
                people.shutdown();
                assertThat(people.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                // The last rounds may have seen something as well.
                assertThat(busy).allMatch(Future::isCancelled);
            }
            double readRate = reads.count.get() * READS_IN_A_ROUND / loaded;
            double writeRate = checked.written() / loaded;
            print(
                    String.format(
                            Locale.ROOT,
                            "load: %.1f reads and %.1f writes each second for %.1f s",
                            readRate,
                            writeRate,
                            loaded));
            assertThat(readRate).isGreaterThanOrEqualTo(50 * SHARE_OF_LOAD);
            assertThat(writeRate).isGreaterThanOrEqualTo(10 * SHARE_OF_LOAD);
            // And with nobody writing, row for row.
            long end = log.number("select max(global_index) from event_log.event");
            assertThat(service.shows(end)).isTrue();
            for (ViewState view : service.get(ViewRebuilds.class).list()) {
                String before = fingerprint(view);
                rebuild(service, view, reads, writes);
                assertThat(fingerprint(view)).as(view.name()).isEqualTo(before);
            }
        }
    }

    private void rebuild(RunningService service, ViewState view, Load reads, Load writes) {
        reads.longest.set(0);
        writes.longest.set(0);
        long begun = System.nanoTime();
        assertThat(
                        service.get(ViewRebuilds.class)
                                .begin(view.name(), null, null)
                                .orElseThrow()
                                .begun())
                .isTrue();
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> last(service, view).state() != RebuildState.RUNNING);
        RebuildView end = last(service, view);
        assertThat(end.state()).as("%s", end.failure()).isEqualTo(RebuildState.FINISHED);
        print(
                String.format(
                        Locale.ROOT,
                        "%s: %d events in %.1f s, %.0f each second; longest read round %d ms, write round %d ms",
                        view.name(),
                        end.eventsDone(),
                        seconds(begun),
                        end.eventsDone() / seconds(begun),
                        reads.longest.get() / 1_000_000,
                        writes.longest.get() / 1_000_000));
    }

    private static RebuildView last(RunningService service, ViewState view) {
        return Objects.requireNonNull(
                service.get(ViewRebuilds.class).find(view.name()).orElseThrow().rebuild());
    }

    private String fingerprint(ViewState view) {
        StringBuilder fingerprint = new StringBuilder();
        for (String table : view.tables()) {
            fingerprint.append(
                    log.text(
                            """
                            select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)
                            from view.%s t
                            """
                                    .formatted(table)));
        }
        return fingerprint.toString();
    }

    /** Lives of a volume, a snapshot and a group snapshot, fifty at a time; half of them end. */
    private long makeEvents() {
        UUID model = UUID.randomUUID();
        VolumeId volume = new VolumeId(model);
        SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
        GroupSnapshotId group = new GroupSnapshotId(UUID.randomUUID());
        VolumeTypeId type = new VolumeTypeId(new UUID(1, 1));
        GroupId of = new GroupId(new UUID(2, 2));
        log.append(
                Facts.volumeRequested(volume, type, null, minute(1)),
                Facts.volumeCreated(volume, minute(2)),
                Facts.groupSnapshotRequested(
                        group, "project-9", of, new GroupTypeId(new UUID(3, 3)), "n", minute(3)),
                Facts.snapshotRequested(snapshot, volume, type, group, minute(3)),
                Facts.snapshotTaken(snapshot, minute(4)),
                Facts.groupSnapshotTaken(group, minute(4)),
                Facts.groupSnapshotDeletionRequested(group, "available", minute(5)),
                Facts.snapshotDeletionRequested(snapshot, minute(5)),
                Facts.snapshotDeleted(snapshot, minute(6)),
                Facts.groupSnapshotDeleted(group, minute(6)));
        log.execute(
                """
                insert into event_log.event (event_identifier, aggregate_identifier, sequence_number,
                  type, time_stamp, payload_type, payload_revision, payload, meta_data)
                select gen_random_uuid(),
                  replace(replace(replace(m.aggregate_identifier::text, '%1$s', v), '%2$s', s), '%3$s', g)::uuid,
                  m.sequence_number, m.type, m.time_stamp, m.payload_type, m.payload_revision,
                  convert_to(replace(replace(replace(replace(convert_from(m.payload, 'UTF8'),
                    '%1$s', v), '%2$s', s), '%3$s', g), 'project-1', 'project-9'), 'UTF8'),
                  m.meta_data
                from (select n, md5('v' || n)::uuid::text as v, md5('s' || n)::uuid::text as s,
                    md5('g' || n)::uuid::text as g from generate_series(1, %4$d) n) lives
                cross join event_log.event m
                where m.global_index <= case when n %% 2 = 0 then 10 else 6 end
                order by n / 50, m.global_index, n
                """
                        .formatted(volume, snapshot, group, EVENTS / 8));
        // The model is a life of project-1, whose readers count on knowing all of it.
        log.execute("delete from event_log.event where global_index <= 10");
        return log.number("select max(global_index) from event_log.event");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void print(String line) {
        System.out.println("rebuild: " + line);
    }

    /** Rounds of one kind of people, and the longest that one took. */
    private static final class Load {

        private final AtomicLong count = new AtomicLong();
        private final AtomicLong longest = new AtomicLong();

        private void time(LongConsumer round) {
            long begun = System.nanoTime();
            // From 0, for every third is a longer one.
            round.accept(count.get());
            count.incrementAndGet();
            longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        }
    }
}
