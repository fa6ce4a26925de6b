package io.snapledger.contract.audit;

import java.time.LocalDate;
import java.util.List;

/**
 * How many resources are in which status, and how long they stayed in those that are under way.
 *
 * @param now one row for each resource type and status that something is in
 * @param stays one row for each day, resource type, status and the status after it
 */
public record StatisticsView(List<Standing> now, List<Stays> stays) {

    public StatisticsView {
        now = List.copyOf(now);
        stays = List.copyOf(stays);
    }

    /** How many are in one status now. */
    public record Standing(String resourceType, String status, long resources) {}

    /**
     * The stays in one status that ended on one day. Times are microseconds; percentiles are at
     * most 2.2 % off, everything else is exact.
     *
     * @param day in UTC
     * @param followedBy the status that ended them, {@code deleted} included
     */
    public record Stays(
            LocalDate day,
            String resourceType,
            String status,
            String followedBy,
            long count,
            long mean,
            long median,
            long ninetieth,
            long ninetyNinth,
            long longest) {}
}
