package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptRecorded;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptsSuppressed;
import io.snapledger.contract.refusedattempt.RefusedAttemptId;
import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of the audit trail, from the events on. */
class AuditListIT {

    private static final PositionPage NEWEST = new PositionPage(false, null, 100);

    private EventLogWriter log;
    private RunningService service;

    @BeforeEach
    void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service =
                RunningService.on(
                        log.url(),
                        "snapledger.refused-attempts.keep=30d",
                        "snapledger.refused-attempts.sweep=50ms");
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    private static StatusChangeQuery changes(
            List<String> types,
            List<String> projects,
            List<String> to,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page) {
        return new StatusChangeQuery(
                types, List.of(), projects, List.of(), List.of(), List.of(), to, List.of(), since,
                until, page);
    }

    private List<Long> positions(StatusChangeQuery query) {
        return service.get(StatusHistoryReads.class).list(query).stream()
                .map(StatusChangeView::position)
                .toList();
    }

    @Test
    void statusChangesOfAllResourcesAreListed() {
        VolumeTypeId volumeType = new VolumeTypeId(UUID.randomUUID());
        GroupTypeId groupType = new GroupTypeId(UUID.randomUUID());
        VolumeId volume = new VolumeId(UUID.randomUUID());
        long first = log.append(Facts.volumeTypeCreated(volumeType, "v"));
        long second = log.append(Facts.groupTypeCreated(groupType, "g"));
        long third = log.append(Facts.volumeRequested(volume, volumeType, null, minute(7)));
        Origin bob =
                new Origin(
                        Cause.ADMINISTRATOR,
                        new Actor("bob", null, List.of(), null),
                        "req-b",
                        null);
        long fourth =
                log.append(
                        bob,
                        List.of(
                                new GroupTypeDeleted(
                                        groupType,
                                        new StatusChange("available", "deleted", "unused"),
                                        minute(9))));
        assertThat(service.shows(fourth)).isTrue();
        List<String> any = List.of();

        assertThat(positions(changes(any, any, any, null, null, NEWEST)))
                .containsExactly(fourth, third, second, first);
        assertThat(positions(changes(any, any, any, null, null, new PositionPage(true, first, 2))))
                .containsExactly(second, third);
        assertThat(positions(changes(any, any, any, null, null, new PositionPage(false, third, 1))))
                .containsExactly(second);
        assertThat(positions(changes(List.of("group-type"), any, any, null, null, NEWEST)))
                .containsExactly(fourth, second);
        assertThat(positions(changes(any, List.of("project-1"), any, null, null, NEWEST)))
                .containsExactly(third);
        assertThat(positions(changes(any, any, List.of("deleted", "error"), null, null, NEWEST)))
                .containsExactly(fourth);
        assertThat(positions(changes(any, any, any, minute(7), minute(9), NEWEST)))
                .containsExactly(third);

        StatusChangeQuery everything =
                new StatusChangeQuery(
                        List.of("group-type", "volume"),
                        List.of(groupType.value()),
                        List.of(),
                        List.of("bob"),
                        List.of(Cause.ADMINISTRATOR),
                        List.of("available"),
                        List.of("deleted"),
                        List.of("req-b"),
                        minute(9),
                        minute(10),
                        NEWEST);
        assertThat(service.get(StatusHistoryReads.class).list(everything))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.position()).isEqualTo(fourth);
                    assertThat(change.reason()).isEqualTo("unused");
                    assertThat(change.actor()).isEqualTo(bob.actor());
                });
    }

    private static RefusedAttemptQuery attempts(
            List<String> resources, List<Integer> codes, List<String> users) {
        return new RefusedAttemptQuery(
                List.of(),
                resources,
                List.of("project-1"),
                users,
                codes,
                List.of(),
                null,
                null,
                NEWEST);
    }

    @Test
    void refusedAttemptsAreListedAndAreNoStatusChanges() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        RefusedAttemptRecorded one = Facts.refusedAttempt("nope", 404, now);
        RefusedAttemptsSuppressed rest =
                new RefusedAttemptsSuppressed(
                        new RefusedAttemptId(UUID.randomUUID()),
                        "project-1",
                        12,
                        now,
                        now.plusSeconds(3));
        long first = log.append(one);
        long second = log.append(rest);
        assertThat(service.shows(second)).isTrue();
        RefusedAttemptReads reads = service.get(RefusedAttemptReads.class);

        List<RefusedAttemptView> all = reads.list(attempts(List.of(), List.of(), List.of()));
        assertThat(all).extracting(RefusedAttemptView::position).containsExactly(second, first);
        assertThat(all.getFirst().suppressed()).isEqualTo(12);
        assertThat(all.getFirst().since()).isEqualTo(now);
        assertThat(all.getFirst().code()).isNull();
        RefusedAttemptView described = all.getLast();
        assertThat(described.eventName()).isEqualTo("refused-attempt.recorded");
        assertThat(described.at()).isEqualTo(now);
        assertThat(described.resourceId()).isEqualTo("nope");
        assertThat(described.code()).isEqualTo(404);
        assertThat(described.asked()).isNull();
        assertThat(described.suppressed()).isNull();
        assertThat(described.actor()).isEqualTo(EventLogWriter.SOMEBODY.actor());
        assertThat(reads.list(attempts(List.of("nope"), List.of(404, 403), List.of("user-1"))))
                .containsExactly(described);
        assertThat(reads.list(attempts(List.of(), List.of(403), List.of()))).isEmpty();

        assertThat(positions(changes(List.of(), List.of(), List.of(), null, null, NEWEST)))
                .isEmpty();
    }

    @Test
    void oldAttemptsAreRemoved() {
        Instant now = Instant.now();
        long kept = log.append(Facts.refusedAttempt("new", 404, now.minus(Duration.ofDays(29))));
        long last = log.append(Facts.refusedAttempt("old", 404, now.minus(Duration.ofDays(31))));
        assertThat(service.shows(last)).isTrue();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        service.get(RefusedAttemptReads.class)
                                                .list(attempts(List.of(), List.of(), List.of())))
                                .extracting(RefusedAttemptView::position)
                                .containsExactly(kept));
    }
}
