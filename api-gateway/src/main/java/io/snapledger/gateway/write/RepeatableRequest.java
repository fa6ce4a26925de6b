package io.snapledger.gateway.write;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The request at hand, if its sender named an {@code Idempotency-Key} under which it may be
 * repeated. What is created under a key is created once.
 *
 * @param fingerprint tells the request from another one under the same key
 * @param status of the answer, should the request be granted
 */
public record RepeatableRequest(String key, String fingerprint, int status) {

    public static final String HEADER = "Idempotency-Key";
    public static final int MAX_LENGTH = 255;

    /** On an answer that was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    /** Where the edge leaves it at the request. */
    public static final String ATTRIBUTE = RepeatableRequest.class.getName();

    static @Nullable RepeatableRequest current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                                instanceof RepeatableRequest repeatable
                ? repeatable
                : null;
    }
}
