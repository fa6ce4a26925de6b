package io.snapledger.query;

import static io.snapledger.query.Facts.MORNING;
import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.contract.audit.StatisticsView.Standing;
import io.snapledger.contract.audit.StatisticsView.Stays;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ResourceEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How many are in which status, and for how long they were, from the events on. */
class StatisticsIT {

    private static final String TYPE = "group-snapshot";

    private static final LocalDate DAY = LocalDate.parse("2026-11-21");

    private static final StatisticsQuery EVERYTHING = asked(List.of(), List.of());

    private static final long MINUTE = 60_000_000;

    private static StatisticsQuery asked(List<String> types, List<String> projects) {
        return new StatisticsQuery(types, projects, DAY, DAY.plusDays(1));
    }

    private static GroupSnapshotId newId() {
        return new GroupSnapshotId(UUID.randomUUID());
    }

    private static GroupSnapshotRequested requested(
            GroupSnapshotId id, String project, Instant at) {
        return Facts.groupSnapshotRequested(
                id,
                project,
                new GroupId(UUID.randomUUID()),
                new GroupTypeId(UUID.randomUUID()),
                null,
                at);
    }

    private static StatisticsView shown(
            RunningService service, long position, StatisticsQuery query) {
        assertThat(service.shows(position)).isTrue();
        return service.get(StatisticsReads.class).of(query);
    }

