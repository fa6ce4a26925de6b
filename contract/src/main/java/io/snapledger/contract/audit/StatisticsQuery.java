package io.snapledger.contract.audit;

import java.time.LocalDate;
import java.util.List;

/**
 * Which statistics are asked for; an empty list asks for nothing in particular.
 *
 * @param since the first day, in UTC
 * @param until the day after the last one
 */
public record StatisticsQuery(
        List<String> resourceTypes, List<String> projectIds, LocalDate since, LocalDate until) {

    public StatisticsQuery {
        resourceTypes = List.copyOf(resourceTypes);
        projectIds = List.copyOf(projectIds);
    }
}
