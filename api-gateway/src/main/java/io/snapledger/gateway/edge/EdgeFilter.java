package io.snapledger.gateway.edge;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.TokenAuthentication;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.cors.Cors;
import io.snapledger.gateway.fault.FaultAnswer;
import io.snapledger.gateway.fault.LogText;
import io.snapledger.gateway.fault.PlainFault;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.proxy.TrustedProxies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of ours to see a request. In this order: its id, where it really came from, its origin,
 * its size, its caller, its path; and the last to see what nobody else caught.
 */
final class EdgeFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(EdgeFilter.class);

    private final TokenAuthentication tokens;
    private final Policies policies;
    private final TrustedProxies proxies;
    private final Cors cors;
    private final ProtectedPaths protectedPaths;
    private final MetricsToken metricsToken;
    private final HealthReaders healthReaders;
    private final EdgeProperties properties;
    private final AuthProperties auth;
    private final EdgeErrors errors;

    EdgeFilter(
            TokenAuthentication tokens,
            Policies policies,
            TrustedProxies proxies,
            Cors cors,
            ProtectedPaths protectedPaths,
            MetricsToken metricsToken,
            HealthReaders healthReaders,
            EdgeProperties properties,
            AuthProperties auth,
            EdgeErrors errors) {
        this.tokens = tokens;
        this.policies = policies;
        this.proxies = proxies;
        this.cors = cors;
        this.protectedPaths = protectedPaths;
        this.metricsToken = metricsToken;
        this.healthReaders = healthReaders;
        this.properties = properties;
        this.auth = auth;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String requestId = RequestIds.fresh();
        Optional<String> path = RoutePath.decoded(request);
        Api api = Api.of(path.orElseGet(request::getRequestURI));
        request.setAttribute(Api.class.getName(), api);
        HttpServletResponse answer = response;
        if (api.alwaysSaysRequestId()) {
            response.setHeader(Answers.REQUEST_ID, requestId);
        } else {
            answer = new UnsaidRequestId(response, requestId);
        }
        try (MDC.MDCCloseable _ = MDC.putCloseable(RequestIds.MDC_KEY, requestId)) {
            HttpServletRequest sent = proxies.unwrap(request);
            boolean open = protectedPaths.areOpenToOtherOrigins(request.getRequestURI());
            if (request.getMethod().equals("OPTIONS")) {
                // oslo_middleware/cors.py: 200 and empty, whatever is behind it and whoever asks.
                answer.setContentLength(0);
                if (open) {
                    cors.answerPreflight(sent, answer);
                }
                return;
            }
            answer(sent, path, open ? cors.decorate(sent, answer) : answer, requestId, chain);
        } finally {
            MDC.remove(RequestIds.PROJECT_MDC_KEY);
        }
    }

    private void answer(
            HttpServletRequest request,
            Optional<String> path,
            HttpServletResponse response,
            String requestId,
            FilterChain chain)
            throws IOException {
        try {
            Api api = RequestApi.of(request);
            RequestBody body = RequestBody.read(request, api, properties);
            request.setAttribute(RequestBody.ATTRIBUTE, body);
            if (path.isEmpty()) {
                // The token would be looked at first, but where to is not known.
                FaultAnswer.write(api.undecodable(), request, response);
                return;
            }
            if (protectedPaths.needToken(path.get()) && !metricsToken.opens(request, path.get())) {
                Caller caller = policies.of(api).judge(tokens.authenticate(request, requestId));
                protectedPaths.check(caller, path.get());
                request.setAttribute(Caller.class.getName(), caller);
                if (caller.projectId() != null) {
                    MDC.put(RequestIds.PROJECT_MDC_KEY, caller.projectId());
                }
            }
            HttpServletRequest known = healthReaders.shownTo(request, path.get(), requestId);
            if (request.getMethod().equals("TRACE")) {
                // A servlet would send back every header, the token's among them.
                throw PlainFault.noRoute();
            }
            chain.doFilter(RoutePath.routed(known, path.get(), body), response);
        } catch (Unauthorized unauthorized) {
            log.debug("401: {}", LogText.of(unauthorized.getMessage()));
            sendUnauthorized(request, response);
        } catch (ServletException | RuntimeException unforeseen) {
            errors.answer(unforeseen, request, response);
        }
    }

    // keystonemiddleware/auth_token/__init__.py, AuthProtocol._reject_request
    private void sendUnauthorized(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Keystone uri=\"" + authority(request) + "\"");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", 401);
        error.put("title", "Unauthorized");
        error.put("message", "The request you have made requires authentication.");
        Answers.send(
                request, response, 401, Answers.JSON, PythonJson.write(Map.of("error", error)));
    }

    private String authority(HttpServletRequest request) {
        String configured = auth.wwwAuthenticateUri();
        String known = configured == null ? tokens.authority() : configured;
        return known == null ? BaseUrl.of(request, properties) : known;
    }
}
