package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.write.AuditReason;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives handler methods what the edge knows of a request. */
final class EdgeArguments implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES =
            Set.of(
                    Caller.class,
                    Microversion.class,
                    JsonBody.class,
                    QueryParameters.class,
                    Links.class,
                    AuditReason.class);

    private final EdgeProperties properties;

    EdgeArguments(EdgeProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not an HTTP request");
        }
        Class<?> type = parameter.getParameterType();
        if (type == JsonBody.class) {
            return new JsonBody(RequestBody.of(request).tree());
        }
        if (type == QueryParameters.class) {
            return QueryParameters.parse(request.getQueryString(), RequestApi.of(request));
        }
        if (type == Links.class) {
            return new Links(
                    RequestApi.of(request), BaseUrl.of(request, properties), projectInUrl(request));
        }
        if (type == AuditReason.class) {
            return reason(request.getHeader(AuditReason.HEADER));
        }
        Object known = request.getAttribute(type.getName());
        if (known == null) {
            throw new IllegalStateException("the edge knows no " + type.getSimpleName());
        }
        return known;
    }

    private static @Nullable String projectInUrl(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                                instanceof Map<?, ?> variables
                        && variables.get("project_id") instanceof String inUrl
                ? inUrl
                : null;
    }

    // The container reads header bytes as ISO 8859-1; clients that write anything beyond ASCII
    // write
    // UTF-8.
    private static AuditReason reason(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new AuditReason(null);
        }
        byte[] bytes = header.strip().getBytes(StandardCharsets.ISO_8859_1);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            text = header.strip();
        }
        if (text.codePointCount(0, text.length()) > AuditReason.MAX_LENGTH) {
            throw Fault.badRequest(
                    AuditReason.HEADER
                            + " must not be longer than "
                            + AuditReason.MAX_LENGTH
                            + " characters.");
        }
        return new AuditReason(text);
    }
}
