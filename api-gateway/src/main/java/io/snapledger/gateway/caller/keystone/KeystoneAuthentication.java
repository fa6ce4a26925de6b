package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.GlobalRequestId;
import io.snapledger.gateway.caller.TokenAuthentication;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.Percent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers by tokens of a Keystone: keystonemiddleware/auth_token/__init__.py, process_request. Of a
 * request's headers only the tokens are looked at; who somebody is, Keystone says.
 */
final class KeystoneAuthentication implements TokenAuthentication {

    private static final Logger log = LoggerFactory.getLogger(KeystoneAuthentication.class);

    private static final String TOKEN = "X-Auth-Token";
    private static final String OLDER_TOKEN = "X-Storage-Token";
    private static final String SERVICE_TOKEN = "X-Service-Token";
    private static final String ADMINISTRATOR = "admin";

    private final KeystoneProperties properties;
    private final KeystoneTokens tokens;

    KeystoneAuthentication(KeystoneProperties properties, KeystoneTokens tokens) {
        this.properties = properties;
        this.tokens = tokens;
    }

    @Override
    public String authority() {
        return properties.authUrl().toString();
    }

    @Override
    public Caller authenticate(HttpServletRequest request, String requestId) {
        try {
            return caller(request, requestId);
        } catch (KeystoneUnavailable away) {
            log.debug("A token cannot be validated. Keystone: {}", away.reason());
            // keystonemiddleware/auth_token/__init__.py, fetch_token, has the words.
            throw Fault.serviceUnavailable(
                    "The Keystone service is temporarily unavailable.", away.retryAfter());
        }
    }

    private Caller caller(HttpServletRequest request, String requestId) {
        String own = header(request, TOKEN);
        String token = own == null ? header(request, OLDER_TOKEN) : own;
        if (token == null || token.isEmpty()) {
            throw new Unauthorized("no token");
        }
        boolean asked = isAskedByAService(request, requestId);
        KeystoneToken found = tokens.find(token, asked, requestId);
        if (!asked) {
            checkAccessRules(found, request);
        }
        return new Caller(
                found.userId(),
                found.projectId(),
                found.roles(),
                found.roles().contains(ADMINISTRATOR),
                request.getRemoteAddr(),
                requestId,
                GlobalRequestId.of(request),
                found.scope());
    }

    private boolean isAskedByAService(HttpServletRequest request, String requestId) {
        String token = header(request, SERVICE_TOKEN);
        if (token == null || token.isEmpty()) {
            return false;
        }
        boolean hasRole =
                tokens.find(token, false, requestId).hasOneOf(properties.serviceTokens().roles());
        if (!hasRole && properties.serviceTokens().required()) {
            throw new Unauthorized("the service token has no service's role");
        }
        return hasRole;
    }

    private void checkAccessRules(KeystoneToken token, HttpServletRequest request) {
        List<AccessRule> rules = token.accessRules();
        if (rules == null) {
            return;
        }
        String path = Percent.decode(request.getRequestURI()).orElse("");
        List<String> types = properties.typesOf(Api.of(path));
        boolean allowed =
                rules.stream().anyMatch(rule -> rule.allows(types, request.getMethod(), path));
        if (!allowed) {
            throw new Unauthorized("no access rule of the application credential allows it");
        }
    }

    // As WSGI does, a header that is there twice is one with a comma, which no token has.
    private static @Nullable String header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? null : String.join(", ", values).strip();
    }
}
