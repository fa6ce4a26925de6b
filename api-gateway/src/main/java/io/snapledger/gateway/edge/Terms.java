package io.snapledger.gateway.edge;

import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.Experimental;
import io.snapledger.gateway.microversion.Since;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What a handler's annotations say of when it is served.
 *
 * @param versioned whether it belongs to an API that has versions
 * @param since at which of them it is there; null if at all
 * @param experimental null if it is none
 * @param notServed null if it is served
 * @param takesBody whether it takes a JSON body
 */
record Terms(
        boolean versioned,
        @Nullable Since since,
        @Nullable Experimental experimental,
        @Nullable NotServed notServed,
        boolean takesBody) {

    static Terms of(HandlerMethod method) {
        return new Terms(
                AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Versioned.class),
                annotation(method, Since.class),
                annotation(method, Experimental.class),
                method.getMethodAnnotation(NotServed.class),
                Arrays.stream(method.getMethodParameters())
                        .map(MethodParameter::getParameterType)
                        .anyMatch(JsonBody.class::equals));
    }

    private static <A extends Annotation> @Nullable A annotation(
            HandlerMethod method, Class<A> type) {
        A own = method.getMethodAnnotation(type);
        return own == null
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type)
                : own;
    }
}
