package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.TrailProgress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trail follows at leisure, and whoever reads it finds all that was answered. */
class TrailProgressIT {

    // Longer than anybody would wait for it.
    private static final String AT_GREAT_LEISURE = "snapledger.projection.trail-rest=10s";

    private EventLogWriter log;

    @BeforeEach
    void newLog() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
    }

    @Test
    void aWriterWaitsForTheOtherViewsAndAReaderForTheTrail() throws Exception {
        try (RunningService service = RunningService.on(log.url())) {
            GroupSnapshotId id = newId();
            try (Connection other = DriverManager.getConnection(log.url());
                    Statement statement = other.createStatement()) {
                assertThat(service.shows(log.append(requested(newId())))).isTrue();
                other.setAutoCommit(false);
                statement.execute("lock table view.status_change in exclusive mode");
                long position = log.append(requested(id));

                assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                        .isTrue();
                assertThat(rows(id)).isZero();

                Reader reader = Reader.of(service);
                assertThat(reader.waits()).isTrue();
                other.rollback();
                assertThat(reader.hasFound()).isTrue();
                assertThat(rows(id)).isEqualTo(1);
            }
        }
    }

    @Test
    void whatWasAnsweredIsReadHoweverLongTheTrailWouldRest() {
        try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            for (int i = 0; i < 5; i++) {
                assertIsReadOnceAnswered(service);
            }
        }
    }

    @Test
    void whatWasAnsweredIsReadAtAnInstanceThatProjectsNothing() {
        try (RunningService service = RunningService.on(log.url());
                RunningService other = RunningService.on(log.url())) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            for (int i = 0; i < 5; i++) {
                assertIsReadOnceAnswered(other);
                assertIsReadOnceAnswered(service);
            }
        }
    }

    private void assertIsReadOnceAnswered(RunningService service) {
        GroupSnapshotId id = newId();
        long position = log.append(requested(id));
        assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG)).isTrue();

        assertThat(service.get(StatusHistoryReads.class).of("group-snapshot", id.value(), null))
                .extracting(StatusChangeView::position)
                .containsExactly(position);
    }

    @Test
    void whatWasAnsweredWhileTheTrailRestedIsReadAfterARestart() {
        for (int i = 0; i < 3; i++) {
            GroupSnapshotId id = newId();
            try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
                long position = log.append(requested(id));
                assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                        .isTrue();
            }
            try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
                await().until(() -> service.get(TrailProgress.class).await());
                assertThat(rows(id)).isEqualTo(1);
            }
        }
    }

    @Test
    void whatWasAnsweredIsWithinTheReachOfAnExport() {
        try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            for (int i = 0; i < 5; i++) {
                long position = log.append(requested(newId()));
                assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                        .isTrue();

                StatusChangeReach reach =
                        service.get(StatusChangeFeed.class).await(-1, Duration.ZERO);

                assertThat(reach.settled()).isEqualTo(position);
            }
        }
    }

    /** Processors give up gaps each at a time of its own. */
    @Test
    void aGapThatOnlyTheTrailStillExpectsToBeFilledHoldsUpNobody() {
        long lost;
        try (RunningService service = RunningService.on(log.url())) {
            try (EventLogWriter.Transaction abandoned = log.begin()) {
                lost = abandoned.append(requested(newId()));
            }
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
        }
        assertThat(gaps("resources")).isEqualTo("[" + lost + "]");
        setGaps("resources", "[]");
        try (RunningService service = RunningService.on(log.url())) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            assertThat(gaps("resources")).isEqualTo("[]");
            assertThat(gaps("status-history")).isEqualTo("[" + lost + "]");
        }
    }

    /** A batch may end beyond an event that was committed late, and not have it. */
    @Test
    void anEventThatTheTrailHasPassedAndNotTakenIsWaitedFor() throws Exception {
        GroupSnapshotId late = newId();
        long position;
        try (RunningService service = RunningService.on(log.url())) {
            position = log.append(requested(late));
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
        }
        log.execute("delete from view.status_change where position = " + position);
        setGaps("status-history", "[" + position + "]");
        try (Connection other = DriverManager.getConnection(log.url());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table view.status_change in exclusive mode");
            try (RunningService service = RunningService.on(log.url())) {
                Reader reader = Reader.of(service);
                assertThat(reader.waits()).isTrue();
                other.rollback();
                assertThat(reader.hasFound()).isTrue();
                assertThat(rows(late)).isEqualTo(1);
            }
        }
    }

    @Test
    void aTrailThatStandsStillIsWaitedForOnce() throws Exception {
        try (RunningService service = RunningService.on(log.url());
                Connection other = DriverManager.getConnection(log.url());
                Statement statement = other.createStatement()) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            other.setAutoCommit(false);
            statement.execute("lock table view.status_change in exclusive mode");
            long position = log.append(requested(newId()));
            assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                    .isTrue();

            assertThat(service.get(TrailProgress.class).await()).isFalse();
            Reader second = Reader.of(service);
            assertThat(second.waits()).isFalse();
            assertThat(second.hasFound()).isFalse();

            other.rollback();
            assertThat(service.shows(position)).isTrue();
        }
    }

    /** Somebody who reads the trail. */
    private record Reader(Thread thread, CompletableFuture<Boolean> found) {

        static Reader of(RunningService service) {
            CompletableFuture<Boolean> found = new CompletableFuture<>();
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> found.complete(service.get(TrailProgress.class).await()));
            return new Reader(thread, found);
        }

        /** False if it ended instead. */
        boolean waits() {
            await().until(() ->
                    thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
            return thread.isAlive();
        }

        boolean hasFound() {
            return found.join();
        }
    }

    private void setGaps(String processor, String gaps) {
        log.execute(
                """
                update view.processor_token
                set token = convert_to(
                  jsonb_set(convert_from(token, 'UTF8')::jsonb, '{gaps}', '%s')::text, 'UTF8')
                where processor = '%s'
                """
                        .formatted(gaps, processor));
    }

    private long rows(GroupSnapshotId id) {
        return log.number(
                "select count(*) from view.status_change where resource_id = '%s'".formatted(id));
    }

    private String gaps(String processor) {
        return log.text(
                """
                select convert_from(token, 'UTF8')::jsonb ->> 'gaps' from view.processor_token
                where processor = '%s'
                """
                        .formatted(processor));
    }

    private static GroupSnapshotId newId() {
        return new GroupSnapshotId(UUID.randomUUID());
    }

    private static ResourceEvent requested(GroupSnapshotId id) {
        return Facts.groupSnapshotRequested(
                id, new GroupId(id.value()), new GroupTypeId(id.value()), "x", minute(1));
    }
}
