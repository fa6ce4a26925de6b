package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ResourceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A writer that waited reads what it wrote. */
class ReadPositionIT {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static EventLogWriter log;
    private static RunningService service;

    @BeforeAll
    static void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void whatWasCommittedLateIsNeitherMissedNorReportedEarly() throws Exception {
        GroupSnapshotId late = newId();
        try (EventLogWriter.Transaction slow = log.begin()) {
            long lower = slow.append(requested(late));
            long higher = log.append(requested(newId()));
            assertThat(lower).isLessThan(higher);
            assertThat(service.shows(higher)).isTrue();
            assertThat(service.shows(lower, SHORT)).isFalse();
            assertThat(found(late)).isFalse();

            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> waiting = clients.submit(() -> service.shows(lower));
                slow.commit();
                assertThat(waiting.get()).isTrue();
            }
            assertThat(found(late)).isTrue();
            assertThat(
                            service.get(StatusHistoryReads.class)
                                    .of("group-snapshot", late.value(), null))
                    .extracting(StatusChangeView::position)
                    .containsExactly(lower);
        }
    }

    /** A gateway waits at one instance and reads from any. */
    @Test
    void anInstanceWhoseProcessorsRunElsewhereKnowsHowFarTheyHaveCome() {
        try (RunningService other = RunningService.on(log.url())) {
            for (int i = 0; i < 20; i++) {
                GroupSnapshotId id = newId();
                long position = log.append(requested(id));

                assertThat(other.shows(position)).isTrue();
                assertThat(other.get(GroupSnapshotReads.class).find(id, null)).isPresent();
            }
            assertThat(other.shows(Long.MAX_VALUE, SHORT)).isFalse();
        }
    }

    @Test
    void aPositionThatWasNeverCommittedHoldsUpNobodyElse() {
        long lost;
        try (EventLogWriter.Transaction abandoned = log.begin()) {
            lost = abandoned.append(requested(newId()));
        }
        long next = log.append(requested(newId()));

        assertThat(service.shows(next)).isTrue();
        assertThat(service.shows(lost, SHORT)).isFalse();
    }

    @Test
    void whatWasPassedLongAgoIsAnsweredAtOnce() {
        long old = log.append(requested(newId()));
        long recent = log.append(requested(newId()));
        assertThat(service.shows(recent)).isTrue();

        assertThat(service.shows(old, Duration.ZERO)).isTrue();
    }

    @Test
    void aPositionStaysPassedOverARestart() {
        EventLogWriter own = EventLogWriter.onNewTable(TestServer.newDatabase());
        long position;
        try (RunningService before = RunningService.on(own.url())) {
            position = own.append(requested(newId()));
            assertThat(before.shows(position)).isTrue();
        }
        try (RunningService after = RunningService.on(own.url())) {
            assertThat(after.shows(position)).isTrue();
            assertThat(own.number("select count(*) from view.status_change")).isEqualTo(1);
        }
    }

    @Test
    void everyClientFindsItsOwnWriteAtOnce() throws Exception {
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            clients.add(() -> {
                int missed = 0;
                for (int write = 0; write < 40; write++) {
                    GroupSnapshotId id = newId();
                    long position = log.append(requested(id));
                    missed += service.shows(position) && found(id) ? 0 : 1;
                }
                return missed;
            });
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> missed : executor.invokeAll(clients)) {
                assertThat(missed.get()).isZero();
            }
        }
    }

    private static boolean found(GroupSnapshotId id) {
        return service.get(GroupSnapshotReads.class).find(id, null).isPresent();
    }

    private static GroupSnapshotId newId() {
        return new GroupSnapshotId(UUID.randomUUID());
    }

    private static ResourceEvent requested(GroupSnapshotId id) {
        return Facts.groupSnapshotRequested(
                id, new GroupId(id.value()), new GroupTypeId(id.value()), "x", minute(1));
    }
}
