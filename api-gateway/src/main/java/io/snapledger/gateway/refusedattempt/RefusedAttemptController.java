package io.snapledger.gateway.refusedattempt;

import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/refused-attempts}: who tried in vain to set which status, newest first.
 *
 * <p>Administrators see every attempt, a project's readers those that came from their project.
 */
@RestController
final class RefusedAttemptController {

    private static final String PATH = "/audit/v1/refused-attempts";

    static final String RESOURCE_TYPE = "resource_type";
    static final String RESOURCE_ID = "resource_id";
    static final String PROJECT_ID = "project_id";
    static final String ACTOR = "actor";
    static final String CODE = "code";
    static final String REQUEST_ID = "request_id";

    private static final Set<String> FILTERS =
            Set.of(RESOURCE_TYPE, RESOURCE_ID, PROJECT_ID, ACTOR, CODE, REQUEST_ID);

    private static final Pattern REFUSAL = Pattern.compile("[45]\\d\\d");

    private final RefusedAttemptReads reads;
    private final Policy policy;
    private final Discretion discretion;

    RefusedAttemptController(RefusedAttemptReads reads, Policy policy, Discretion discretion) {
        this.reads = reads;
        this.policy = policy;
        this.discretion = discretion;
    }

    @GetMapping(PATH)
    RefusedAttemptsBody list(QueryParameters parameters, Caller caller, Links links) {
        policy.enforce(caller, RefusedAttemptPolicy.GET_ALL, Target.own(caller));
        TrailRequest asked = new TrailRequest(parameters, FILTERS);
        RefusedAttemptQuery query = query(asked, asked.projects(PROJECT_ID, caller));
        List<RefusedAttemptView> found =
                asked.seesNothing(query.projectIds(), caller) ? List.of() : reads.list(query);
        return RefusedAttemptsBody.of(
                asked.shown(found, RefusedAttemptView::position, links, PATH), discretion, caller);
    }

    private static RefusedAttemptQuery query(TrailRequest asked, List<String> projects) {
        return new RefusedAttemptQuery(
                asked.texts(RESOURCE_TYPE),
                asked.texts(RESOURCE_ID),
                projects,
                asked.texts(ACTOR),
                asked.values(
                        CODE,
                        text ->
                                REFUSAL.matcher(text).matches()
                                        ? Optional.of(Integer.valueOf(text))
                                        : Optional.empty(),
                        "it must be the code of a refusal, for example 403"),
                asked.texts(REQUEST_ID),
                asked.since(),
                asked.until(),
                asked.page());
    }
}
