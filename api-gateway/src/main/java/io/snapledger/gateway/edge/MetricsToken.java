package io.snapledger.gateway.edge;

import io.snapledger.gateway.fault.LogText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Prometheus may send instead of an administrator's token, which ends one day: a bearer
 * token of the operator's own. It opens the figures and nothing else.
 */
final class MetricsToken {

    static final String PATH = "/actuator/prometheus";

    private static final Logger log = LoggerFactory.getLogger(MetricsToken.class);

    private static final String BEARER = "Bearer ";

    private final @Nullable Path file;

    MetricsToken(@Nullable Path file) {
        this.file = file;
    }

    /** Whether the request asks for the figures, and may by its own word. */
    boolean opens(HttpServletRequest request, String path) {
        String header = request.getHeader("Authorization");
        if (file == null
                || header == null
                || !path.equals(PATH)
                || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        return isRight(header.substring(BEARER.length()).strip(), file);
    }

    // Read each time, so that it can be changed without a restart.
    private static boolean isRight(String said, Path file) {
        try {
            String right = Files.readString(file).strip();
            return !right.isEmpty() && MessageDigest.isEqual(bytes(said), bytes(right));
        } catch (IOException e) {
            log.warn("snapledger.metrics.token-file cannot be read: {}", LogText.of(e.toString()));
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
