package io.snapledger.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.query.TestServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The connection over which indexes are made. */
class PatientConnectionIT {

    private static PatientConnection connection() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.addDataSourceProperty("options", "-c deadlock_timeout=4321");
            pool.addDataSourceProperty("socketTimeout", "1");
            return new RebuildConfiguration()
                    .patientConnections(new Login(TestServer.newDatabase()), pool)
                    .of(UUID.randomUUID());
        }
    }

    private record Login(String url) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public @Nullable String getUsername() {
            return "postgres";
        }

        @Override
        public @Nullable String getPassword() {
            return null;
        }
    }

    @Test
    void itIsMadeAsThoseOfThePoolAreButWaitsForLonger() {
        PatientConnection connection = connection();
        connection.execute("select pg_sleep(1.5)");
        assertThatThrownBy(() ->
                        connection.execute(
                                "select ('deadlock_timeout is '"
                                        + " || current_setting('deadlock_timeout'))::int"))
                .hasStackTraceContaining("deadlock_timeout is 4321ms");
        assertThat(connection.inUse()).isNull();
    }

    @Test
    void whatIsAbandonedPasses() throws Exception {
        PatientConnection connection = connection();
        try (ExecutorService waits = Executors.newSingleThreadExecutor()) {
            Future<?> answer = waits.submit(() -> connection.execute("select pg_sleep(60)"));
            Connection inUse =
                    await().atMost(Duration.ofSeconds(30))
                            .until(connection::inUse, Objects::nonNull);
            PatientConnection.abandon(Objects.requireNonNull(inUse));
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(failure -> assertThat(PassingFailures.passes(failure)).isTrue());
        }
    }
}
