package io.snapledger.link.instance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service, whichever instance serves it.
 *
 * @param pathAndQuery encoded
 * @param key what has the same key goes to the same instance while that one is there; null: to each
 *     in turn
 * @param repeatable whether it may be sent again where nobody knows what became of it
 * @param timeout how long one instance may take
 */
public record ServiceRequest(
        String method,
        String pathAndQuery,
        Map<String, List<String>> headers,
        String body,
        @Nullable String key,
        boolean repeatable,
        Duration timeout) {}
