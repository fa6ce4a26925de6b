package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.TrailFilters;
import io.snapledger.gateway.write.Moment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/statistics}: how many resources are in which status now, and how long those
 * that were waited for stayed in {@code creating}, {@code deleting} and {@code extending}, by day.
 */
@RestController
final class StatisticsController {

    static final String SINCE = "since";
    static final String UNTIL = "until";
    static final String RESOURCE_TYPE = "resource_type";
    static final String PROJECT_ID = "project_id";

    /** The days that are shown to who asks for none. */
    private static final int USUAL_DAYS = 30;

    private static final int MAX_DAYS = 366;

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final StatisticsReads reads;
    private final Policy policy;

    StatisticsController(StatisticsReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @GetMapping("/audit/v1/statistics")
    StatisticsBody show(QueryParameters parameters, Caller caller) {
        policy.enforce(caller, AuditPolicy.GET_STATISTICS, Target.own(caller));
        TrailFilters asked =
                new TrailFilters(parameters, Stream.of(SINCE, UNTIL, RESOURCE_TYPE, PROJECT_ID));
        StatisticsQuery query = query(asked, asked.projects(PROJECT_ID, caller));
        return StatisticsBody.of(
                query,
                asked.seesNothing(query.projectIds(), caller)
                        ? new StatisticsView(List.of(), List.of())
                        : reads.of(query));
    }

    private static StatisticsQuery query(TrailFilters asked, List<String> projects) {
        @Nullable LocalDate lastDay = day(asked, UNTIL);
        LocalDate until =
                lastDay == null
                        ? LocalDate.ofInstant(Moment.now(), ZoneOffset.UTC).plusDays(1)
                        : lastDay;
        @Nullable LocalDate firstDay = day(asked, SINCE);
        LocalDate since = firstDay == null ? until.minusDays(USUAL_DAYS) : firstDay;
        long days = ChronoUnit.DAYS.between(since, until);
        if (days < 1 || days > MAX_DAYS) {
            throw TrailFilters.invalid(
                    SINCE, "it must be 1 to " + MAX_DAYS + " days before until, which is " + until);
        }
        return new StatisticsQuery(
                asked.values(RESOURCE_TYPE, ResourceTypes::named, ResourceTypes.EXPECTED),
                projects,
                since,
                until);
    }

    private static @Nullable LocalDate day(TrailFilters asked, String name) {
        String text = asked.only(name);
        if (text == null) {
            return null;
        }
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException _) {
            // There is no such day.
        }
        throw TrailFilters.invalid(name, "it must be a day in UTC, for example 2026-11-21");
    }
}
