package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/status-changes}: who changed the status of what, when and why, over all
 * resources, newest first.
 *
 * <p>Administrators see every change, a project's readers those of its resources. Another project's
 * are not there for them, whatever they ask for.
 */
@RestController
final class StatusChangesController {

    private static final String PATH = "/audit/v1/status-changes";

    private static final Set<String> FILTERS =
            Set.of(
                    "resource_type",
                    "resource_id",
                    "project_id",
                    "actor",
                    "cause",
                    "from",
                    "to",
                    "request_id");

    private final StatusHistoryReads reads;
    private final Policy policy;

    StatusChangesController(StatusHistoryReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @GetMapping(PATH)
    StatusChangesBody list(QueryParameters parameters, Caller caller, Links links) {
        policy.enforce(caller, AuditPolicy.GET_STATUS_CHANGES, Target.own(caller));
        TrailRequest asked = new TrailRequest(parameters, FILTERS);
        StatusChangeQuery query = query(asked, asked.projects("project_id", caller));
        List<StatusChangeView> found =
                asked.seesNothing(query.projectIds(), caller) ? List.of() : reads.list(query);
        return StatusChangesBody.of(asked.shown(found, StatusChangeView::position, links, PATH));
    }

    private static StatusChangeQuery query(TrailRequest asked, List<String> projects) {
        return new StatusChangeQuery(
                asked.values("resource_type", ResourceTypes::named, ResourceTypes.EXPECTED),
                asked.uuids("resource_id"),
                projects,
                asked.texts("actor"),
                asked.values(
                        "cause",
                        StatusChangesController::cause,
                        "it must be one of "
                                + Arrays.stream(Cause.values())
                                        .map(Cause::word)
                                        .collect(Collectors.joining(", "))),
                asked.texts("from"),
                asked.texts("to"),
                asked.texts("request_id"),
                asked.since(),
                asked.until(),
                asked.page());
    }

    private static Optional<Cause> cause(String text) {
        return Arrays.stream(Cause.values()).filter(cause -> cause.word().equals(text)).findFirst();
    }
}
