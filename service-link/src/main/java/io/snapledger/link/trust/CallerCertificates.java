package io.snapledger.link.trust;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 401 unless the certificate of the connection names a service that may call this one.
 * Nothing that a request says of itself counts. Who only measures may read the figures, and health
 * is for everybody; its details are for those who are known.
 */
public final class CallerCertificates extends OncePerRequestFilter {

    static final String METRIC = "snapledger.link.refused";

    private static final Logger log = LoggerFactory.getLogger(CallerCertificates.class);

    // As it was sent: nothing in it that anybody reads in another way, no dots and no semicolons.
    private static final Pattern HEALTH = Pattern.compile("/actuator/health(/[a-z-]+)*");

    private static final String FIGURES = "/actuator/prometheus";

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");
    private static final int LONGEST_PATH = 200;

    private static final byte[] ANSWER =
            """
            {"error": {"code": 401, "title": "Unauthorized", \
            "message": "This is for services that show a certificate."}}
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final Set<String> allowed;
    private final Set<String> scrapers;
    private final MeterRegistry meters;

    /** For a service that some may call, and others may only read the figures of. */
    public CallerCertificates(Set<String> allowed, Set<String> scrapers, MeterRegistry meters) {
        this.allowed = Set.copyOf(allowed);
        this.scrapers = Set.copyOf(scrapers);
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        X509Certificate certificate = certificate(request);
        Set<String> names = certificate == null ? Set.of() : DnsNames.of(certificate);
        boolean mayCall = !Collections.disjoint(names, allowed);
        boolean mayMeasure = mayCall || !Collections.disjoint(names, scrapers);
        String path = request.getRequestURI();
        if (HEALTH.matcher(path).matches()) {
            chain.doFilter(mayMeasure ? new Known(request, names) : request, response);
        } else if (mayCall || (mayMeasure && path.equals(FIGURES))) {
            chain.doFilter(request, response);
        } else if (certificate == null) {
            refuse(request, response, "no-certificate", "no certificate");
        } else {
            refuse(request, response, "not-allowed", "certificate of " + names);
        }
    }

    // Servlet specification, 3.10: the certificates that the container itself has verified.
    private static @Nullable X509Certificate certificate(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate")
                                instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }

    /** A request of somebody who is known, which is what health's details depend on. */
    private static final class Known extends HttpServletRequestWrapper {

        private final String name;

        Known(HttpServletRequest request, Set<String> names) {
            super(request);
            name = String.join(",", names);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, String tag, String reason)
            throws IOException {
        meters.counter(METRIC, "reason", tag).increment();
        log.warn(
                "Refused {} {} from {}: {}",
                printable(request.getMethod()),
                printable(request.getRequestURI()),
                request.getRemoteAddr(),
                reason);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType("application/json");
        response.setContentLength(ANSWER.length);
        response.getOutputStream().write(ANSWER);
    }

    private static String printable(String text) {
        String plain = UNPRINTABLE.matcher(text).replaceAll("?");
        return plain.length() <= LONGEST_PATH ? plain : plain.substring(0, LONGEST_PATH) + "...";
    }
}
