package io.snapledger.query.table;

import io.snapledger.contract.list.PositionPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * A table of facts in the order of the event log: columns {@code position} and {@code at}, and an
 * index over each filtered column and the position. With one filter every page is a short range of
 * one index, however many rows there are and wherever in time they lie; with several, the range of
 * the rarest is read and the others are looked for in it. What a caller sent is only ever bound.
 */
public final class Trail {

    private static final String SPANS =
            """
            insert into {spans} as span (block, from_at, to_at)
            select position / 2000, min(at), max(at) from unnest(?, ?) as r (position, at)
            group by 1
            on conflict (block) do update set
              from_at = least(span.from_at, excluded.from_at),
              to_at = greatest(span.to_at, excluded.to_at)
            """;

    // Times are only nearly in the order of positions. The spans say exactly which positions can
    // have a time in the range, without an index that would have to be sorted by position again.
    private static final String FIRST =
            """
            (select min(block) * 2000 from {spans} where to_at >= :since)\
            """;

    private static final String END =
            """
            (select (max(block) + 1) * 2000 from {spans} where from_at < :until)\
            """;

    // The planner takes what matches to be spread evenly, so for a filter that matches only long
    // ago it would walk through everything newer. The index over nothing but the position is
    // therefore over this expression, and serves only those who filter nothing.
    private static final String POSITION_ALONE = "(position + 0)";

    private final String table;
    private final String spans;

    /**
     * Describes one.
     *
     * @param table where the rows are
     * @param spans where the spans of time are: {@code block}, {@code from_at}, {@code to_at}
     */
    public Trail(String table, String spans) {
        this.table = table;
        this.spans = spans;
    }

    /** Its tables, in the order in which a statement names them. */
    public List<String> tables() {
        return List.of(table, spans);
    }

    /** A column that has one of these values; no values: any. */
    public record AnyOf(String column, String type, Collection<?> values) {}

    /** Notes when rows that are being added happened. */
    public <R> void cover(
            Collection<R> rows,
            Function<R, Long> position,
            Function<R, @Nullable Instant> at,
            Writes writes) {
        writes.add(
                withSpans(SPANS),
                ColumnArrays.of(rows).bigint(position).timestamp(at).parameters());
    }

    /**
     * The rows that match all filters.
     *
     * @param filters the most selective one first
     * @param since inclusive
     * @param until exclusive
     */
    public <T> List<T> run(
            JdbcClient jdbc,
            List<AnyOf> filters,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page,
            RowMapper<T> mapper) {
        return statement(filters, since, until, page)
                .map(statement ->
                        jdbc.sql(statement.sql())
                                .params(statement.parameters())
                                .query(mapper)
                                .list())
                .orElse(List.of());
    }

    record Statement(String sql, Map<String, Object> parameters) {}

    /** The statement; empty where nothing can match. */
    Optional<Statement> statement(
            List<AnyOf> filters,
            @Nullable Instant since,
            @Nullable Instant until,
            PositionPage page) {
        Map<String, Object> parameters = new HashMap<>();
        boolean filtered = filters.stream().anyMatch(filter -> !filter.values().isEmpty());
        String position = filtered ? "position" : POSITION_ALONE;
        List<String> conditions = new ArrayList<>();
        if (page.after() != null) {
            conditions.add(position + " " + (page.ascending() ? ">" : "<") + " :after");
            parameters.put("after", page.after());
        }
        if (since != null) {
            conditions.add("at >= :since and " + position + " >= " + withSpans(FIRST));
            parameters.put("since", since.atOffset(ZoneOffset.UTC));
        }
        if (until != null) {
            conditions.add("at < :until and " + position + " < " + withSpans(END));
            parameters.put("until", until.atOffset(ZoneOffset.UTC));
        }
        String oneByOne = null;
        for (AnyOf filter : filters) {
            if (filter.values().isEmpty()) {
                continue;
            }
            Object[] values = filter.values().stream().filter(Trail::isStorable).toArray();
            if (values.length == 0) {
                return Optional.empty();
            }
            String parameter = filter.column();
            parameters.put(
                    parameter,
                    values.length == 1 ? values[0] : new SqlArrayValue(filter.type(), values));
            if (values.length == 1) {
                conditions.add(filter.column() + " = :" + parameter);
            } else if (oneByOne == null) {
                // One range of the index for each value, and the best of those: an "any" would be
                // read whole and sorted.
                oneByOne = parameter;
                conditions.add(filter.column() + " = each.value");
            } else {
                conditions.add(filter.column() + " = any(:" + parameter + ")");
            }
        }
        return Optional.of(
                new Statement(sql(conditions, oneByOne, order(position, page)), parameters));
    }

    // The limit written, as in Listing.
    private static String order(String position, PositionPage page) {
        return "\norder by "
                + position
                + (page.ascending() ? " asc" : " desc")
                + "\nlimit "
                + page.limit();
    }

    private String sql(List<String> conditions, @Nullable String oneByOne, String order) {
        String where = conditions.isEmpty() ? "" : "\nwhere " + String.join("\n  and ", conditions);
        String rows = "select * from " + table + where + order;
        return oneByOne == null
                ? rows
                : "select r.* from unnest(:%s) as each (value)\ncross join lateral (%s) r%s"
                        .formatted(oneByOne, rows, order);
    }

    private String withSpans(String sql) {
        return sql.replace("{spans}", spans);
    }

    // PostgreSQL takes no NUL in a text, so no text of ours has one.
    private static boolean isStorable(Object value) {
        return !(value instanceof String text) || text.indexOf('\0') < 0;
    }
}
