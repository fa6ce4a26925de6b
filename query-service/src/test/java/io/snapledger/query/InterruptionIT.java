package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** Whatever interrupts a projection, each event counts exactly once and none is passed over. */
class InterruptionIT {

    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());

    @Test
    void eachEventCountsOnceHoweverOftenTheConnectionsAreCut() {
        RandomHistory history = new RandomHistory(20261121, 1_500);
        List<ResourceEvent> events = history.events();
        long last = 0;
        for (int from = 0; from < events.size(); from += 100) {
            last = log.append(events.subList(from, Math.min(events.size(), from + 100)));
        }
        int cuts = 0;
        try (RunningService service =
                RunningService.on(
                        log.url(),
                        "snapledger.projection.batch-size=40",
                        "snapledger.projection.longest-retry-delay=1s")) {
            while (!service.shows(last, A_MOMENT)) {
                if (cuts < 8) {
                    cuts += cutConnections() > 0 ? 1 : 0;
                }
            }
        }
        assertThat(cuts).as("interruptions").isPositive();
        assertViewsTell(history);
    }

    @Test
    void eachEventCountsOnceOverRestartsInTheMiddleOfTheLog() {
        RandomHistory history = new RandomHistory(42, 800);
        long last = log.append(history.events());
        int starts = 0;
        boolean all = false;
        while (!all) {
            starts++;
            try (RunningService service =
                    RunningService.on(log.url(), "snapledger.projection.batch-size=7")) {
                long goal = Math.min(last, 400L * starts);
                assertThat(service.shows(goal)).isTrue();
                all = goal == last;
            }
        }
        assertThat(starts).isGreaterThan(2);
        assertViewsTell(history);
    }

    @Test
    void aFailingProjectionStopsAndIsSeenAndRetriedUntilItCanGoOn() {
        VolumeId volume = new VolumeId(UUID.randomUUID());
        GroupSnapshotId poison = new GroupSnapshotId(UUID.randomUUID());
        try (RunningService service =
                RunningService.on(log.url(), "snapledger.projection.longest-retry-delay=1s")) {
            assertThat(service.shows(log.append(request(UUID.randomUUID(), "harmless")))).isTrue();
            assertThat(service.health().getStatus()).isEqualTo(Status.UP);
            log.execute(
                    """
                    create function view.refuse() returns trigger language plpgsql as
                    'begin raise exception ''not this one''; end'
                    """);
            log.execute(
                    """
                    create trigger refuse before insert on view.group_snapshot for each row
                    when (new.name = 'poison') execute function view.refuse()
                    """);

            long position =
                    log.append(
                            Facts.volumeRequested(
                                    volume, new VolumeTypeId(volume.value()), null, minute(1)),
                            request(poison.value(), "poison"));
            long later = log.append(request(UUID.randomUUID(), "harmless too"));

            await().untilAsserted(() -> {
                Map<String, Object> resources = details(service, "resources");
                assertThat(service.health().getStatus()).isEqualTo(Status.DOWN);
                assertThat(resources).containsEntry("running", false);
                assertThat((String) resources.get("error")).contains("not this one");
                assertThat((Long) resources.get("lag")).isPositive();
                assertThat(details(service, "status-history"))
                        .containsEntry("running", true)
                        .containsEntry("position", later)
                        .containsEntry("lag", 0L);
            });
            assertThat(gauge(service, "snapledger.projection.failed", "resources")).isEqualTo(1);
            await().untilAsserted(() -> {
                assertThat(gauge(service, "snapledger.projection.lag", "resources")).isPositive();
                assertThat(gauge(service, "snapledger.projection.delay", "resources")).isPositive();
                assertThat(gauge(service, "snapledger.projection.delay", "status-history"))
                        .isZero();
            });
            assertThat(gauge(service, "snapledger.projection.failed", "status-history")).isZero();
            // The volume's row was written before the failure, in the same transaction.
            assertThat(service.get(VolumeReads.class).find(volume, null)).isEmpty();
            assertThat(service.shows(position, A_MOMENT)).isFalse();
            assertThat(service.shows(later, A_MOMENT)).isFalse();

            log.execute("drop trigger refuse on view.group_snapshot");

            assertThat(service.shows(later)).isTrue();
            assertThat(service.get(VolumeReads.class).find(volume, null)).isPresent();
            assertThat(log.number("select count(*) from view.group_snapshot")).isEqualTo(3);
            await().untilAsserted(
                            () -> assertThat(service.health().getStatus()).isEqualTo(Status.UP));
            assertThat(gauge(service, "snapledger.projection.failed", "resources")).isZero();
        }
    }

    @Test
    void anEventThatThisReleaseDoesNotKnowStopsTheViewsInsteadOfBeingLeftOut() {
        try (RunningService service =
                RunningService.on(log.url(), "snapledger.projection.longest-retry-delay=1s")) {
            log.append(request(UUID.randomUUID(), "known"));
            log.execute(
                    """
                    insert into event_log.event (event_identifier, aggregate_identifier,
                      sequence_number, type, time_stamp, payload_type, payload_revision, payload,
                      meta_data)
                    select gen_random_uuid(), gen_random_uuid(), 0, type, time_stamp,
                      'group-snapshot.teleported', '1', payload, meta_data from event_log.event
                    """);
            long later = log.append(request(UUID.randomUUID(), "later"));

            await().untilAsserted(() ->
                    assertThat((String) details(service, "resources").get("error"))
                            .contains("group-snapshot.teleported"));
            assertThat(service.shows(later, A_MOMENT)).isFalse();
        }
    }

    private void assertViewsTell(RandomHistory history) {
        for (String status : List.of("creating", "available", "deleting", "deleted")) {
            assertThat(
                            log.number(
                                    "select count(*) from view.group_snapshot where status = '"
                                            + status
                                            + "'"))
                    .as(status)
                    .isEqualTo(status.equals("deleted") ? 0 : history.groupSnapshotsIn(status));
            assertThat(
                            log.number(
                                    "select count(*) from view.snapshot where status = '"
                                            + status
                                            + "'"))
                    .as("members %s", status)
                    .isEqualTo(status.equals("deleted") ? 0 : history.groupSnapshotsIn(status));
        }
        assertThat(log.number("select count(*) from view.status_change"))
                .isEqualTo(history.events().size());
        assertThat(
                        log.number(
                                """
                                select count(*) from view.status_change c
                                join event_log.event e on e.global_index = c.position
                                  and e.event_identifier = c.event_id
                                """))
                .isEqualTo(history.events().size());
    }

    private long cutConnections() {
        return log.number(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database()
                  and application_name like 'snapledger-query-service%'
                """);
    }

    private static ResourceEvent request(UUID id, String name) {
        return Facts.groupSnapshotRequested(
                new GroupSnapshotId(id), new GroupId(id), new GroupTypeId(id), name, minute(2));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(RunningService service, String projection) {
        return (Map<String, Object>)
                Objects.requireNonNull(service.health().getDetails().get(projection));
    }

    private static double gauge(RunningService service, String name, String projection) {
        return service.get(MeterRegistry.class)
                .get(name)
                .tag("projection", projection)
                .gauge()
                .value();
    }
}
