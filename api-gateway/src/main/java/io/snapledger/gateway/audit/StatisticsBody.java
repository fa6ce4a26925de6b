package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.contract.audit.StatisticsView.Standing;
import io.snapledger.contract.audit.StatisticsView.Stays;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures.
 *
 * @param since the first day, in UTC
 * @param until the day after the last one
 */
record StatisticsBody(String since, String until, List<OfType> statistics) {

    static StatisticsBody of(StatisticsQuery query, StatisticsView view) {
        Map<String, Map<String, Long>> now = new TreeMap<>();
        for (Standing row : view.now()) {
            now.computeIfAbsent(row.resourceType(), _ -> new LinkedHashMap<>())
                    .put(row.status(), row.resources());
        }
        Map<String, List<TimeInStatus>> stays = new TreeMap<>();
        for (Stays row : view.stays()) {
            stays.computeIfAbsent(row.resourceType(), _ -> new ArrayList<>())
                    .add(TimeInStatus.of(row));
            now.computeIfAbsent(row.resourceType(), _ -> new LinkedHashMap<>());
        }
        return new StatisticsBody(
                query.since().toString(),
                query.until().toString(),
                now.entrySet().stream()
                        .map(type ->
                                new OfType(
                                        type.getKey(),
                                        type.getValue(),
                                        stays.getOrDefault(type.getKey(), List.of())))
                        .toList());
    }

    /**
     * Those of one resource type.
     *
     * @param now how many are in which status
     */
    record OfType(String resourceType, Map<String, Long> now, List<TimeInStatus> timeInStatus) {}

    /**
     * The stays in a status that ended on one day, by what followed.
     *
     * @param count how many
     */
    record TimeInStatus(String day, String status, String followedBy, long count, Seconds seconds) {

        private static TimeInStatus of(Stays row) {
            return new TimeInStatus(
                    row.day().toString(),
                    row.status(),
                    row.followedBy(),
                    row.count(),
                    new Seconds(
                            seconds(row.mean()),
                            seconds(row.median()),
                            seconds(row.ninetieth()),
                            seconds(row.ninetyNinth()),
                            seconds(row.longest())));
        }

        private static BigDecimal seconds(long micros) {
            return BigDecimal.valueOf(micros, 6);
        }
    }

    /** How long they took. */
    record Seconds(
            BigDecimal mean, BigDecimal p50, BigDecimal p90, BigDecimal p99, BigDecimal longest) {}
}
