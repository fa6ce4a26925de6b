package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** The service outlives its database, and may be there before the event log is. */
class OutageIT {

    @Test
    void aDatabaseThatGoesAwayAndComesBackHealsByItself() {
        try (TestPostgres server = TestPostgres.started(Map.of("log_min_messages", "fatal"))) {
            EventLogWriter log = EventLogWriter.onNewTable(server.jdbcUrl("postgres"));
            GroupSnapshotId after = new GroupSnapshotId(UUID.randomUUID());
            try (RunningService service = RunningService.on(log.url())) {
                assertThat(service.shows(log.append(requested(UUID.randomUUID())))).isTrue();

                server.stop();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() ->
                                assertThat(service.health().getStatus()).isEqualTo(Status.DOWN));
                server.start();
                long position = log.append(requested(after.value()));

                assertThat(service.shows(position)).isTrue();
                assertThat(service.get(GroupSnapshotReads.class).find(after, null)).isPresent();
                assertThat(log.number("select count(*) from view.status_change")).isEqualTo(2);
                await().atMost(RunningService.LONG)
                        .untilAsserted(() -> {
                            assertThat(service.health().getStatus()).isEqualTo(Status.UP);
                            assertThat(listeners(log)).isEqualTo(1);
                        });
            }
        }
    }

    @Test
    void anInstanceThatIsHaltedInATransactionKeepsNobodyFromItsProjections() throws Exception {
        String url = TestServer.newDatabase();
        EventLogWriter log = EventLogWriter.onNewTable(url);
        try (RunningService service = RunningService.on(url)) {
            assertThat(service.shows(log.append(requested(UUID.randomUUID())))).isTrue();
            try (Connection halted = service.get(DataSource.class).getConnection();
                    Statement statement = halted.createStatement()) {
                halted.setAutoCommit(false);
                statement.execute("select * from processor_token for update");

                long position = log.append(requested(UUID.randomUUID()));

                await().atMost(RunningService.LONG).until(() -> service.shows(position));
                assertThatThrownBy(halted::rollback).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aServiceThatStartsBeforeTheEventLogExistsWaitsForIt() {
        String url = TestServer.newDatabase();
        try (RunningService service = RunningService.on(url)) {
            assertThat(service.health().getStatus()).isEqualTo(Status.DOWN);

            EventLogWriter log = EventLogWriter.onNewTable(url);
            long position = log.append(requested(UUID.randomUUID()));

            assertThat(service.shows(position)).isTrue();
            await().untilAsserted(
                            () -> assertThat(service.health().getStatus()).isEqualTo(Status.UP));
        }
    }

    @Test
    void aServiceThatWaitsForTheEventLogCanBeStopped() {
        RunningService service = RunningService.on(TestServer.newDatabase());
        service.close();

        assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .filter(name -> name.contains("resources")))
                .isEmpty();
    }

    private static long listeners(EventLogWriter log) {
        return log.number(
                """
                select count(*) from pg_stat_activity
                where application_name = 'snapledger-event-log-listener'
                """);
    }

    private static ResourceEvent requested(UUID id) {
        return Facts.groupSnapshotRequested(
                new GroupSnapshotId(id), new GroupId(id), new GroupTypeId(id), "x", minute(1));
    }
}
