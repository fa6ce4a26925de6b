package io.snapledger.gateway.openapi;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.edge.Versioned;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.Since;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * One operation that a handler carries out.
 *
 * @param path as clients write it, with the project's id where it may stand
 * @param alsoAt the same without the project's id, null if there is no such form
 * @param action the action's name, null if it is none
 */
record Operation(
        String method,
        String path,
        @Nullable String alsoAt,
        @Nullable String action,
        HandlerMethod handler) {

    private static final String PROJECT = "/{project_id}";

    /** What the mapping of a handler serves; nothing, if it only says that it does not serve it. */
    static List<Operation> of(RequestMappingInfo info, HandlerMethod handler) {
        PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
        if (patterns == null || handler.hasMethodAnnotation(NotServed.class)) {
            return List.of();
        }
        Action action = handler.getMethodAnnotation(Action.class);
        String name = action == null ? null : action.value();
        List<String> paths =
                patterns.getPatternValues().stream().map(Operation::withoutExpressions).toList();
        List<Operation> operations = new ArrayList<>();
        for (RequestMethod method : methods(info)) {
            for (String path : paths) {
                if (!paths.contains(withProject(path))) {
                    operations.add(
                            new Operation(
                                    method.name(),
                                    path,
                                    withoutProject(path, paths),
                                    name,
                                    handler));
                }
            }
        }
        return operations;
    }

    /** The same path with the project's id in it; as it is, if it cannot have one. */
    private static String withProject(String path) {
        String prefix = Api.of(path).prefix();
        return path.startsWith(prefix + "/") && !path.startsWith(prefix + PROJECT)
                ? prefix + PROJECT + path.substring(prefix.length())
                : path + "?";
    }

    private static @Nullable String withoutProject(String path, List<String> paths) {
        String prefix = Api.of(path).prefix();
        if (!path.startsWith(prefix + PROJECT)) {
            return null;
        }
        String shorter = prefix + path.substring(prefix.length() + PROJECT.length());
        return paths.contains(shorter) ? shorter : null;
    }

    // A handler for every method is one that shows something.
    private static List<RequestMethod> methods(RequestMappingInfo info) {
        List<RequestMethod> methods =
                info.getMethodsCondition().getMethods().stream().sorted().toList();
        return methods.isEmpty() ? List.of(RequestMethod.GET) : methods;
    }

    // {name:regular expression} is Spring's; the API's document has names only.
    private static String withoutExpressions(String pattern) {
        return pattern.replaceAll("\\{([^:}]+):[^}]*}", "{$1}");
    }

    /**
     * How shapes and policies name it: without project and, but for {@code /v2}, without version;
     * its variables without names.
     */
    String key() {
        return key(method, localPath(), action);
    }

    static String key(String method, String path, @Nullable String action) {
        String plain = method + " " + path.replaceAll("\\{[^}]*}", "{}");
        return action == null ? plain : plain + " " + action;
    }

    private String localPath() {
        String prefix = api().prefix();
        return path.startsWith(prefix + PROJECT + "/")
                ? local(api()) + path.substring(prefix.length() + PROJECT.length())
                : path;
    }

    /** What stands before a path of that API in shapes and here. */
    static String local(Api api) {
        return switch (api) {
            case BLOCK_STORAGE -> "";
            case SHARED_FILE_SYSTEM -> api.prefix();
        };
    }

    Api api() {
        return Api.of(path);
    }

    List<String> pathVariables() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    boolean isVersioned() {
        return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Versioned.class);
    }

    boolean takesBody() {
        return takes(JsonBody.class);
    }

    boolean takes(Class<?> type) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }

    /** Whether a repetition under its key is answered as the first request was. */
    boolean isRepeatable() {
        return handler.hasMethodAnnotation(Creates.class);
    }

    /** Whether it is done only if the resource is still as the client saw it. */
    boolean heedsIfMatch() {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .anyMatch(header ->
                        header != null && header.name().equalsIgnoreCase(HttpHeaders.IF_MATCH));
    }

    /** The version at which it was born. */
    String since() {
        Since since = handler.getMethodAnnotation(Since.class);
        if (since == null) {
            since = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Since.class);
        }
        return since == null ? api().minimum().toString() : since.value();
    }

    /** The last version at which it is there. */
    private String until() {
        Since since = handler.getMethodAnnotation(Since.class);
        return since == null || since.until().isEmpty()
                ? api().maximum().toString()
                : since.until();
    }

    /** What its path is a collection of, in words; empty outside of the project's resources. */
    Optional<String> collection() {
        return Optional.of(path)
                .filter(whole -> whole.startsWith(api().prefix() + PROJECT + "/"))
                .map(whole -> whole.split("/", -1)[3].replaceAll("[_-]", " "));
    }

    /** The slice it belongs to. */
    String slice() {
        String name = handler.getBeanType().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** What the document calls the versions it is there at. */
    Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("min-ver", since());
        versions.put("max-ver", until());
        return versions;
    }
}
