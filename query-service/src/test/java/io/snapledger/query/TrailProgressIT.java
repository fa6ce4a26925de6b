package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trail follows at leisure, and whoever reads it finds all that was answered. */
class TrailProgressIT {

    private static final String AT_GREAT_LEISURE = "snapledger.projection.trail-rest=1s";

    private EventLogWriter log;

    @BeforeEach
    void newLog() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
    }

    @Test
    void aWriterWaitsForTheOtherViewsAndAReaderForTheTrail() throws Exception {
        try (RunningService service = RunningService.on(log.url())) {
            GroupSnapshotId id = newId();
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
                    Connection other = DriverManager.getConnection(log.url());
                    Statement statement = other.createStatement()) {
                assertThat(service.shows(log.append(requested(newId())))).isTrue();
                other.setAutoCommit(false);
                statement.execute("lock table view.status_change in exclusive mode");
                long position = log.append(requested(id));

                assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                        .isTrue();
                assertThat(log.number("select count(*) from view.status_change")).isEqualTo(1);

                Future<Boolean> reader =
                        readers.submit(() -> service.get(TrailProgress.class).await());
                other.rollback();
                assertThat(reader.get()).isTrue();
                assertThat(log.number("select count(*) from view.status_change")).isEqualTo(2);
            }
        }
    }

    @Test
    void whatWasAnsweredIsReadAtOnceHoweverLongTheTrailWouldRest() {
        try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE);
                RunningService other = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
            for (int i = 0; i < 5; i++) {
                for (RunningService reader : new RunningService[] {service, other}) {
                    GroupSnapshotId id = newId();
                    long position = log.append(requested(id));
                    assertThat(reader.get(ReadPosition.class).await(position, RunningService.LONG))
                            .isTrue();

                    assertThat(
                                    reader.get(StatusHistoryReads.class)
                                            .of("group-snapshot", id.value(), null))
                            .extracting(StatusChangeView::position)
                            .containsExactly(position);
                }
            }
        }
    }

    @Test
    void whatWasAnsweredIsWithinTheReachOfAnExport() {
        try (RunningService service = RunningService.on(log.url(), AT_GREAT_LEISURE)) {
            for (int i = 0; i < 5; i++) {
                long position = log.append(requested(newId()));
                assertThat(service.get(ReadPosition.class).await(position, RunningService.LONG))
                        .isTrue();

                StatusChangeReach reach =
                        service.get(StatusChangeFeed.class).await(0, Duration.ZERO);

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
        log.execute(
                """
                update view.processor_token
                set token = convert_to(
                  jsonb_set(convert_from(token, 'UTF8')::jsonb, '{gaps}', '[]')::text, 'UTF8')
                where processor = 'resources'
                """);
        try (RunningService service = RunningService.on(log.url())) {
            assertThat(service.shows(log.append(requested(newId())))).isTrue();
            assertThat(gaps("resources")).isEqualTo("[]");
            assertThat(gaps("status-history")).isEqualTo("[" + lost + "]");
        }
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
