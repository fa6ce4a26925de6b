package io.snapledger.systemtests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the API's description.
 *
 * @param path with its variables in braces
 * @param bodies the schemas of the bodies it takes, one for each action and range of versions
 * @param parameters of its query
 */
public record ApiRoute(
        String method, String path, List<JsonNode> bodies, List<JsonNode> parameters) {

    /** Every operation of a description. */
    public static List<ApiRoute> allOf(JsonNode document) {
        List<ApiRoute> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        routes.add(
                                                of(
                                                        path.getKey(),
                                                        operation.getKey(),
                                                        operation.getValue()))));
        return List.copyOf(routes);
    }

    private static ApiRoute of(String path, String method, JsonNode operation) {
        JsonNode schema =
                operation
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema");
        List<JsonNode> bodies =
                schema.isMissingNode()
                        ? List.of()
                        : schema.has("anyOf") && !schema.has("type")
                                ? schema.path("anyOf").valueStream().toList()
                                : List.of(schema);
        return new ApiRoute(
                method.toUpperCase(Locale.ROOT),
                path,
                bodies,
                operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString("").equals("query"))
                        .toList());
    }

    /** Whether it is one of the shared file systems'. */
    public boolean isOfShares() {
        return path.startsWith("/v2/") || path.equals("/v2");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
