package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of an address that the client sees and we do not choose. */
final class BaseUrl {

    private static final Pattern COMMA = Pattern.compile(",\\s?");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private BaseUrl() {}

    // cinder/api/common.py, get_request_url and ViewBuilder._update_link_prefix
    static String of(HttpServletRequest request, EdgeProperties properties) {
        String configured = properties.publicEndpoint();
        if (configured != null && !configured.isEmpty()) {
            return configured.replaceFirst("/+$", "");
        }
        String forwarded = request.getHeader("X-Forwarded-Host");
        if (forwarded != null && !forwarded.isEmpty()) {
            String[] hosts = COMMA.split(forwarded, -1);
            return scheme(request) + "://" + hosts[hosts.length - 1];
        }
        String host = request.getHeader("Host");
        return scheme(request)
                + "://"
                + (host == null || host.isEmpty()
                        ? request.getServerName() + ":" + request.getServerPort()
                        : host);
    }

    // oslo_middleware/http_proxy_to_wsgi.py; it decides nothing but what links look like.
    private static String scheme(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Proto");
        return forwarded != null && SCHEMES.contains(forwarded) ? forwarded : request.getScheme();
    }
}
