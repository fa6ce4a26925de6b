package io.snapledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.query.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of a long log: no more of it is read than the page needs.
 *
 * <p>{@code -Dsnapledger.births=1000000} makes the log longer.
 */
class PastEventsIT {

    private static final Logger log = LoggerFactory.getLogger(PastEventsIT.class);

    private static final int BIRTHS = Integer.getInteger("snapledger.births", 40_000);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path MIGRATIONS =
            Path.of("..", "command-service", "src/main/resources/db/migration/command");

    /** What a page of 50 reads at most: a few blocks for each of its rows. */
    private static final long FEW_BLOCKS = 600;

    private static JdbcClient jdbc;
    private static PastEvents events;

    // Every second resource is the big project's; of these every fifth is deleted at once. The
    // others have a hundred projects. One begins each second.
    @BeforeAll
    static void makeEvents() throws IOException {
        DriverManagerDataSource database =
                new DriverManagerDataSource(TestServer.newDatabase(), "postgres", "");
        jdbc = JdbcClient.create(database);
        for (String migration :
                List.of("V1__create_event_log.sql", "V20__index_events_that_begin_resources.sql")) {
            jdbc.sql(Files.readString(MIGRATIONS.resolve(migration))).update();
        }
        insert("requested", 0, "true");
        insert("created", 1, "true");
        insert("deleted", 2, "mod(n, 10) = 0");
        jdbc.sql("vacuum analyze event_log.event").update();
        EventLogEngine engine =
                EventLogEngine.on(
                        database::getConnection,
                        NoTransactionManager.INSTANCE,
                        new EventLogSerializer(),
                        500);
        events = new PastEvents(jdbc, engine);
    }

    private static void insert(String fact, int sequence, String of) {
        jdbc.sql(
                        """
                        insert into event_log.event
                          (event_identifier, aggregate_identifier, sequence_number, type,
                           time_stamp, payload_type, payload_revision, payload, meta_data)
                        select gen_random_uuid(), md5(n::text)::uuid, :sequence, 'volume', at,
                          'volume.' || :fact, '1',
                          convert_to(json_build_object(
                            'id', md5(n::text)::uuid, 'user_id', repeat('u', 32),
                            'project_id', case when mod(n, 2) = 0 then 'big' else 'p' || mod(n, 200) end,
                            'name', repeat('n', 100), 'at', at)::text, 'UTF8'),
                          '{}'
                        from generate_series(1, :births) n,
                          lateral (select timestamptz '2026-01-01 00:00:00+00'
                                     + make_interval(secs => n) as at) t
                        where %s
                        order by n
                        """
                                .formatted(of))
                .param("sequence", sequence)
                .param("fact", fact)
                .param("births", BIRTHS)
                .update();
    }

    private static ResourceStateQuery page(String project, AsOf asOf, boolean deleted, UUID after) {
        return new ResourceStateQuery("volume", project, asOf, deleted, after, 50);
    }

    private static long blocksRead(ResourceStateQuery query) {
        long begin = System.nanoTime();
        int rows = events.begun(query).size();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String plan =
                events.statement("explain (analyze, buffers, format json) ", query)
                        .query(String.class)
                        .single();
        JsonNode root = JsonMapper.shared().readTree(plan).path(0).path("Plan");
        long blocks =
                root.path("Shared Hit Blocks").asLong() + root.path("Shared Read Blocks").asLong();
        log.info("{} rows of {} in {}, {} blocks", rows, query, took, blocks);
        assertThat(plan).doesNotContain("Seq Scan");
        return blocks;
    }

    @Test
    void aPageReadsLittleMoreThanItsRows() {
        UUID middle = UUID.fromString("80000000-0000-0000-0000-000000000000");
        UUID lowest = new UUID(0, 1);
        for (String project : List.of("big", "p7")) {
            for (AsOf asOf :
                    List.of(
                            AsOf.position(Long.MAX_VALUE),
                            AsOf.time(START.plusSeconds(2L * BIRTHS)))) {
                for (UUID after : List.of(lowest, middle)) {
                    for (boolean deleted : List.of(true, false)) {
                        assertThat(blocksRead(page(project, asOf, deleted, after)))
                                .isLessThan(FEW_BLOCKS);
                    }
                }
            }
        }
    }

    @Test
    void whatBeganAfterAMomentIsPassedOverWithinTheIndex() {
        // Up to an hour after it belongs to it, until their events tell otherwise.
        AsOf early = AsOf.time(START.plusSeconds(40));
        ResourceStateQuery query =
                new ResourceStateQuery("volume", "big", early, true, new UUID(0, 1), 5_000);

        assertThat(events.begun(query)).hasSize((3_600 + 40) / 2);
        assertThat(blocksRead(query)).isLessThan(4_000 + BIRTHS / 40);
    }
}
