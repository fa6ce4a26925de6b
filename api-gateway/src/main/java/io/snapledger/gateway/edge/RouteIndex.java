package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the few routes that a request's path may mean, at a glance. */
final class RouteIndex {

    private final Map<RequestMappingInfo, HandlerMethod> handlers;
    private final List<Route> routes;

    private RouteIndex(Map<RequestMappingInfo, HandlerMethod> handlers, List<Route> routes) {
        this.handlers = handlers;
        this.routes = routes;
    }

    static RouteIndex of(Map<RequestMappingInfo, HandlerMethod> handlers) {
        return new RouteIndex(
                handlers,
                handlers.entrySet().stream()
                        .map(entry ->
                                new Route(entry.getKey(), entry.getValue(), shapes(entry.getKey())))
                        .toList());
    }

    Set<RequestMappingInfo> all() {
        return handlers.keySet();
    }

    List<Route> possible(HttpServletRequest request) {
        Optional<PathShape> asked =
                PathShape.of(
                        ServletRequestPathUtils.getParsedRequestPath(request)
                                .pathWithinApplication());
        if (asked.isEmpty()) {
            return routes;
        }
        PathShape path = asked.get();
        List<Route> found = new ArrayList<>();
        for (Route route : routes) {
            if (route.admits(path)) {
                found.add(route);
            }
        }
        return found;
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

    /**
     * A route, and what its path looks like.
     *
     * @param shapes of its patterns; empty where one of them can only be matched as a whole
     */
    record Route(RequestMappingInfo info, HandlerMethod handler, List<PathShape> shapes) {

        boolean admits(PathShape path) {
            if (shapes.isEmpty()) {
                return true;
            }
            for (PathShape shape : shapes) {
                if (shape.admits(path)) {
                    return true;
                }
            }
            return false;
        }
    }
}
