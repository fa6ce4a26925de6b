package io.snapledger.gateway.list;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Match;
import io.snapledger.gateway.fault.Fault;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The filters {@code created_at} and {@code updated_at}, {@code gt:2026-11-21T18:00:00}, several
 * with commas between them: cinder/api/v3/volumes.py, _handle_time_comparison_filters.
 */
public final class TimeFilter {

    /** What is so compared. */
    public static final Set<String> KEYS = Set.of("created_at", "updated_at");

    private static final Map<String, Match> OPERATORS =
            Map.of(
                    "gt", Match.MORE,
                    "gte", Match.AT_LEAST,
                    "eq", Match.EQUAL,
                    "neq", Match.UNEQUAL,
                    "lt", Match.LESS,
                    "lte", Match.AT_MOST);

    // oslo_utils/timeutils.py, parse_isotime: what is left out is the first one, or UTC.
    private static final DateTimeFormatter ISO_TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu[-MM[-dd[['T'][' ']HH[:mm[:ss]]]]]")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("[XXX][XX][X]")
                    .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                    .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                    .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                    .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
                    .toFormatter();

    private TimeFilter() {}

    /**
     * The query with such filters in the read side's words.
     *
     * @throws Fault 400 if an operator or a time is none
     */
    public static ListQuery apply(ListQuery query) {
        return new ListQuery(
                query.projectId(),
                query.filters().stream().flatMap(TimeFilter::read).toList(),
                query.sort(),
                query.marker(),
                query.limit(),
                query.offset());
    }

    private static Stream<Filter> read(Filter filter) {
        if (filter.like() || !KEYS.contains(filter.key())) {
            return Stream.of(filter);
        }
        // The last one of an operator counts.
        Map<Match, String> times = new LinkedHashMap<>();
        for (String comparison : List.of(filter.value().split(",", -1))) {
            int colon = comparison.indexOf(':');
            String operator = colon < 0 ? comparison : comparison.substring(0, colon);
            Match match = OPERATORS.get(operator);
            if (match == null) {
                throw Fault.badRequest("Invalid %s operator".formatted(operator));
            }
            times.put(match, utc(comparison.substring(colon + 1)));
        }
        return times.entrySet().stream()
                .map(one -> new Filter(filter.key(), one.getValue(), one.getKey()));
    }

    private static String utc(String text) {
        try {
            OffsetDateTime time =
                    ISO_TIME.parse(text, OffsetDateTime::from)
                            .withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant().toString();
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw Fault.badRequest("Invalid %s value".formatted(text));
    }
}
