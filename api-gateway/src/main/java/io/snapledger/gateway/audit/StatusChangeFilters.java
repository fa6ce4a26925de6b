package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What status changes are filtered by, whether they are listed, exported or followed.
 *
 * @param query what is asked for, of what the caller may see
 * @param findNothing whether nothing that the caller may see is asked for
 */
record StatusChangeFilters(StatusChangeQuery query, boolean findNothing) {

    static final String RESOURCE_TYPE = "resource_type";
    static final String RESOURCE_ID = "resource_id";
    static final String PROJECT_ID = "project_id";
    static final String ACTOR = "actor";
    static final String CAUSE = "cause";
    static final String FROM = "from";
    static final String TO = "to";
    static final String REQUEST_ID = "request_id";

    /** The names of the parameters. */
    static final Set<String> NAMES =
            Set.of(RESOURCE_TYPE, RESOURCE_ID, PROJECT_ID, ACTOR, CAUSE, FROM, TO, REQUEST_ID);

    /** Those of a request. */
    static StatusChangeFilters of(TrailRequest asked, Caller caller, PositionPage page) {
        List<String> projects = asked.projects(PROJECT_ID, caller);
        List<String> users = asked.texts(ACTOR);
        List<Cause> causes =
                asked.values(
                        CAUSE,
                        StatusChangeFilters::cause,
                        "it must be one of "
                                + Arrays.stream(Cause.values())
                                        .map(Cause::word)
                                        .collect(Collectors.joining(", ")));
        return new StatusChangeFilters(
                new StatusChangeQuery(
                        asked.values(RESOURCE_TYPE, ResourceTypes::named, ResourceTypes.EXPECTED),
                        asked.uuids(RESOURCE_ID),
                        projects,
                        users,
                        users.isEmpty() ? causes : tellingUser(causes, caller),
                        asked.texts(FROM),
                        asked.texts(TO),
                        asked.texts(REQUEST_ID),
                        asked.since(),
                        asked.until(),
                        page),
                asked.seesNothing(projects, caller)
                        || (!users.isEmpty() && tellNoUser(causes, caller)));
    }

    // Nobody finds out by an actor what they are not told of it.
    private static List<Cause> tellingUser(List<Cause> causes, Caller caller) {
        List<Cause> telling =
                (causes.isEmpty() ? Arrays.stream(Cause.values()) : causes.stream())
                        .filter(cause -> Discretion.tellsUser(cause, caller))
                        .toList();
        return telling.size() == Cause.values().length ? List.of() : telling;
    }

    private static boolean tellNoUser(List<Cause> causes, Caller caller) {
        return !causes.isEmpty()
                && causes.stream().noneMatch(cause -> Discretion.tellsUser(cause, caller));
    }

    private static Optional<Cause> cause(String text) {
        return Arrays.stream(Cause.values()).filter(cause -> cause.word().equals(text)).findFirst();
    }

    /** Whether a change is among what is asked for, wherever in the trail it stands. */
    boolean match(StatusChangeView change) {
        return !findNothing
                && anyOf(query.resourceTypes(), change.resourceType())
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
