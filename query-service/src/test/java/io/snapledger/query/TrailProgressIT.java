package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView.Standing;
import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptRecorded;
import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.TrailProgress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        try (RunningService service = RunningService.on(log.url());
                LockedTrail locked = lockOnceFollowed(service)) {
            GroupSnapshotId id = newId();
            answered(service, requested(id));
            assertThat(rows(id)).isZero();

            Reader reader = Reader.of(service);
            assertThat(reader.waits()).isTrue();
            locked.release();
            assertThat(reader.hasFound()).isTrue();
            assertThat(rows(id)).isEqualTo(1);
        }
    }

    @Test
    void whatWasAnsweredIsReadHoweverLongTheTrailWouldRest() {
        try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
            follow(service);
            for (int i = 0; i < 3; i++) {
                assertIsReadOnceAnswered(service);
            }
        }
    }

    @Test
    void whatWasAnsweredIsReadAtAnInstanceThatProjectsNothing() {
        try (RunningService service = RunningService.on(log.url());
                RunningService other = RunningService.on(log.url())) {
            follow(service);
            for (int i = 0; i < 3; i++) {
                assertIsReadOnceAnswered(other);
                assertIsReadOnceAnswered(service);
            }
        }
    }

    /** By each way to read what the trail's processor writes. */
    private void assertIsReadOnceAnswered(RunningService service) {
        GroupSnapshotId id = newId();
        long position = answered(service, requested(id));
        assertThat(service.get(StatusHistoryReads.class).of("group-snapshot", id.value(), null))
                .extracting(StatusChangeView::position)
                .containsExactly(position);

        long newest = answered(service, requested(newId()));
        assertThat(service.get(StatusHistoryReads.class).list(newest()))
                .extracting(StatusChangeView::position)
                .containsExactly(newest);

        long before = groupSnapshots(service);
        answered(service, requested(newId()));
        assertThat(groupSnapshots(service)).isEqualTo(before + 1);

        RefusedAttemptRecorded attempt =
                Facts.refusedAttempt(
                        UUID.randomUUID().toString(),
                        404,
                        Instant.now().truncatedTo(ChronoUnit.MICROS));
        answered(service, attempt);
        assertThat(service.get(RefusedAttemptReads.class).list(attempts(attempt.resourceId())))
                .hasSize(1);
    }

    @Test
    void whatWasAnsweredWhileTheTrailRestedIsReadAfterARestart() {
        for (int i = 0; i < 3; i++) {
            GroupSnapshotId id = newId();
            try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
                answered(service, requested(id));
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
            follow(service);
            for (int i = 0; i < 5; i++) {
                long position = answered(service, requested(newId()));

                assertThat(service.get(StatusChangeFeed.class).await(-1, Duration.ZERO).settled())
                        .isEqualTo(position);
            }
        }
    }

    /** Another instance may have taken over what this one followed, and have had it answered. */
    @Test
    void aReaderGoesByWhatTheDatabaseSaysOfTheOtherViews() throws Exception {
        try (RunningService service = RunningService.on(log.url())) {
            long shown = follow(service);
            assertThat(service.get(TrailProgress.class).await()).isTrue();

            set("resources", "index", Long.toString(shown + 1));

            Reader reader = Reader.of(service);
            assertThat(reader.waits()).isTrue();
            set("resources", "index", Long.toString(shown));
            assertThat(reader.hasFound()).isFalse();
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
            follow(service);
        }
        assertThat(gaps("resources")).isEqualTo("[" + lost + "]");
        set("resources", "gaps", "[]");
        try (RunningService service = RunningService.on(log.url())) {
            follow(service);
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
            position = answered(service, requested(late));
            follow(service);
        }
        log.execute("delete from view.status_change where position = " + position);
        set("status-history", "gaps", "[" + position + "]");
        try (LockedTrail locked = new LockedTrail(log.url());
                RunningService service = RunningService.on(log.url())) {
            awaitWhoWantsTheTrail();
            Reader reader = Reader.of(service);
            assertThat(reader.waits()).isTrue();
            locked.release();
            assertThat(reader.hasFound()).isTrue();
            assertThat(rows(late)).isEqualTo(1);
        }
    }

    @Test
    void aTrailThatStandsStillIsWaitedForOnce() throws Exception {
        try (RunningService service = RunningService.on(log.url())) {
            long position;
            try (LockedTrail _ = lockOnceFollowed(service)) {
                position = answered(service, requested(newId()));
                assertThat(service.get(TrailProgress.class).await()).isFalse();

                Reader second = Reader.of(service);
                assertThat(second.waits()).isFalse();
                assertThat(second.hasFound()).isFalse();
            }
            assertThat(service.shows(position)).isTrue();

            try (LockedTrail locked = lockOnceFollowed(service)) {
                answered(service, requested(newId()));
                Reader reader = Reader.of(service);
                assertThat(reader.waits()).isTrue();
                locked.release();
                assertThat(reader.hasFound()).isTrue();
            }
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

    /** Keeps the trail's processor from committing. */
    private static final class LockedTrail implements AutoCloseable {

        private final Connection connection;

        private LockedTrail(String url) throws SQLException {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table view.status_change in exclusive mode");
            }
        }

        void release() throws SQLException {
            connection.close();
        }

        @Override
        public void close() throws SQLException {
            release();
        }
    }

    private LockedTrail lockOnceFollowed(RunningService service) throws SQLException {
        follow(service);
        return new LockedTrail(log.url());
    }

    private void awaitWhoWantsTheTrail() {
        await().until(() ->
                log.number(
                                """
                                select count(*) from pg_locks
                                where not granted and relation = 'view.status_change'::regclass
                                """)
                        > 0);
    }

    /** Returns the position up to which all views are. */
    private long follow(RunningService service) {
        long position = log.append(requested(newId()));
        assertThat(service.shows(position)).isTrue();
        return position;
    }

    /** What a writer that was answered has waited for. */
    private long answered(RunningService service, ResourceEvent event) {
        long position = log.append(event);
        assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG)).isTrue();
        return position;
    }

    private static long groupSnapshots(RunningService service) {
        LocalDate day = LocalDate.ofInstant(minute(1), ZoneOffset.UTC);
        return service
                .get(StatisticsReads.class)
                .of(new StatisticsQuery(List.of("group-snapshot"), List.of(), day, day.plusDays(1)))
                .now()
                .stream()
                .mapToLong(Standing::resources)
                .sum();
    }

    private static StatusChangeQuery newest() {
        return StatusChangeQuery.everything(new PositionPage(false, null, 1));
    }

    private static RefusedAttemptQuery attempts(String resource) {
        return new RefusedAttemptQuery(
                List.of(),
                List.of(resource),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                new PositionPage(false, null, 10));
    }

    private void set(String processor, String what, String value) {
        log.execute(
                """
                update view.processor_token
                set token = convert_to(
                  jsonb_set(convert_from(token, 'UTF8')::jsonb, '{%s}', '%s')::text, 'UTF8')
                where processor = '%s'
                """
                        .formatted(what, value, processor));
    }

    private String gaps(String processor) {
        return log.text(
                """
                select convert_from(token, 'UTF8')::jsonb ->> 'gaps' from view.processor_token
                where processor = '%s'
                """
                        .formatted(processor));
    }

    private long rows(GroupSnapshotId id) {
        return log.number(
                "select count(*) from view.status_change where resource_id = '%s'".formatted(id));
    }

    private static GroupSnapshotId newId() {
        return new GroupSnapshotId(UUID.randomUUID());
    }

    private static ResourceEvent requested(GroupSnapshotId id) {
        return Facts.groupSnapshotRequested(
                id, new GroupId(id.value()), new GroupTypeId(id.value()), "x", minute(1));
    }
}
