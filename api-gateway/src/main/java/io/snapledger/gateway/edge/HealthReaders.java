package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.TokenAuthentication;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/**
 * Health is for everybody, its details for administrators. Who says nothing, or nothing that holds,
 * is answered all the same: a balancer's question must not depend on Keystone.
 */
final class HealthReaders {

    private static final String TOKEN = "X-Auth-Token";

    private final TokenAuthentication tokens;
    private final Policies policies;

    HealthReaders(TokenAuthentication tokens, Policies policies) {
        this.tokens = tokens;
        this.policies = policies;
    }

    /** The request, as one of somebody who is known where an administrator asks for health. */
    HttpServletRequest shownTo(HttpServletRequest request, String path, String requestId) {
        if (!ProtectedPaths.isHealth(path) || request.getHeader(TOKEN) == null) {
            return request;
        }
        try {
            Caller caller =
                    policies.of(Api.of(path)).judge(tokens.authenticate(request, requestId));
            return caller.admin() ? new OfAdministrator(request) : request;
        } catch (Unauthorized | Fault nobody) {
            return request;
        }
    }

    private static final class OfAdministrator extends HttpServletRequestWrapper {

        OfAdministrator(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "administrator";
        }
    }
}
