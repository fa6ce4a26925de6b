package io.snapledger.query.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.PositionPage;
import io.snapledger.query.TestServer;
import io.snapledger.query.table.Trail.AnyOf;
import io.snapledger.query.table.Trail.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages of a long trail: the right rows, and no more rows read than a page needs. */
class TrailIT {

    private static final int ROWS = 300_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Trail TRAIL = new Trail("view.status_change", "view.status_change_span");

    /** What a page reads at most: its rows, and what is needed to find their place. */
    private static final long FEW = 3_000;

    private static JdbcClient jdbc;

    @BeforeAll
    static void makeRows() {
        jdbc = TestServer.newViews();
        // One each second, told up to two minutes late. The old project is of the first hours
        // alone, and positions have gaps.
        jdbc.sql(
                        """
                        insert into view.status_change
                          (event_id, position, at, event_name, resource_type, resource_id,
                           project_id, from_status, to_status, cause, actor_user_id, actor_roles,
                           request_id)
                        select gen_random_uuid(), n * 2 + n / 1000,
                          timestamptz '2026-01-01 00:00:00+00'
                            + n * interval '1 second' - random() * interval '2 minutes',
                          'volume.created',
                          (array['volume', 'snapshot', 'group-snapshot'])[1 + n % 3],
                          ('00000000-0000-4000-8000-' || lpad(to_hex(n / 4), 12, '0'))::uuid,
                          case when n % 50 = 0 then null
                               when n < 20000 and n % 2 = 0 then 'old'
                               when n % 5 = 0 then 'busy' else 'p' || n % 500 end,
                          case when n % 4 = 0 then null else 'creating' end,
                          case when n % 1000 = 7 then 'error' else 'available' end,
                          case when n % 2000 = 7 then 'deadline' when n % 2 = 0 then 'request'
                               else 'agent' end,
                          'user-' || n % 100, '{}', 'req-' || n / 6
                        from generate_series(1, :rows) n
                        """)
                .param("rows", ROWS)
                .update();
        jdbc.sql(
                        """
                        insert into view.status_change_span (block, from_at, to_at)
                        select position / 2000, min(at), max(at)
                        from view.status_change group by 1
                        """)
                .update();
        jdbc.sql("analyze").update();
    }

    private static Instant hour(long number) {
        return START.plusSeconds(3600 * number);
    }

    private static PositionPage newest(int limit) {
        return new PositionPage(false, null, limit);
    }

    static Stream<Arguments> questions() {
        AnyOf resource =
                new AnyOf(
                        "resource_id",
                        "uuid",
                        List.of(UUID.fromString("00000000-0000-4000-8000-000000000100")));
        return Stream.of(
                Arguments.of("all", List.of(), null, null),
                Arguments.of("a resource", List.of(resource), null, null),
                Arguments.of("a request", List.of(text("request_id", "req-9")), null, null),
                Arguments.of("an actor", List.of(text("actor_user_id", "user-7")), null, null),
                Arguments.of("a busy project", List.of(text("project_id", "busy")), null, null),
                Arguments.of("an old project", List.of(text("project_id", "old")), null, null),
                Arguments.of("no project", List.of(text("project_id", "nobody")), null, null),
                Arguments.of(
                        "projects", List.of(text("project_id", "old", "p1", "p2")), null, null),
                Arguments.of("a rare status", List.of(text("to_status", "error")), null, null),
                Arguments.of("a common one", List.of(text("to_status", "available")), null, null),
                Arguments.of(
                        "an earlier one", List.of(text("from_status", "creating")), null, null),
                Arguments.of("a rare cause", List.of(text("cause", "deadline")), null, null),
                Arguments.of("causes", List.of(text("cause", "deadline", "agent")), null, null),
                Arguments.of("a type", List.of(text("resource_type", "snapshot")), null, null),
                Arguments.of("the first hour", List.of(), null, hour(1)),
                Arguments.of("an early hour", List.of(), hour(2), hour(3)),
                Arguments.of("the last hours", List.of(), hour(80), null),
                Arguments.of("before it all", List.of(), null, START.minusSeconds(3600)),
                Arguments.of("after it all", List.of(), hour(10_000), null),
                Arguments.of(
                        "a project's hour", List.of(text("project_id", "busy")), hour(2), hour(3)),
                Arguments.of(
                        "a project's failures",
                        List.of(text("project_id", "p7"), text("to_status", "error")),
                        null,
                        null));
    }

