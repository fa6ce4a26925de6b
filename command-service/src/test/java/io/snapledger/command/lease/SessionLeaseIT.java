package io.snapledger.command.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.command.lease.SessionLease.Right;
import io.snapledger.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has a right, for how long, and who gets it then. */
class SessionLeaseIT {

    private static final Duration SILENCE = Duration.ofMillis(400);

    private TestPostgres postgres;
    private HikariDataSource one;
    private HikariDataSource other;

    @BeforeEach
    void start() {
        postgres = TestPostgres.started();
        one = pool();
        other = pool();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        postgres.close();
    }

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.jdbcUrl("postgres"));
        pool.setMaximumPoolSize(2);
        return pool;
    }

    @Test
    void aRightIsGivenToOneAtATimeAndBack() {
        SessionLease lease = SessionLease.take(one, Right.PUBLISH).orElseThrow();
        assertThat(SessionLease.take(other, Right.PUBLISH)).isEmpty();
        try (SessionLease another = SessionLease.take(other, Right.SIGN).orElseThrow()) {
            assertThat(another.session()).isNotNull();
        }

        lease.close();

        try (SessionLease next = SessionLease.take(other, Right.PUBLISH).orElseThrow()) {
            assertThat(next.session()).isNotNull();
        }
    }

    @Test
    void whoSaysNothingAnyMoreLosesTheRightAndCanDoNothingWithIt() {
        SessionLease halted = SessionLease.take(one, Right.PUBLISH, SILENCE).orElseThrow();

        try (SessionLease next =
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> SessionLease.take(other, Right.PUBLISH), Optional::isPresent)
                        .orElseThrow()) {
            assertThat(next.session()).isNotNull();
            assertThatThrownBy(() -> ask(halted.session(), "select 1"))
                    .isInstanceOf(SQLException.class);
        }
        halted.close();
    }

    @Test
    void whoIsAliveKeepsTheRightHoweverLongItHasNothingToDo() {
        try (SessionLease lease =
                SessionLease.take(one, Right.PUBLISH, SILENCE)
                        .map(taken -> taken.keptAlive(SILENCE.dividedBy(5)))
                        .orElseThrow()) {
            Instant end = Instant.now().plus(SILENCE.multipliedBy(4));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        assertThat(SessionLease.take(other, Right.PUBLISH)).isEmpty();
                        return Instant.now().isAfter(end);
                    });
            assertThat(lease.session()).isNotNull();
        }
    }

    @Test
    void aSessionThatGaveItsRightBackMayBeSilent() throws SQLException {
        SessionLease.take(one, Right.PUBLISH, SILENCE).orElseThrow().close();

        try (Connection session = one.getConnection()) {
            assertThat(ask(session, "show idle_session_timeout")).isEqualTo("0");
        }
    }

    private static String ask(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