    @Test
    void aStayLastsFromTheStatusToTheNextOne() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        try (RunningService service = RunningService.on(log.url())) {
            GroupSnapshotId taken = newId();
            log.append(requested(taken, "project-1", minute(0)));
            log.append(Facts.groupSnapshotTaken(taken, minute(3)));
            GroupSnapshotId stuck = newId();
            log.append(requested(stuck, "project-1", minute(4)));
            // Said again: it is one stay all the same.
            log.append(Facts.groupSnapshotReset(stuck, "creating", "creating", minute(5)));
            log.append(Facts.groupSnapshotReset(stuck, "creating", "error", minute(14)));
            log.append(requested(newId(), "project-2", minute(15)));
            log.append(Facts.groupSnapshotDeletionRequested(taken, "available", minute(20)));
            long last = log.append(Facts.groupSnapshotDeleted(taken, minute(22)));

            assertThat(shown(service, last, EVERYTHING))
                    .isEqualTo(
                            new StatisticsView(
                                    List.of(
                                            new Standing(TYPE, "creating", 1),
                                            new Standing(TYPE, "error", 1)),
                                    List.of(
                                            single("creating", "available", 3),
                                            single("creating", "error", 10),
                                            single("deleting", "deleted", 2))));
            assertThat(shown(service, last, asked(List.of("volume"), List.of())))
                    .isEqualTo(new StatisticsView(List.of(), List.of()));
            assertThat(shown(service, last, asked(List.of(TYPE), List.of("project-1"))).now())
                    .containsExactly(new Standing(TYPE, "error", 1));
            assertThat(shown(service, last, asked(List.of(TYPE), List.of("project-2"))))
                    .isEqualTo(
                            new StatisticsView(
                                    List.of(new Standing(TYPE, "creating", 1)), List.of()));
            assertThat(shown(service, last, asked(List.of(), List.of("no\0such"))))
                    .isEqualTo(new StatisticsView(List.of(), List.of()));
            assertThat(
                            shown(
                                            service,
                                            last,
                                            new StatisticsQuery(
                                                    List.of(),
                                                    List.of(),
                                                    DAY.plusDays(1),
                                                    DAY.plusDays(2)))
                                    .stays())
                    .isEmpty();
        }
    }

    @Test
    void aBatchTouchesOnlyTheRowsThatItChanges() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        try (RunningService service = RunningService.on(log.url())) {
            GroupSnapshotId still = newId();
            GroupSnapshotId other = newId();
            assertThat(
                            service.shows(
                                    log.append(
                                            requested(still, "project-1", minute(0)),
                                            requested(other, "project-2", minute(0)))))
                    .isTrue();
            // Of no kind that changes below, so nobody has reason to look at it.
            log.execute(
                    """
                    insert into view.status_count (resource_type, project_id, status, resources)
                    values ('group-snapshot', 'project-3', 'creating', 0)
                    """);
            String rowOfStill =
                    "select ctid::text from view.status_standing where resource_id = '%s'"
                            .formatted(still);
            String before = log.text(rowOfStill);

            long last =
                    log.append(
                            Facts.groupSnapshotReset(still, "creating", "creating", minute(5)),
                            Facts.groupSnapshotTaken(other, minute(6)),
                            Facts.groupSnapshotDeletionRequested(other, "available", minute(7)),
                            Facts.groupSnapshotDeleted(other, minute(8)));

            assertThat(service.shows(last)).isTrue();
            assertThat(log.text(rowOfStill)).isEqualTo(before);
            assertThat(
                            log.text(
                                    """
                                    select string_agg(project_id || ' ' || resources, ', '
                                      order by project_id)
                                    from view.status_count
                                    """))
                    .isEqualTo("project-1 1, project-3 0");
            assertThat(log.number("select count(*) from view.status_standing")).isEqualTo(1);
        }
    }

    // Percentiles are the middles of buckets, but never beyond the longest.
    private static Stays single(String status, String followedBy, long minutes) {
        long micros = minutes * MINUTE;
        long middle = Math.min(micros, middleOfBucket(micros));
        return new Stays(DAY, TYPE, status, followedBy, 1, micros, middle, middle, middle, micros);
    }

    private static long middleOfBucket(long micros) {
        long bucket = Math.round(16 * Math.log(micros + 1.0) / Math.log(2));
        return Math.round(Math.pow(2, bucket / 16.0)) - 1;
    }

    @Test
    void percentilesAreCloseToThoseOfAllStays() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> durations = new ArrayList<>();
        try (RunningService service = RunningService.on(log.url())) {
            List<ResourceEvent> events = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                GroupSnapshotId id = newId();
                // From a tenth of a millisecond to some minutes.
                long micros = (long) (100 * Math.pow(2, random.nextDouble() * 20));
                durations.add(micros);
                events.add(requested(id, "project-1", MORNING));
                events.add(Facts.groupSnapshotTaken(id, MORNING.plus(micros, ChronoUnit.MICROS)));
            }
            long last = log.append(events);
            durations.sort(null);

            Stays stays = shown(service, last, EVERYTHING).stays().getFirst();

            assertThat(stays.count()).isEqualTo(500);
            assertThat(stays.longest()).isEqualTo(durations.getLast());
            assertThat(stays.mean())
                    .isEqualTo(
                            Math.round(
                                    durations.stream()
                                            .mapToLong(Long::longValue)
                                            .average()
                                            .orElseThrow()));
            assertThat(stays.median())
                    .as("seed %d", seed)
                    .isCloseTo(durations.get(249), offset(durations.get(249)));
            assertThat(stays.ninetieth())
                    .as("seed %d", seed)
                    .isCloseTo(durations.get(449), offset(durations.get(449)));
            assertThat(stays.ninetyNinth())
                    .as("seed %d", seed)
                    .isCloseTo(durations.get(494), offset(durations.get(494)));
        }
    }

    private static Offset<Long> offset(long micros) {
        return within((long) (micros * 0.022) + 1);
    }

    @Test
    void whatHappenedBeforeThereWereStatisticsIsCounted() {
        String url = TestServer.newDatabase();
        TestServer.views(url, "18")
                .sql(
                        """
                        insert into view.status_change
                          (event_id, position, at, event_name, resource_type, resource_id,
                           project_id, from_status, to_status, cause, actor_user_id, actor_roles,
                           request_id)
                        select gen_random_uuid(), position, cast(at as timestamptz), 'x',
                          'group-snapshot', cast(id as uuid), 'project-1', from_status, to_status,
                          'request', 'user-1', '{}', 'req-1'
                        from (values
                          (1, '2026-11-21 08:00Z', '00000000-0000-4000-8000-000000000001',
                           null, 'creating'),
                          (2, '2026-11-21 08:01Z', '00000000-0000-4000-8000-000000000001',
                           'creating', 'creating'),
                          (3, '2026-11-21 08:03Z', '00000000-0000-4000-8000-000000000001',
                           'creating', 'available'),
                          (4, '2026-11-21 08:04Z', '00000000-0000-4000-8000-000000000002',
                           null, 'creating'),
                          (5, '2026-11-21 08:05Z', '00000000-0000-4000-8000-000000000003',
                           null, 'creating'),
                          (6, '2026-11-21 08:06Z', '00000000-0000-4000-8000-000000000003',
                           'creating', 'deleted'))
                          as v (position, at, id, from_status, to_status)
                        """)
                .update();
        EventLogWriter log = EventLogWriter.onNewTable(url);

        try (RunningService service = RunningService.on(log.url())) {
            assertThat(service.get(StatisticsReads.class).of(EVERYTHING))
                    .isEqualTo(
                            new StatisticsView(
                                    List.of(
                                            new Standing(TYPE, "available", 1),
                                            new Standing(TYPE, "creating", 1)),
                                    List.of(
                                            single("creating", "available", 3),
                                            single("creating", "deleted", 1))));
        }
    }
}
