package io.snapledger.gateway.edge;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;

/**
 * Each handler's {@link Terms}, read once: looking for annotations costs more than most answers.
 */
final class TermsOfHandlers {

    private final Map<Handler, Terms> known = new ConcurrentHashMap<>();

    Terms of(HandlerMethod method) {
        Handler handler = new Handler(method.getBeanType(), method.getMethod());
        Terms terms = known.get(handler);
        return terms == null ? known.computeIfAbsent(handler, _ -> Terms.of(method)) : terms;
    }

    private record Handler(Class<?> bean, Method method) {}
}
