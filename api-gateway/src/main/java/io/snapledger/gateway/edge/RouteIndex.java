package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/** Finds the few routes that a request's path may mean, at a glance. */
final class RouteIndex {

    private static final int FEW = 4;

    private final Set<RequestMappingInfo> all;
    private final List<Route> routes;
    private final Map<End, List<Route>> byEnd = new HashMap<>();

    /** Those that have to be matched as a whole, whatever the path looks like. */
    private final List<Route> anywhere;

    private RouteIndex(Set<RequestMappingInfo> all, List<Route> routes) {
        this.all = all;
        this.routes = routes;
        anywhere = routes.stream().filter(route -> route.shapes().isEmpty()).toList();
        for (Route route : routes) {
            route.shapes().stream()
                    .map(shape -> new End(shape.length(), shape.last()))
                    .distinct()
                    .forEach(end -> byEnd.computeIfAbsent(end, _ -> new ArrayList<>()).add(route));
        }
    }

    static RouteIndex of(Map<RequestMappingInfo, HandlerMethod> handlers) {
        return new RouteIndex(
                handlers.keySet(),
                handlers.entrySet().stream()
                        .map(entry ->
                                new Route(
                                        entry.getKey(),
                                        entry.getValue(),
                                        shapes(entry.getKey()),
                                        Plain.of(entry.getKey())))
                        .toList());
    }

    Set<RequestMappingInfo> all() {
        return all;
    }

    List<Route> possible(HttpServletRequest request) {
        return PathShape.of(
                        ServletRequestPathUtils.getParsedRequestPath(request)
                                .pathWithinApplication())
                .map(this::possible)
                .orElse(routes);
    }

    private List<Route> possible(PathShape path) {
        List<Route> found = new ArrayList<>(anywhere.size() + FEW);
        found.addAll(anywhere);
        addAdmitted(path, new End(path.length(), path.last()), found);
        // Those that end with what may be anything: an id, mostly.
        addAdmitted(path, new End(path.length(), null), found);
        return found;
    }

    private void addAdmitted(PathShape path, End end, List<Route> found) {
        for (Route route : byEnd.getOrDefault(end, List.of())) {
            if (route.admits(path)) {
                found.add(route);
            }
        }
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
     * What tells most paths apart.
     *
     * @param length how many segments there are
     * @param last the text of the last one; null if it may be anything
     */
    private record End(int length, @Nullable String last) {}

    /**
     * A route, and what its path looks like.
     *
     * @param shapes of its patterns; empty where one of them can only be matched as a whole
     * @param plain null where a request has to be held against more than that
     */
    record Route(
            RequestMappingInfo info,
            HandlerMethod handler,
            List<PathShape> shapes,
            @Nullable Plain plain) {

        boolean admits(PathShape path) {
            for (PathShape shape : shapes) {
                if (shape.admits(path)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * All there is to most routes, for which Spring would make several objects for each request.
     */
    record Plain(String method, PathPattern pattern) {

        static @Nullable Plain of(RequestMappingInfo info) {
            PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (patterns == null || patterns.getPatterns().size() != 1 || methods.size() != 1) {
                return null;
            }
            boolean nothingElse =
                    info.getParamsCondition().isEmpty()
                            && info.getHeadersCondition().isEmpty()
                            && info.getConsumesCondition().isEmpty()
                            && info.getProducesCondition().isEmpty()
                            && info.getVersionCondition().isEmpty()
                            && info.getCustomCondition() == null;
            return nothingElse
                    ? new Plain(methods.iterator().next().name(), patterns.getFirstPattern())
                    : null;
        }

        boolean matches(HttpServletRequest request) {
            return request.getMethod().equals(method)
                    && pattern.matches(
                            ServletRequestPathUtils.getParsedRequestPath(request)
                                    .pathWithinApplication());
        }
    }
}
