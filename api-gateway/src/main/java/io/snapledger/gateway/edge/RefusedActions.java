package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Tells of actions that were refused: by their handler, or before it on its behalf. */
final class RefusedActions {

    private static final Pattern ON_ONE = Pattern.compile(".*/([a-z_-]+)/\\{id}/action");

    private final ObjectProvider<OnRefusedAction> listeners;

    RefusedActions(ObjectProvider<OnRefusedAction> listeners) {
        this.listeners = listeners;
    }

    void tell(HttpServletRequest request, @Nullable Object handler, Exception thrown) {
        if (thrown instanceof Fault fault && handler instanceof HandlerMethod method) {
            refused(request, method, fault)
                    .ifPresent(refused -> listeners().forEach(one -> one.refused(refused)));
        }
    }

    // group_snapshots is made of what is called group-snapshot in the event log.
    private static String resourceType(HandlerMethod method, String collection) {
        ResourceType said =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getBeanType(), ResourceType.class);
        if (said != null) {
            return said.value();
        }
        String singular =
                collection.endsWith("s")
                        ? collection.substring(0, collection.length() - 1)
                        : collection;
        return singular.replace('_', '-');
    }

    private Stream<OnRefusedAction> listeners() {
        return listeners.orderedStream();
    }

    private static Optional<RefusedAction> refused(
            HttpServletRequest request, HandlerMethod method, Fault fault) {
        Action action = method.getMethodAnnotation(Action.class);
        Matcher path =
                ON_ONE.matcher(
                        String.valueOf(
                                request.getAttribute(
                                        HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
        if (action != null
                && path.matches()
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id
                && request.getAttribute(Caller.class.getName()) instanceof Caller caller) {
            return Optional.of(
                    new RefusedAction(
                            action.value(),
                            resourceType(method, path.group(1)),
                            id,
                            // Routing by the action has read it already.
                            RequestBody.of(request).tree().get(action.value()),
                            caller,
                            fault));
        }
        return Optional.empty();
    }
}
