package io.snapledger.gateway.sharesnapshotinstance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Place;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.Rfc3339;
import io.snapledger.gateway.trail.TrailRequest;
import io.snapledger.gateway.write.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/snapshot-instances}: what upstream's list lacks. Share snapshot instances
 * over all projects, page by page, by status, backend, project and age, in the order asked for.
 *
 * <p>Administrators see every one, a project's readers those of their project. Another project's
 * are not there for them, whatever they ask for.
 */
@RestController
final class SnapshotInstanceTrailController {

    private static final String PATH = "/audit/v1/snapshot-instances";
    private static final String CURSOR = "cursor";
    static final String SORT = "sort";
    static final String OLDER = "older_than";
    static final String NEWER = "newer_than";
    static final String SNAPSHOT_ID = "snapshot_id";
    static final String STATUS = "status";
    static final String HOST = "host";
    static final String BACKEND = "backend";
    static final String PROJECT_ID = "project_id";

    /** What they may be sorted by. */
    static final List<String> ORDERS =
            Arrays.stream(Order.values()).map(SnapshotInstanceTrailController::word).toList();

    /** What their status may be. */
    static final List<String> STATUSES =
            Arrays.stream(ShareSnapshotStatus.values()).map(ShareSnapshotStatus::word).toList();

    private static final Set<String> FILTERS =
            Set.of(SNAPSHOT_ID, STATUS, HOST, BACKEND, PROJECT_ID, SORT, OLDER, NEWER);

    private final ShareSnapshotInstanceReads instances;
    private final Policy policy;

    SnapshotInstanceTrailController(ShareSnapshotInstanceReads instances, Policy policy) {
        this.instances = instances;
        this.policy = policy;
    }

    @GetMapping(PATH)
    Page list(QueryParameters parameters, Caller caller, Links links) {
        policy.enforce(caller, SnapshotInstanceTrailPolicy.GET_ALL, Target.own(caller));
        TrailRequest asked =
                new TrailRequest(
                        new QueryParameters(
                                parameters.all().stream()
                                        .filter(one -> !one.key().equals(CURSOR))
                                        .toList()),
                        FILTERS);
        List<String> projects = asked.projects(PROJECT_ID, caller);
        ShareSnapshotInstanceQuery query = query(asked, projects, parameters);
        if (!caller.admin() && asksForPlaces(query)) {
            throw Fault.of(403, "Only administrators may ask for hosts and backends.");
        }
        List<ShareSnapshotInstanceView> found =
                asked.seesNothing(projects, caller) ? List.of() : instances.list(query);
        // A row more than is shown was asked for, to know whether there is one.
        int limit = query.limit() - 1;
        List<ShareSnapshotInstanceView> shown =
                found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(view -> Row.of(view, caller.admin())).toList(),
                found.size() > limit
                        ? List.of(
                                links.page(
                                        "next",
                                        PATH,
                                        parameters,
                                        SnapshotInstanceCursor.text(
                                                query.order(), shown.getLast())))
                        : List.of());
    }

    private static ShareSnapshotInstanceQuery query(
            TrailRequest asked, List<String> projects, QueryParameters parameters) {
        Instant now = Moment.now();
        Order order = order(asked);
        return new ShareSnapshotInstanceQuery(
                asked.uuids(SNAPSHOT_ID).stream().map(ShareSnapshotId::new).toList(),
                asked.values(
                        STATUS,
                        ShareSnapshotStatus::of,
                        "it must be one of " + String.join(", ", STATUSES)),
                asked.texts(HOST),
                asked.texts(BACKEND),
                projects,
                later(asked.since(), before(asked, NEWER, now)),
                earlier(asked.until(), before(asked, OLDER, now)),
                order,
                asked.page().ascending(),
                after(parameters, order),
                asked.page().limit());
    }

    // Where they are is not shown to others, so nothing they ask for may tell it.
    private static boolean asksForPlaces(ShareSnapshotInstanceQuery query) {
        return !query.hosts().isEmpty()
                || !query.backends().isEmpty()
                || query.order() == Order.HOST;
    }

    private static @Nullable Place after(QueryParameters parameters, Order order) {
        Optional<String> cursor = parameters.last(CURSOR);
        if (cursor.isEmpty()) {
            return null;
        }
        return cursor.flatMap(text -> SnapshotInstanceCursor.parse(text, order))
                .orElseThrow(() ->
                        Fault.badRequest("Invalid cursor: it must come from a link of this list."));
    }

    private static Order order(TrailRequest asked) {
        List<Order> orders =
                asked.values(
                        SORT,
                        text ->
                                Arrays.stream(Order.values())
                                        .filter(order -> word(order).equals(text))
                                        .findFirst(),
                        "it must be one of " + String.join(", ", ORDERS));
        if (orders.size() > 1) {
            throw Fault.badRequest("Invalid sort: it must be given once.");
        }
        return orders.isEmpty() ? Order.CREATED_AT : orders.getFirst();
    }

    private static String word(Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant before(TrailRequest asked, String name, Instant now) {
        List<Instant> moments =
                asked.values(
                        name,
                        text -> age(text).map(now::minus),
                        "it must be a duration as in ISO 8601, for example PT36H or P7D");
        if (moments.size() > 1) {
            throw Fault.badRequest("Invalid " + name + ": it must be given once.");
        }
        return moments.isEmpty() ? null : moments.getFirst();
    }

    // Longer ages than of anything there is would leave the calendar.
    private static Optional<Duration> age(String text) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(age -> !age.isNegative() && age.toDays() <= 365_000);
        } catch (DateTimeException noDuration) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** A page of them, and where the next one is. */
    record Page(List<Row> snapshotInstances, List<Link> snapshotInstancesLinks) {}

    /** One of them; where it is, administrators are told. */
    record Row(
            ShareSnapshotInstanceId id,
            ShareSnapshotId snapshotId,
            ShareId shareId,
            ShareInstanceId shareInstanceId,
            String projectId,
            ShareSnapshotStatus status,
            String progress,
            String createdAt,
            @Nullable String updatedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> host,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> providerLocation) {

        private static @Nullable String textOrNull(@Nullable Instant time) {
            return time == null ? null : Rfc3339.text(time);
        }

        private static Row of(ShareSnapshotInstanceView view, boolean showsPlace) {
            return new Row(
                    view.id(),
                    view.snapshotId(),
                    view.shareId(),
                    view.shareInstanceId(),
                    view.projectId(),
                    view.status(),
                    view.progress() + "%",
                    Rfc3339.text(view.createdAt()),
                    textOrNull(view.updatedAt()),
                    Shown.when(showsPlace, view.host()),
                    Shown.when(showsPlace, view.providerLocation()));
        }
    }
}
