package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * What an answer is written as: JSON, whatever the client accepts, and under Cinder's own name for
 * it if that is what was asked for. The actuator negotiates as usual.
 */
final class AnswerTypes implements ContentNegotiationStrategy {

    private static final String OWN_NAME = "application/vnd.openstack.volume+json";
    private static final MediaType OWN = MediaType.parseMediaType(OWN_NAME);
    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    private final ContentNegotiationStrategy elsewhere;

    AnswerTypes(ContentNegotiationStrategy elsewhere) {
        this.elsewhere = elsewhere;
    }

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest webRequest)
            throws HttpMediaTypeNotAcceptableException {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request != null && request.getRequestURI().startsWith("/actuator")) {
            return elsewhere.resolveMediaTypes(webRequest);
        }
        Api api = request == null ? Api.BLOCK_STORAGE : RequestApi.of(request);
        return List.of(accepted(webRequest.getHeader("Accept"), api));
    }

    /** What a client that accepts these gets. */
    static MediaType accepted(@Nullable String accept, Api api) {
        return accept != null
                        && api.reads(OWN_NAME)
                        && accept.split("[,;]", 2)[0].strip().equals(OWN_NAME)
                ? OWN
                : JSON;
    }
}
