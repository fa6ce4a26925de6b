package io.snapledger.eventlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.eventlog.EventLogMigrations;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.testservers.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log as large as {@code -Dsnapledger.verify.events} says, a small one by itself. The figures are
 * in docs/performance.md; those of memory are of a process of its own, which can be given as little
 * as one likes.
 */
class LargeLogIT {

    private static final int EVENTS = Integer.getInteger("snapledger.verify.events", 20_000);
    private static final int PER_RESOURCE = 5;

    @TempDir private Path folder;

    @Test
    void isVerifiedWhole() throws IOException, SQLException {
        SigningKey.createUnlessThere(folder.resolve("key"), folder.resolve("public"));
        SigningKey key = SigningKey.read(folder.resolve("key"));
        Trust trust = Trust.in(List.of(PublicKeys.read(folder.resolve("public"))));
        try (TestPostgres postgres = TestPostgres.started(Map.of("max_wal_size", "4GB"))) {
            String url = postgres.jdbcUrl("postgres");
            LogUnderTest log = new LogUnderTest(url);
            EventLogMigrations.run(log.database(), "V1__create_event_log.sql");
            fill(log);
            timed(
                    "sealed by the migration",
                    () -> EventLogMigrations.run(log.database(), "V21__chain_events.sql"));
            timed("signed", () -> log.sign(key, 1000));
            log.execute("vacuum analyze event_log.event");
            int threads = Runtime.getRuntime().availableProcessors();
            timed(
                    "verified in the database",
                    () -> {
                        try (StoredLog stored = JdbcLog.at(url, null, null)) {
                            sound(Verification.of(stored, trust, threads));
                        }
                    });
            Path dump = folder.resolve("dump.sql");
            timed("dumped", () -> log.dump(dump));
            timed(
                    "verified in the dump",
                    () -> {
                        try (InputStream in = Files.newInputStream(dump);
                                StoredLog stored = DumpLog.read(in, folder, threads)) {
                            sound(Verification.of(stored, trust, threads));
                        }
                    });
            System.out.printf(
                    Locale.ROOT,
                    "heap in use, garbage included: %d MB%n",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        }
    }

    // The first digits of ids are random in a real log, and the parts that threads take are cut by
    // them; payload and metadata have some 700 bytes.
    private static void fill(LogUnderTest log) {
        int each = EVENTS / 10;
        for (String first : List.of("0", "1", "3", "5", "7", "8", "9", "b", "d", "f")) {
            log.execute(
                    """
                    insert into event_log.event
                      (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                       payload_type, payload_revision, payload, meta_data)
                    select gen_random_uuid(),
                      ('%1$s' || right(lpad(to_hex(n %% %2$d), 8, '0'), 7)
                        || '-0000-4000-8000-000000000000')::uuid,
                      n / %2$d, 'Volume', now() + n * interval '1 ms', 'volume.created', '1',
                      convert_to(repeat(md5(n::text), 12), 'UTF8'),
                      convert_to(repeat(md5(n::text), 10), 'UTF8')
                    from generate_series(0, %3$d - 1) n
                    """
                            .formatted(first, each / PER_RESOURCE, each));
        }
    }

    private static void sound(Verification.Result result) {
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(EVENTS);
        assertThat(result.resources()).isEqualTo(EVENTS / PER_RESOURCE);
        assertThat(result.roots()).isEqualTo(EVENTS / 1000);
    }

    private static void timed(String what, Work work) throws IOException, SQLException {
        long begin = System.nanoTime();
        work.run();
        System.out.printf(
                Locale.ROOT,
                "%,d events %s in %.1f s%n",
                EVENTS,
                what,
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3);
    }

    private interface Work {
        void run() throws IOException, SQLException;
    }
}
