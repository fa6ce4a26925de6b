package io.snapledger.gateway.cors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds the headers of oslo_middleware/cors.py; nothing unless an origin is allowed. */
@Component
public final class Cors {

    private static final String ORIGIN = "Origin";
    private static final String VARY = "Vary";

    // CORS.simple_headers
    private static final List<String> SIMPLE =
            List.of(
                    "Accept",
                    "Accept-Language",
                    "Content-Type",
                    "Cache-Control",
                    "Content-Language",
                    "Expires",
                    "Last-Modified",
                    "Pragma");

    private final CorsProperties properties;
    private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    public Cors(CorsProperties properties) {
        this.properties = properties;
        headers.addAll(SIMPLE);
        headers.addAll(properties.allowHeaders());
    }

    // CORS._apply_cors_preflight_headers
    /** The answer to {@code OPTIONS}, with these headers if it is a preflight that is allowed. */
    public void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        String origin = allowed(request);
        String method = request.getHeader("Access-Control-Request-Method");
        if (origin == null || method == null || !properties.allowMethods().contains(method)) {
            return;
        }
        List<String> asked = asked(request);
        if (!headers.containsAll(asked)) {
            return;
        }
        response.setHeader(VARY, ORIGIN);
        allow(origin, response);
        if (properties.maxAge().isPositive()) {
            response.setHeader(
                    "Access-Control-Max-Age", Long.toString(properties.maxAge().toSeconds()));
        }
        response.setHeader("Access-Control-Allow-Methods", method);
        if (!asked.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", String.join(",", asked));
        }
    }

    // CORS._apply_cors_request_headers
    /** The answer of any other request, with the headers that let a page of its origin read it. */
    public HttpServletResponse decorate(HttpServletRequest request, HttpServletResponse response) {
        String origin = allowed(request);
        if (origin == null) {
            return response;
        }
        response.setHeader(VARY, ORIGIN);
        allow(origin, response);
        if (!properties.exposeHeaders().isEmpty()) {
            response.setHeader(
                    "Access-Control-Expose-Headers", String.join(",", properties.exposeHeaders()));
        }
        return new HttpServletResponseWrapper(response) {
            @Override
            public void setHeader(String name, @Nullable String value) {
                boolean varies = name.equalsIgnoreCase(VARY) && value != null;
                super.setHeader(name, varies ? value + "," + ORIGIN : value);
            }
        };
    }

    private void allow(String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (properties.allowCredentials()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    /** The origin as it may be allowed, null if there is none or it may not. */
    private @Nullable String allowed(HttpServletRequest request) {
        String origin = request.getHeader(ORIGIN);
        if (origin == null || properties.allowedOrigin().isEmpty()) {
            return null;
        }
        if (properties.allowedOrigin().contains(origin)) {
            return origin;
        }
        return properties.allowedOrigin().contains("*") ? "*" : null;
    }

    private static List<String> asked(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Access-Control-Request-Headers")).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
