package io.snapledger.gateway.edge;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Everything between the route and the handler, in the order of cinder/api/openstack/wsgi.py,
 * Resource.__call__ and _process_stack: version, content type, action, JSON, project, and whether
 * the handler was born at that version.
 */
final class Negotiation implements HandlerInterceptor {

    static final String VERSION_HEADER = "OpenStack-API-Version";

    private static final String SERVICE = "volume";
    private static final String LATEST = "latest";
    private static final Microversion MINIMUM = Microversion.of(CinderVersions.BASE_VERSION);
    private static final Microversion MAXIMUM = Microversion.of(CinderVersions.MAXIMUM);

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isVersioned(method)) {
            return true;
        }
        Microversion version = version(request, response);
        request.setAttribute(Microversion.class.getName(), version);
        RequestBody body = RequestBody.of(request);
        body.checkType();
        if (method.getBean() instanceof UnknownAction unknown) {
            throw unknown.refusal(request);
        }
        NotServed notServed = method.getMethodAnnotation(NotServed.class);
        if (notServed != null) {
            throw notServed.action().isEmpty()
                    ? Fault.notFound()
                    : Fault.noSuchAction(notServed.action());
        }
        boolean hasBody = body.isPresent();
        if (hasBody) {
            body.tree();
        }
        checkProject(request);
        checkBorn(method, version);
        checkBelongsSomewhere(request);
        if (hasBody && !takesBody(method)) {
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
                || !isVersioned(method)
                || !method.isVoid()
                || response.isCommitted()) {
            return;
        }
        if (method.hasMethodAnnotation(EmptyJson.class)) {
            Answers.addComputeRequestId(response);
            Answers.send(request, response, response.getStatus(), Answers.JSON, "");
        } else {
            Answers.sendEmpty(request, response, response.getStatus());
        }
    }

    private static boolean isVersioned(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Versioned.class);
    }

    private static Microversion version(HttpServletRequest request, HttpServletResponse response) {
        String asked = asked(request);
        Microversion version;
        if (asked == null) {
            version = MINIMUM;
        } else if (asked.equals(LATEST)) {
            version = MAXIMUM;
        } else {
            version =
                    Microversion.parse(asked)
                            .orElseThrow(() ->
                                    Fault.badRequest(
                                            "API Version String "
                                                    + asked
                                                    + " is of invalid format. Must be of"
                                                    + " format MajorNum.MinorNum."));
        }
        echo(version, response);
        if (version.compareTo(MINIMUM) < 0 || version.compareTo(MAXIMUM) > 0) {
            throw Fault.notAcceptable(
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(version, MINIMUM, MAXIMUM));
        }
        return version;
    }

    // cinder/api/openstack/wsgi.py, Request.set_api_version_request
    private static @Nullable String asked(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders(VERSION_HEADER)));
        if (header.isEmpty()) {
            return null;
        }
        String entry =
                Arrays.stream(header.split(",", -1))
                        .filter(element -> element.contains(SERVICE))
                        .findFirst()
                        .orElseThrow(Fault::badRequest);
        List<String> words = Arrays.asList(entry.strip().split("\\s+", -1));
        if (words.size() != 2) {
            throw Fault.badRequest();
        }
        return words.getLast();
    }

    // cinder/api/openstack/wsgi.py, _is_legacy_endpoint: a plain search in the text.
    private static void echo(Microversion version, HttpServletResponse response) {
        String text = version.toString();
        if (!text.contains("1.0") && !text.contains("2.0")) {
            response.setHeader(VERSION_HEADER, SERVICE + " " + text);
            response.setHeader("Vary", VERSION_HEADER);
        }
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

    private static void checkBorn(HandlerMethod method, Microversion version) {
        Since since = method.getMethodAnnotation(Since.class);
        if (since == null) {
            since = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Since.class);
        }
        if (since != null && !version.atLeast(since.value())) {
            throw Fault.notFound();
        }
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(JsonBody.class::equals);
    }
}
