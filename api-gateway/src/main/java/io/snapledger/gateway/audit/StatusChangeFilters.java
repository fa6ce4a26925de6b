package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What status changes are filtered by, whether they are listed, exported or followed. */
final class StatusChangeFilters {

    /** The names of the parameters. */
    static final Set<String> NAMES =
            Set.of(
                    "resource_type",
                    "resource_id",
                    "project_id",
                    "actor",
                    "cause",
                    "from",
                    "to",
                    "request_id");

    private StatusChangeFilters() {}

    /** What is asked for, of the projects that the caller may see. */
    static StatusChangeQuery query(TrailRequest asked, Caller caller, PositionPage page) {
        return new StatusChangeQuery(
                asked.values("resource_type", ResourceTypes::named, ResourceTypes.EXPECTED),
                asked.uuids("resource_id"),
                asked.projects("project_id", caller),
                asked.texts("actor"),
                asked.values(
                        "cause",
                        StatusChangeFilters::cause,
                        "it must be one of "
                                + Arrays.stream(Cause.values())
                                        .map(Cause::word)
                                        .collect(Collectors.joining(", "))),
                asked.texts("from"),
                asked.texts("to"),
                asked.texts("request_id"),
                asked.since(),
                asked.until(),
                page);
    }

    private static Optional<Cause> cause(String text) {
        return Arrays.stream(Cause.values()).filter(cause -> cause.word().equals(text)).findFirst();
    }

    /** Whether a change is among what is asked for, wherever in the trail it stands. */
    static boolean match(StatusChangeQuery query, StatusChangeView change) {
        return anyOf(query.resourceTypes(), change.resourceType())
                && anyOf(query.resourceIds(), change.resourceId())
                && anyOf(query.projectIds(), change.projectId())
                && anyOf(query.userIds(), change.actor().userId())
                && anyOf(query.causes(), change.cause())
                && anyOf(query.from(), change.from())
                && anyOf(query.to(), change.to())
                && anyOf(query.requestIds(), change.requestId())
                && (query.since() == null || !change.at().isBefore(query.since()))
                && (query.until() == null || change.at().isBefore(query.until()));
    }

    private static <T> boolean anyOf(List<T> asked, @Nullable T value) {
        return asked.isEmpty() || (value != null && asked.contains(value));
    }
}
