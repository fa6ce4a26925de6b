package io.snapledger.gateway.edge;

import io.snapledger.gateway.answer.Answers;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Repeats the request's id on answers that have a body: wsgi.py, _set_request_id_header. */
@ControllerAdvice
final class ComputeRequestId implements ResponseBodyAdvice<Object> {

    private static final ClassValue<Boolean> VERSIONED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> controller) {
                    return AnnotatedElementUtils.hasAnnotation(controller, Versioned.class);
                }
            };

    @Override
    public boolean supports(
            MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return VERSIONED.get(returnType.getContainingClass());
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body != null && response instanceof ServletServerHttpResponse servlet) {
            Answers.addComputeRequestId(servlet.getServletResponse());
        }
        return body;
    }
}
