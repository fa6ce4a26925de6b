package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/status-changes}: who changed the status of what, when and why, over all
 * resources; page by page, newest first, or all at once, oldest first, as what the client accepts
 * says.
 *
 * <p>Administrators see every change, a project's readers those of its resources. Another project's
 * are not there for them, whatever they ask for.
 */
@RestController
final class StatusChangesController {

    private static final String PATH = "/audit/v1/status-changes";

    private static final PositionPage ALL = new PositionPage(true, null, 1);

    private final StatusHistoryReads reads;
    private final StatusChangeExport export;
    private final Policy policy;
    private final Discretion discretion;

    StatusChangesController(
            StatusHistoryReads reads,
            StatusChangeExport export,
            Policy policy,
            Discretion discretion) {
        this.reads = reads;
        this.export = export;
        this.policy = policy;
        this.discretion = discretion;
    }

    @GetMapping(PATH)
    @Nullable StatusChangesBody list(
            QueryParameters parameters,
            Caller caller,
            Links links,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        policy.enforce(caller, AuditPolicy.GET_STATUS_CHANGES, Target.own(caller));
        return switch (accepted(request)) {
            case JSON -> page(parameters, caller, links);
            case NDJSON -> export(AnswerForm.NDJSON, parameters, caller, request, response);
            case CADF -> export(AnswerForm.CADF, parameters, caller, request, response);
        };
    }

    private static AnswerForm accepted(HttpServletRequest request) {
        // Several of them are one with commas: RFC 9110, 5.3.
        return AnswerForm.accepted(
                String.join(", ", Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
    }

    private StatusChangesBody page(QueryParameters parameters, Caller caller, Links links) {
        TrailRequest asked = new TrailRequest(parameters, StatusChangeFilters.NAMES);
        StatusChangeFilters filters = StatusChangeFilters.of(asked, caller, asked.page());
        List<StatusChangeView> found =
                filters.findNothing() ? List.of() : reads.list(filters.query());
        return StatusChangesBody.of(
                asked.shown(found, StatusChangeView::position, links, PATH),
                Change.told(discretion, caller));
    }

    private @Nullable StatusChangesBody export(
            AnswerForm form,
            QueryParameters parameters,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TrailRequest asked = TrailRequest.onward(parameters, StatusChangeFilters.NAMES);
        StatusChangeFilters filters = StatusChangeFilters.of(asked, caller, ALL);
        export.send(asked, filters, caller, form, request, response);
        return null;
    }
}
