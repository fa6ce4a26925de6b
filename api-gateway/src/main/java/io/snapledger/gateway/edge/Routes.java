package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Comparator;
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

    // Spring's own for the actuator have -100, and take as long to pass over a request as these to
    // find where it goes.
    private static final int BEFORE_THE_ACTUATORS = -200;

    private final HandlerMethod unknownAction;

    /** All routes; null before the first request. */
    private volatile @Nullable RouteIndex index;

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
    public int getOrder() {
        return BEFORE_THE_ACTUATORS;
    }

    @Override
    protected @Nullable RequestCondition<?> getCustomMethodCondition(Method method) {
        Action action = method.getAnnotation(Action.class);
        return action == null ? null : new ActionCondition(action.value());
    }

    // Spring holds each request against each of hundreds of routes; most are told apart by less.
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(
            String lookupPath, HttpServletRequest request) throws Exception {
        RouteIndex routes = routes();
        Comparator<RequestMappingInfo> best = getMappingComparator(request);
        RequestMappingInfo match = null;
        HandlerMethod handler = null;
        for (RouteIndex.Route route : routes.possible(request)) {
            RequestMappingInfo matching = matching(route, request);
            if (matching != null && (match == null || best.compare(matching, match) < 0)) {
                match = matching;
                handler = route.handler();
            }
        }
        if (match == null || handler == null) {
            return handleNoMatch(routes.all(), lookupPath, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
        handleMatch(match, lookupPath, request);
        return handler;
    }

    private @Nullable RequestMappingInfo matching(
            RouteIndex.Route route, HttpServletRequest request) {
        RouteIndex.Plain plain = route.plain();
        if (plain == null || request.getMethod().equals("OPTIONS")) {
            return getMatchingMapping(route.info(), request);
        }
        return plain.matches(request) ? route.info() : null;
    }

    private RouteIndex routes() {
        RouteIndex known = index;
        if (known == null) {
            known = RouteIndex.of(getHandlerMethods());
            index = known;
        }
        return known;
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo info, HttpServletRequest request) {
        boolean wouldBeGet =
                request.getMethod().equals("HEAD")
                        && !info.getMethodsCondition().getMethods().isEmpty()
                        && !info.getMethodsCondition().getMethods().contains(RequestMethod.HEAD);
        return wouldBeGet ? null : super.getMatchingMapping(info, request);
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
