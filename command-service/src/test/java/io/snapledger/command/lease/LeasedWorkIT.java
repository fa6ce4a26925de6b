package io.snapledger.command.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.command.lease.SessionLease.Right;
import io.snapledger.testservers.TestPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How it goes on where it does not work. */
@ExtendWith(OutputCaptureExtension.class)
class LeasedWorkIT {

    private TestPostgres postgres;
    private HikariDataSource pool;
    private Attempts work;

    @BeforeEach
    void start() {
        postgres = TestPostgres.started();
        pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.jdbcUrl("postgres"));
        work = new Attempts(pool);
    }

    @AfterEach
    void stop() {
        work.stop();
        pool.close();
        postgres.close();
    }

    /** Taking the right is no success: after 0, 200, 600, 1400 and 3000 ms, and no sooner. */
    @Test
    void whatNeverWorksIsTriedLaterEachTime(CapturedOutput said) {
        long since = System.nanoTime();
        work.start();

        await().until(() -> work.attempts.get() >= 4);

        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isGreaterThan(Duration.ofMillis(1400));
        assertThat(said).containsOnlyOnce("Attempts are not being made");
        assertThat(said).doesNotContain("Attempts are being made again");
    }

    @Test
    void afterItHasWorkedTheFirstPauseIsShortAgain() {
        work.start();
        await().until(() -> work.attempts.get() >= 4);

        work.works = true;
        await().until(() -> work.successes.get() > 0);
        int before = work.attempts.get();
        long since = System.nanoTime();
        await().until(() -> work.attempts.get() >= before + 2);

        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
    }

    /** Whether another one that has the right can work is not known yet. */
    @Test
    void thatAnotherOneHasTheRightIsNoRecovery(CapturedOutput said) {
        work.start();
        await().until(() -> work.failure() != null);

        SessionLease others =
                await().until(() -> SessionLease.take(pool, Right.SIGN), lease -> lease.isPresent())
                        .orElseThrow();

        // It asks for the right several times meanwhile.
        await().during(Duration.ofMillis(1500))
                .until(work::failure, failure -> "it works no more".equals(failure));
        assertThat(said).doesNotContain("being made again").doesNotContain("left to another");
        others.close();
    }

    private static final class Attempts extends LeasedWork {

        private final AtomicInteger attempts = new AtomicInteger();
        private final AtomicInteger successes = new AtomicInteger();
        private volatile boolean works;

        private Attempts(DataSource database) {
            super(
                    "attempts",
                    Right.SIGN,
                    database,
                    new Pace(Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(1)),
                    "Attempts",
                    "made");
        }

        @Override
        protected void workWith(SessionLease lease) {
            attempts.incrementAndGet();
            if (works) {
                recovered();
                successes.incrementAndGet();
            }
            throw new CannotGoOn("it works no more");
        }
    }
}