    private static AnyOf text(String column, String... values) {
        return new AnyOf(column, "text", List.of(values));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void aPageIsRightAndReadsLittle(
            String name, List<AnyOf> filters, @Nullable Instant since, @Nullable Instant until) {
        for (boolean ascending : new boolean[] {false, true}) {
            PositionPage page = new PositionPage(ascending, null, 51);

            List<Long> positions = run(filters, since, until, page);

            assertThat(positions).isEqualTo(slowly(filters, since, until, page));
            assertThat(rowsRead(filters, since, until, page)).isLessThan(FEW);
            if (positions.size() == 51) {
                PositionPage second = new PositionPage(ascending, positions.get(50), 51);
                assertThat(run(filters, since, until, second))
                        .isEqualTo(slowly(filters, since, until, second));
                assertThat(rowsRead(filters, since, until, second)).isLessThan(FEW);
            }
        }
    }

    @Test
    void anyCombinationIsRight() {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            List<AnyOf> filters = new ArrayList<>();
            add(filters, random, "actor_user_id", "user-7", "user-14", "user-50", "nobody");
            add(filters, random, "project_id", "old", "busy", "p1", "p7", "nobody");
            add(filters, random, "to_status", "error", "available");
            add(filters, random, "cause", "deadline", "agent", "request");
            add(filters, random, "resource_type", "volume", "snapshot");
            Instant since = random.nextInt(3) == 0 ? hour(random.nextInt(80)) : null;
            Instant until = random.nextInt(3) == 0 ? hour(random.nextInt(80)) : null;
            PositionPage page =
                    new PositionPage(
                            random.nextBoolean(),
                            random.nextBoolean() ? (long) random.nextInt(2 * ROWS) : null,
                            1 + random.nextInt(40));

            assertThat(run(filters, since, until, page))
                    .as("%s %s %s %s", filters, since, until, page)
                    .isEqualTo(slowly(filters, since, until, page));
        }
    }

    private static void add(
            List<AnyOf> filters, Random random, String column, String... candidates) {
        if (random.nextInt(3) == 0) {
            List<String> values = Stream.of(candidates).filter(_ -> random.nextBoolean()).toList();
            filters.add(new AnyOf(column, "text", values));
        }
    }

    @Test
    void whatNoTextCanHoldMatchesNothing() {
        assertThat(run(List.of(text("project_id", "a\0b")), null, null, newest(5))).isEmpty();
        assertThat(run(List.of(text("project_id", "a\0b", "busy")), null, null, newest(5)))
                .hasSize(5);
    }

    private static List<Long> run(
            List<AnyOf> filters,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page) {
        return TRAIL.run(jdbc, filters, since, until, page, (row, _) -> row.getLong("position"));
    }

    /** The same without any cleverness. */
    private static List<Long> slowly(
            List<AnyOf> filters,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (AnyOf filter : filters) {
            if (!filter.values().isEmpty()) {
                conditions.add(
                        filter.column()
                                + "::text in ('"
                                + String.join(
                                        "', '",
                                        filter.values().stream().map(Object::toString).toList())
                                + "')");
            }
        }
        if (since != null) {
            conditions.add("at >= '" + since + "'");
        }
        if (until != null) {
            conditions.add("at < '" + until + "'");
        }
        if (page.after() != null) {
            conditions.add("position " + (page.ascending() ? "> " : "< ") + page.after());
        }
        return jdbc.sql(
                        "select position from view.status_change where "
                                + String.join(" and ", conditions)
                                + " order by position "
                                + (page.ascending() ? "asc" : "desc")
                                + " limit "
                                + page.limit())
                .query(Long.class)
                .list();
    }

    private static long rowsRead(
            List<AnyOf> filters,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page) {
        Statement statement = TRAIL.statement(filters, since, until, page).orElseThrow();
        return RowsRead.by(jdbc, statement.sql(), statement.parameters());
    }
}
