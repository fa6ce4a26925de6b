package io.snapledger.link.trust;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 401 unless the certificate of the connection names a service that may call this one.
 * Nothing that a request says of itself counts.
 */
public final class CallerCertificates extends OncePerRequestFilter {

    static final String METRIC = "snapledger.link.refused";

    private static final Logger log = LoggerFactory.getLogger(CallerCertificates.class);

    // As it was sent: nothing in it that anybody reads in another way, no dots and no semicolons.
    private static final Pattern HEALTH = Pattern.compile("/actuator/health(/[a-z-]+)*");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");
    private static final int LONGEST_PATH = 200;

    private static final byte[] ANSWER =
            """
            {"error": {"code": 401, "title": "Unauthorized", \
            "message": "This is for services that show a certificate."}}
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final Set<String> allowed;
    private final MeterRegistry meters;

    /** For a service that those of these names may call. */
    public CallerCertificates(Set<String> allowed, MeterRegistry meters) {
        this.allowed = Set.copyOf(allowed);
        this.meters = meters;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HEALTH.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Servlet specification, 3.10: the certificates that the container itself has verified.
        if (request.getAttribute("jakarta.servlet.request.X509Certificate")
                        instanceof X509Certificate[] chainOfCaller
                && chainOfCaller.length > 0) {
            Set<String> names = DnsNames.of(chainOfCaller[0]);
            if (names.stream().anyMatch(allowed::contains)) {
                chain.doFilter(request, response);
                return;
            }
            refuse(request, response, "not-allowed", "certificate of " + names);
            return;
        }
        refuse(request, response, "no-certificate", "no certificate");
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
