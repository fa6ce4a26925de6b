package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final HandlerMethod unknownAction;

    /** Of all routes; empty for one that can only be matched as a whole. Null before the first. */
    private volatile @Nullable Map<RequestMappingInfo, List<PathShape>> shapes;

    /** What the request that this thread looks up may mean. */
    private static final ThreadLocal<@Nullable Set<RequestMappingInfo>> possible =
            new ThreadLocal<>();

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
    protected @Nullable HandlerMethod lookupHandlerMethod(
            String lookupPath, HttpServletRequest request) throws Exception {
        possible.set(possible(request));
        try {
            return super.lookupHandlerMethod(lookupPath, request);
        } finally {
            possible.remove();
        }
    }

    // Spring holds each request against each of hundreds of routes: most are told apart before.
    private Set<RequestMappingInfo> possible(HttpServletRequest request) {
        Map<RequestMappingInfo, List<PathShape>> all = shapes;
        if (all == null) {
            all = new HashMap<>();
            for (RequestMappingInfo info : getHandlerMethods().keySet()) {
                all.put(info, shapes(info));
            }
            shapes = all;
        }
        Optional<PathShape> asked =
                PathShape.of(
                        ServletRequestPathUtils.getParsedRequestPath(request)
                                .pathWithinApplication());
        if (asked.isEmpty()) {
            return all.keySet();
        }
        Set<RequestMappingInfo> found = new HashSet<>();
        all.forEach((info, shapes) -> {
            if (shapes.isEmpty() || admits(shapes, asked.get())) {
                found.add(info);
            }
        });
        return found;
    }

    private static boolean admits(List<PathShape> shapes, PathShape path) {
        for (PathShape shape : shapes) {
            if (shape.admits(path)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo info, HttpServletRequest request) {
        Set<RequestMappingInfo> some = possible.get();
        if (some != null && !some.contains(info)) {
            return null;
        }
        boolean wouldBeGet =
                request.getMethod().equals("HEAD")
                        && !info.getMethodsCondition().getMethods().isEmpty()
                        && !info.getMethodsCondition().getMethods().contains(RequestMethod.HEAD);
        return wouldBeGet ? null : super.getMatchingMapping(info, request);
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
