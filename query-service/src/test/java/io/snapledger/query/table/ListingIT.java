package io.snapledger.query.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.query.TestServer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Pages of a long list: the right rows, and no more rows read than a page needs. */
class ListingIT {

    private static final int ROWS = 100_000;
    private static final int PAGE = 50;

    /** What a page reads at most: its rows, and those of others that lie between them. */
    private static final long FEW = 1_000;

    /** The driver's executions before it prepares a statement, and PostgreSQL's after that. */
    private static final int PLANNED_ANEW = 10;

    private static final Listing LISTING =
            Listing.of("view.group_snapshot", "select t.id from view.group_snapshot t")
                    .ofProjects()
                    .changing()
                    .id("group_id")
                    .name()
                    .textOrNull("description")
                    .text("status")
                    .build();

    private static String database;
    private static JdbcClient jdbc;
    private static List<Row> rows;

    @BeforeAll
    static void makeRows() {
        database = TestServer.newDatabase();
        jdbc = TestServer.views(database);
        jdbc.sql(
                        """
                        insert into view.group_snapshot
                          (id, project_id, user_id, group_id, group_type_id, name, description,
                           status, created_at)
                        select md5('id' || n)::uuid,
                          case when n % 2 = 0 then 'busy' else 'p' || n % 40 end, 'u',
                          md5('group' || n / 100)::uuid, md5('type')::uuid,
                          case when n % 100 = 0 then null when n % 100 = 1 then ''
                               when n % 100 < 5 then 'daily' else 'name ' || lpad(n::text, 7, '0') end,
                          null,
                          case when n % 2500 = 6 then 'error' else 'available' end,
                          timestamptz '2026-01-01 00:00:00+00' + n / 3 * interval '1 second'
                        from generate_series(1, :rows) n
                        """)
                .param("rows", ROWS)
                .update();
        jdbc.sql("analyze").update();
        rows =
                jdbc.sql(
                                """
                                select id, project_id, name, status,
                                  extract(epoch from created_at)::bigint as created,
                                  group_id::text as group_id
                                from view.group_snapshot
                                """)
                        .query((row, _) ->
                                new Row(
                                        row.getObject("id", UUID.class),
                                        row.getString("project_id"),
                                        Cells.textOrNull(row, "name"),
                                        row.getString("status"),
                                        row.getLong("created"),
                                        row.getString("group_id")))
                        .list();
    }

    /** As far as it is filtered and sorted by. */
    private record Row(
            UUID id,
            String project,
            @Nullable String name,
            String status,
            long created,
            String group) {

        String sortedName() {
            return name == null ? "" : name;
        }
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("all", List.of(), List.of()),
                Arguments.of("a name", filter("name", "name 0050050"), List.of()),
                Arguments.of("a name that many have", filter("name", "daily"), List.of()),
                Arguments.of("a name that none has", filter("name", "nothing"), List.of()),
                Arguments.of("a rare status", filter("status", "error"), List.of()),
                Arguments.of("a status that none has", filter("status", "deleting"), List.of()),
                Arguments.of("a common status", filter("status", "available"), List.of()),
                Arguments.of(
                        "a group",
                        filter("group_id", "d94fd493-c840-64d4-b49a-112d28494ab0"),
                        List.of()),
                Arguments.of("by name", List.of(), List.of(new Sort("name", true))),
                Arguments.of("by name, backwards", List.of(), List.of(new Sort("name", false))),
                Arguments.of("oldest first", List.of(), List.of(new Sort("created_at", true))));
    }

    private static List<Filter> filter(String key, String value) {
        return List.of(new Filter(key, value, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void aPageIsRightAndReadsLittle(String name, List<Filter> filters, List<Sort> sort) {
        for (String project : new @Nullable String[] {null, "busy"}) {
            List<UUID> all = slowly(project, filters, sort);

            assertThat(run(new ListQuery(project, filters, sort, null, PAGE, 0)))
                    .isEqualTo(all.subList(0, Math.min(PAGE, all.size())));

            if (all.size() > PAGE) {
                int middle = all.size() / 2;
                assertThat(run(new ListQuery(project, filters, sort, all.get(middle), PAGE, 0)))
                        .isEqualTo(
                                all.subList(middle + 1, Math.min(middle + 1 + PAGE, all.size())));
            }
        }
    }

    @Test
    void anEmptyNameIsNotNone() {
        List<Filter> empty = filter("name", "");

        assertThat(ids(new ListQuery(null, empty, List.of(), null, ROWS, 0)))
                .isEqualTo(slowly(null, empty, List.of()))
                .hasSize(ROWS / 100);
    }

    /** Planning costs as much as reading a page, so a connection does it once for most of them. */
    @Test
    void pagesOfOneKindArePlannedOnce() {
        ListQuery page = new ListQuery("p1", List.of(), List.of(), null, PAGE, 0);
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(database, "postgres", "", true);
        try {
            JdbcClient one = JdbcClient.create(connection);
            for (int i = 0; i < 3 * PLANNED_ANEW; i++) {
                assertThat(LISTING.run(one, page, (row, _) -> row.getString("id"))).hasSize(PAGE);
            }

            assertThat(
                            one.sql(
                                            """
                                            select generic_plans > custom_plans
                                            from pg_prepared_statements
                                            where statement like '%limit 50'
                                            """)
                                    .query(Boolean.class)
                                    .list())
                    .containsExactly(true);
        } finally {
            connection.destroy();
        }
    }

    private static List<UUID> run(ListQuery query) {
        assertThat(rowsRead(query)).as("rows read by %s", query).isLessThan(FEW);
        return ids(query);
    }

    private static List<UUID> ids(ListQuery query) {
        return LISTING.run(jdbc, query, (row, _) -> row.getObject("id", UUID.class));
    }

    /** The same without any cleverness. */
    private static List<UUID> slowly(
            @Nullable String project, List<Filter> filters, List<Sort> sort) {
        Comparator<Row> order =
                Comparator.comparingLong(Row::created).thenComparing(row -> row.id().toString());
        if (!sort.isEmpty() && sort.getFirst().key().equals("name")) {
            order = Comparator.comparing(Row::sortedName).thenComparing(order);
        }
        boolean ascending = !sort.isEmpty() && sort.getFirst().ascending();
        return rows.stream()
                .filter(row -> project == null || row.project().equals(project))
                .filter(row -> filters.stream().allMatch(filter -> matches(row, filter)))
                .sorted(ascending ? order : order.reversed())
                .map(Row::id)
                .toList();
    }

    private static boolean matches(Row row, Filter filter) {
        return switch (filter.key()) {
            case "name" -> filter.value().equals(row.name());
            case "status" -> filter.value().equals(row.status());
            case "group_id" -> filter.value().equals(row.group());
            default -> throw new IllegalArgumentException(filter.key());
        };
    }

    private static long rowsRead(ListQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String statement = LISTING.statement(query, parameters).orElseThrow();
        return RowsRead.by(jdbc, statement, parameters);
    }
}
