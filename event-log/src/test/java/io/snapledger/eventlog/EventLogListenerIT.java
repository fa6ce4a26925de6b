package io.snapledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is woken by whose {@code NOTIFY}. */
class EventLogListenerIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static TestPostgres postgres;

    private final WakeUp wakeUp = new WakeUp();
    private EventLogListener listener;

    @BeforeAll
    static void startPostgres() {
        postgres = TestPostgres.started();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void listen() {
        listener = new EventLogListener(postgres.jdbcUrl("postgres"), null, null, wakeUp);
        listener.start();
        await().atMost(LONG).until(this::isListening);
        // It says by itself that something may have come before.
        await().atMost(LONG).until(() -> wakeUp.ticket() > 0);
    }

    @AfterEach
    void stop() {
        listener.stop();
    }

    @Test
    void anotherProcessWakesItsReaders() throws Exception {
        long ticket = wakeUp.ticket();

        tell(new WakeUp().name());

        assertThat(wakeUp.await(ticket, LONG)).isTrue();
    }

    @Test
    void whoSaysNoNameWakesThem() throws Exception {
        long ticket = wakeUp.ticket();

        tell("");

        assertThat(wakeUp.await(ticket, LONG)).isTrue();
    }

    @Test
    void itsOwnProcessHasWokenThemAlready() throws Exception {
        long ticket = wakeUp.ticket();

        tell(wakeUp.name());
        tell(new WakeUp().name());

        // Told in this order, and the second one is heard.
        assertThat(wakeUp.await(ticket, LONG)).isTrue();
        assertThat(wakeUp.ticket()).isEqualTo(ticket + 1);
    }

    private boolean isListening() throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                """
                                select count(*) from pg_stat_activity
                                where application_name = 'snapledger-event-log-listener'
                                  and query like 'listen %' and state = 'idle'
                                """)) {
            found.next();
            return found.getInt(1) == 1;
        }
    }

    private static void tell(String name) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("notify %s, '%s'".formatted(EventLogTable.CHANNEL, name));
        }
    }
}
