package io.snapledger.gateway.edge;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.Experimental;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Everything between the route and the handler, in the order of api/openstack/wsgi.py in Cinder and
 * in Manila, Resource.__call__ and _process_stack: version, content type, action, JSON, project,
 * and whether the handler was born at that version.
 */
final class Negotiation implements HandlerInterceptor {

    private final TermsOfHandlers terms = new TermsOfHandlers();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        Terms served = terms.of(method);
        if (!served.versioned()) {
            return true;
        }
        Api api = RequestApi.of(request);
        Microversion version = version(request, response, api);
        request.setAttribute(Microversion.class.getName(), version);
        RequestBody body = RequestBody.of(request);
        body.checkType();
        if (method.getBean() instanceof UnknownAction unknown) {
            throw unknown.refusal(request);
        }
        NotServed notServed = served.notServed();
        if (notServed != null) {
            throw notServed.action().isEmpty()
                    ? Fault.notFound()
                    : api.noSuchAction(notServed.action());
        }
        boolean hasBody = body.isPresent();
        if (hasBody) {
            body.tree();
        }
        checkProject(request);
        checkBorn(served, version, request);
        checkBelongsSomewhere(request);
        if (hasBody && !served.takesBody()) {
            // Python's TypeError for an argument too many becomes a 400: ResourceExceptionHandler.
            throw Fault.badRequest();
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView view)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)
                || !terms.of(method).versioned()
                || !method.isVoid()
                || response.isCommitted()) {
            return;
        }
        if (RequestApi.of(request) == Api.SHARED_FILE_SYSTEM) {
            // manila/api/openstack/wsgi.py, _process_stack: on whatever has headers.
            Answers.addComputeRequestId(response);
        }
        if (method.hasMethodAnnotation(EmptyJson.class)) {
            Answers.addComputeRequestId(response);
            Answers.send(request, response, response.getStatus(), Answers.JSON, "");
        } else {
            Answers.sendEmpty(request, response, response.getStatus());
        }
    }

    private static Microversion version(
            HttpServletRequest request, HttpServletResponse response, Api api) {
        VersionHeader header = VersionHeader.of(api);
        Microversion version = header.asked(request, api);
        header.echo(version, response);
        if (version.compareTo(api.minimum()) < 0 || version.compareTo(api.maximum()) > 0) {
            throw Fault.notAcceptable(
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(version, api.minimum(), api.maximum()));
        }
        if (api == Api.SHARED_FILE_SYSTEM && VersionHeader.asksForExperiments(request)) {
            response.setHeader(VersionHeader.EXPERIMENTAL, "True");
        }
        return version;
    }

    private static void checkProject(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                && variables.get("project_id") instanceof String inUrl
                && request.getAttribute(Caller.class.getName()) instanceof Caller caller
                && !Objects.equals(inUrl, caller.projectId())) {
            throw Fault.badRequest("Malformed request url");
        }
    }

    // cinder/db/sqlalchemy/api.py, require_context: who is no administrator needs a project.
    private static void checkBelongsSomewhere(HttpServletRequest request) {
        if (request.getAttribute(Caller.class.getName()) instanceof Caller caller
                && caller.projectId() == null
                && !caller.admin()) {
            throw Fault.of(403, "Not authorized.");
        }
    }

    private static void checkBorn(Terms served, Microversion version, HttpServletRequest request) {
        Since since = served.since();
        boolean isThere =
                since == null
                        || (version.atLeast(since.value())
                                && (since.until().isEmpty()
                                        || version.compareTo(Microversion.of(since.until())) <= 0));
        Experimental experimental = served.experimental();
        boolean isExperiment =
                experimental != null
                        && (experimental.before().isEmpty()
                                || !version.atLeast(experimental.before()));
        if (!isThere || (isExperiment && !VersionHeader.asksForExperiments(request))) {
            throw Fault.notFound();
        }
    }
}
