package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The views hear of new events; they do not only come across them. */
class WakeUpIT {

    @Test
    void anEventIsShownBecauseItWasAnnounced() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        // So seldom that nothing would be found by looking within this test's time.
        try (RunningService service =
                RunningService.on(
                        log.url(),
                        "snapledger.event-log.poll=1h",
                        "snapledger.projection.claim-timeout=30m")) {
            await().atMost(RunningService.LONG)
                    .until(() ->
                            log.number(
                                            """
                                            select count(*) from pg_stat_activity
                                            where datname = current_database()
                                              and state = 'idle' and query like 'listen %'
                                            """)
                                    == 1);
            UUID id = UUID.randomUUID();

            assertThat(
                            service.shows(
                                    log.append(
                                            Facts.groupSnapshotRequested(
                                                    new GroupSnapshotId(id),
                                                    new GroupId(id),
                                                    new GroupTypeId(id),
                                                    "heard",
                                                    minute(1)))))
                    .isTrue();
        }
    }
}
