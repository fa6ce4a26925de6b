package io.snapledger.gateway.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id under which a request travels through several services. */
public final class GlobalRequestId {

    static final String HEADER = "X-Openstack-Request-Id";

    // oslo_middleware/request_id.py keeps only a global request id of this form.
    private static final Pattern FORM =
            Pattern.compile("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private GlobalRequestId() {}

    /** What the client sent, if it is one; else null. */
    public static @Nullable String of(HttpServletRequest request) {
        String id = request.getHeader(HEADER);
        return id != null && FORM.matcher(id).matches() ? id : null;
    }
}
