package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's routing with upstream's manners: HEAD is a method of its own, a wrong method is no route
 * at all, and actions are told apart by their bodies.
 */
final class Routes extends RequestMappingHandlerMapping {

    private static final String SHAPE = PathShape.class.getName();

    private final HandlerMethod unknownAction;
    private final Map<RequestMappingInfo, List<PathShape>> shapes = new ConcurrentHashMap<>();

    Routes() {
        unknownAction = handler(new UnknownAction(), "refusal", HttpServletRequest.class);
    }

    private static HandlerMethod handler(Object bean, String method, Class<?>... parameters) {
        try {
            return new HandlerMethod(bean, method, parameters);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected @Nullable RequestCondition<?> getCustomMethodCondition(Method method) {
        Action action = method.getAnnotation(Action.class);
        return action == null ? null : new ActionCondition(action.value());
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo info, HttpServletRequest request) {
        if (!mayMatch(info, request)) {
            return null;
        }
        boolean wouldBeGet =
                request.getMethod().equals("HEAD")
                        && !info.getMethodsCondition().getMethods().isEmpty()
                        && !info.getMethodsCondition().getMethods().contains(RequestMethod.HEAD);
        return wouldBeGet ? null : super.getMatchingMapping(info, request);
    }

    // Of hundreds of routes each request would have to be held against each.
    private boolean mayMatch(RequestMappingInfo info, HttpServletRequest request) {
        List<PathShape> possible = shapes.get(info);
        if (possible == null) {
            possible = shapes.computeIfAbsent(info, Routes::shapes);
        }
        Optional<PathShape> asked = shape(request);
        return possible.isEmpty() || asked.isEmpty() || admits(possible, asked.get());
    }

    private static boolean admits(List<PathShape> possible, PathShape path) {
        for (PathShape shape : possible) {
            if (shape.admits(path)) {
                return true;
            }
        }
        return false;
    }

    // Empty where one of its patterns can only be matched as a whole.
    private static List<PathShape> shapes(RequestMappingInfo info) {
        PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
        if (patterns == null) {
            return List.of();
        }
        List<Optional<PathShape>> shapes =
                patterns.getPatterns().stream().map(PathShape::of).toList();
        return shapes.stream().allMatch(Optional::isPresent)
                ? shapes.stream().flatMap(Optional::stream).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Optional<PathShape> shape(HttpServletRequest request) {
        Object known = request.getAttribute(SHAPE);
        if (known != null) {
            return (Optional<PathShape>) known;
        }
        Optional<PathShape> shape =
                PathShape.of(
                        ServletRequestPathUtils.getParsedRequestPath(request)
                                .pathWithinApplication());
        request.setAttribute(SHAPE, shape);
        return shape;
    }

    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> infos, String lookupPath, HttpServletRequest request) {
        boolean isAction =
                request.getMethod().equals("POST")
                        && infos.stream()
                                .filter(info ->
                                        info.getCustomCondition() instanceof ActionCondition)
                                .anyMatch(info -> hasPath(info, request));
        return isAction ? unknownAction : null;
    }

    @Override
    protected HandlerExecutionChain getCorsHandlerExecutionChain(
            HttpServletRequest request,
            HandlerExecutionChain chain,
            @Nullable CorsConfiguration configuration) {
        // The edge has added what there is to add.
        return chain;
    }

    private static boolean hasPath(RequestMappingInfo info, HttpServletRequest request) {
        PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
        return patterns != null
                && patterns.getPatterns().stream()
                        .anyMatch(pattern ->
                                pattern.matches(
                                        ServletRequestPathUtils.getParsedRequestPath(request)
                                                .pathWithinApplication()));
    }
}
