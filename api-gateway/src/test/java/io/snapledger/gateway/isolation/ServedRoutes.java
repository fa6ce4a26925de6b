package io.snapledger.gateway.isolation;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.policy.PolicyRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What the gateway serves, from its own mappings: {@code POST /v3/groups/{id}/action (delete)}.
 * Paths with a project in them are the same routes; what is routed and not served is left out.
 */
final class ServedRoutes {

    private static final String PROJECT = "/{project_id:[0-9a-f\\-]+}";

    private ServedRoutes() {}

    static Set<String> of(RunningGateway gateway) {
        Set<String> routes = new TreeSet<>();
        gateway.beans(RequestMappingInfoHandlerMapping.class)
                .forEach(mapping ->
                        mapping.getHandlerMethods()
                                .forEach((info, handler) ->
                                        routes(info, handler).forEach(routes::add)));
        return routes;
    }

    private static Stream<String> routes(RequestMappingInfo info, HandlerMethod handler) {
        if (handler.hasMethodAnnotation(NotServed.class)) {
            return Stream.empty();
        }
        Action action = handler.getMethodAnnotation(Action.class);
        String suffix = action == null ? "" : " (" + action.value() + ")";
        Stream<String> methods =
                info.getMethodsCondition().getMethods().isEmpty()
                        ? Stream.of("ANY")
                        : info.getMethodsCondition().getMethods().stream().map(Enum::name);
        return methods.flatMap(method ->
                info.getPatternValues().stream()
                        .filter(path -> !path.startsWith(Api.of(path).prefix() + PROJECT))
                        .map(path -> method + " " + path + suffix));
    }

    /**
     * The route that a rule's operation names; upstream's are below the version and the project.
     */
    static String route(Api api, PolicyRule.Operation operation) {
        String path = operation.path();
        return operation.method()
                + " "
                + (path.startsWith("/audit/") || path.startsWith("/admin/")
                        ? path
                        : api.prefix() + path);
    }

    /** Whether two routes are one, however they call what stands in their paths. */
    static boolean isSame(String route, String other) {
        return bare(route).equals(bare(other));
    }

    private static String bare(String route) {
        return route.replaceAll("\\{[^}]*}", "{}")
                .replaceFirst("\\?.*", "")
                .replaceFirst("(?<=[a-z])/$", "");
    }
}
