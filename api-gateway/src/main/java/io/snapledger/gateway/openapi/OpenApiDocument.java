package io.snapledger.gateway.openapi;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRules;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.RepeatableRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Builds the document: OpenAPI 3.1, with the {@code x-openstack} members that OpenStack's own
 * documents use for microversions and for actions.
 */
final class OpenApiDocument {

    static final String VERSION = "3.1.1";

    private static final String TOKEN = "token";
    private static final String EXTENSION = "x-openstack";

    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, List<PolicyRule>> rules = new LinkedHashMap<>();
    private final List<Operation> operations;

    OpenApiDocument(List<Operation> operations, List<Shapes> shapes, List<PolicyRules> policies) {
        this.operations =
                operations.stream()
                        .sorted(
                                Comparator.comparing(Operation::path)
                                        .thenComparing(Operation::method)
                                        .thenComparing(operation ->
                                                operation.action() == null
                                                        ? ""
                                                        : operation.action()))
                        .toList();
        for (Shapes slice : shapes) {
            for (Shape shape : slice.shapes()) {
                if (this.shapes.put(key(shape.request()), shape) != null) {
                    throw new IllegalArgumentException("two shapes of " + shape.request());
                }
            }
        }
        // By name, so that the document is the same from a jar and from a folder.
        List<PolicyRules> ordered =
                policies.stream()
                        .sorted(Comparator.comparing(slice -> slice.getClass().getName()))
                        .toList();
        for (PolicyRules slice : ordered) {
            for (PolicyRule rule : slice.rules()) {
                rule.operations()
                        .forEach(guarded ->
                                rules.computeIfAbsent(
                                                key(slice.api(), guarded), _ -> new ArrayList<>())
                                        .add(rule));
            }
        }
    }

    private static String key(String request) {
        String[] words = request.split(" ", 3);
        return Operation.key(words[0], words[1], words.length > 2 ? words[2] : null);
    }

    // Policies name an action as upstream's documentation does, in brackets behind the path.
    private static String key(Api api, PolicyRule.Operation guarded) {
        String[] words = guarded.path().split(" ", 2);
        String action = words.length > 1 ? words[1].replaceAll("[()]", "") : null;
        String local = isOurs(words[0]) ? words[0] : Operation.local(api) + words[0];
        return Operation.key(guarded.method(), local, action);
    }

    /** Requests whose handlers take a body that no shape describes. */
    List<String> undescribedBodies() {
        return operations.stream()
                .filter(Operation::takesBody)
                .filter(operation -> shape(operation).bodies().isEmpty())
                .map(Operation::key)
                .toList();
    }

    /** Shapes of requests that no handler serves. */
    List<String> shapesOfNothing() {
        Set<String> served = operations.stream().map(Operation::key).collect(Collectors.toSet());
        return shapes.keySet().stream().filter(key -> !served.contains(key)).toList();
    }

    private Shape shape(Operation operation) {
        return shapes.getOrDefault(operation.key(), Shape.of(operation.key()));
    }

    Map<String, Object> tree() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", VERSION);
        document.put("info", info());
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("tags", tags());
        document.put("paths", paths());
        document.put("components", Components.tree());
        return document;
    }

    private static Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Snapledger block storage and shared file system APIs");
        info.put(
                "summary",
                "OpenStack's block storage and shared file system APIs, and the audit trail behind"
                        + " them");
        info.put(
                "description",
                """
                Generated from the routes, versions, policies and schemas that serve the requests.

                Below `/v3` (block storage) and `/v2` (shared file systems) the project's id may \
                stand in the path or be left out: each path here is served in both forms, named \
                in `x-also-at`. A request is answered at the microversion that its \
                `OpenStack-API-Version` or `X-OpenStack-Manila-API-Version` header asks for, at \
                %s and %s without one; `x-openstack` says at which version each operation was born.

                Paths that nobody serves, bodies that are too large, and requests without a valid \
                token are refused before any operation looks at them.\
                """
                        .formatted(Api.BLOCK_STORAGE.minimum(), Api.SHARED_FILE_SYSTEM.minimum()));
        info.put("version", CinderVersions.MAXIMUM);
        Map<String, Object> license = new LinkedHashMap<>();
        license.put("name", "Apache 2.0");
        license.put("identifier", "Apache-2.0");
        info.put("license", license);
        return info;
    }

    private List<Object> tags() {
        return operations.stream()
                .map(Operation::slice)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .<Object>map(slice -> Map.of("name", slice))
                .toList();
    }

    private Map<String, Object> paths() {
        Map<String, Map<String, List<Operation>>> byPath = new TreeMap<>();
        for (Operation operation : operations) {
            byPath.computeIfAbsent(operation.path(), _ -> new TreeMap<>())
                    .computeIfAbsent(operation.method(), _ -> new ArrayList<>())
                    .add(operation);
        }
        Map<String, Object> paths = new LinkedHashMap<>();
        byPath.forEach((path, methods) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            methods.forEach(
                    (method, same) -> item.put(method.toLowerCase(Locale.ROOT), operation(same)));
            paths.put(path, item);
        });
        return paths;
    }

    /** One operation, or all the actions that share a path. */
    private Map<String, Object> operation(List<Operation> same) {
        Operation first = same.getFirst();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("operationId", id(first));
        tree.put("tags", List.of(first.slice()));
        tree.put("summary", first.action() == null ? summary(first) : actions(same));
        tree.put("description", description(same));
        if (first.alsoAt() != null) {
            tree.put("x-also-at", first.alsoAt());
        }
        if (first.isVersioned()) {
            Map<String, Object> versions = first.versions();
            if (first.action() != null) {
                versions.put(
                        "min-ver",
                        same.stream()
                                .map(Operation::since)
                                .min(Comparator.comparing(Microversion::of))
                                .orElseThrow());
                versions.put("discriminator", "action");
            }
            tree.put(EXTENSION, versions);
        }
        if (needsToken(first)) {
            tree.put("security", List.of(Map.of(TOKEN, List.of())));
        }
        tree.put("parameters", parameters(same));
        if (same.stream().anyMatch(Operation::takesBody)) {
            tree.put("requestBody", requestBody(same));
        }
        tree.put("responses", responses(same));
        return tree;
    }

    private static String id(Operation operation) {
        String name =
                operation.action() == null ? operation.handler().getMethod().getName() : "action";
        boolean onMember = operation.path().endsWith("}/action");
        String controller =
                operation.handler().getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return (operation.api() == Api.BLOCK_STORAGE ? "" : "v2_")
                + controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + "_"
                + (operation.action() != null && !onMember ? "collection_action" : name);
    }

    private static String actions(List<Operation> same) {
        return same.stream()
                .map(operation -> operation.action() == null ? "" : operation.action())
                .collect(Collectors.joining(", ", "Actions: ", ""));
    }

    private String summary(Operation operation) {
        return rules.getOrDefault(operation.key(), List.of()).stream()
                .findFirst()
                .map(rule -> rule.description().split("[.;]", 2)[0])
                .orElseGet(() ->
                        words(operation.handler().getMethod().getName())
                                + operation.collection().map(" "::concat).orElse(""));
    }

    private static String words(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private String description(List<Operation> same) {
        List<String> paragraphs = new ArrayList<>();
        for (Operation operation : same) {
            StringBuilder text = new StringBuilder();
            if (operation.action() != null) {
                text.append("**`").append(operation.action()).append("`** ");
            }
            if (operation.isVersioned()) {
                text.append("From version ").append(operation.since()).append(" on. ");
            }
            List<PolicyRule> guards = rules.getOrDefault(operation.key(), List.of());
            if (!guards.isEmpty()) {
                text.append(
                        guards.stream()
                                .map(rule ->
                                        "`%s` (default `%s`)"
                                                .formatted(
                                                        rule.name(),
                                                        rule.check().isEmpty()
                                                                ? "@"
                                                                : rule.check()))
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                guards.size() == 1 ? "Policy: " : "Policies: ",
                                                ".")));
            }
            paragraphs.add(text.toString().strip());
        }
        return String.join("\n\n", paragraphs);
    }

    private static boolean needsToken(Operation operation) {
        // As the edge does: below these, but not the version documents' own description.
        return Arrays.stream(Api.values()).anyMatch(api -> api.hasBelow(operation.path()))
                || isOurs(operation.path());
    }

    // Not OpenStack's, so below none of its APIs.
    private static boolean isOurs(String path) {
        return path.startsWith("/audit/") || path.startsWith("/admin/");
    }

    private List<Object> parameters(List<Operation> same) {
        Operation first = same.getFirst();
        List<Object> parameters = new ArrayList<>();
        first.pathVariables().forEach(name -> parameters.add(pathVariable(name)));
        if (first.isVersioned()) {
            parameters.add(
                    Map.of("$ref", "#/components/parameters/" + Components.version(first.api())));
        }
        if (same.stream().anyMatch(operation -> operation.takes(AuditReason.class))) {
            parameters.add(Map.of("$ref", "#/components/parameters/AuditReason"));
        }
        if (same.stream().anyMatch(Operation::isRepeatable)) {
            parameters.add(Map.of("$ref", "#/components/parameters/IdempotencyKey"));
        }
        if (same.stream().anyMatch(Operation::heedsIfMatch)) {
            parameters.add(Map.of("$ref", "#/components/parameters/IfMatch"));
        }
        Shape shape = shape(first);
        if (first.takes(QueryParameters.class) && shape.lists() != null) {
            parameters.addAll(listParameters(shape.lists()));
        }
        Set<String> named = names(parameters);
        shape.parameters().stream()
                .filter(parameter -> named.add(parameter.name()))
                .forEach(parameter ->
                        parameters.add(
                                query(
                                        parameter.name(),
                                        first.isVersioned()
                                                ? "Heeded from version "
                                                        + parameter.since()
                                                        + " on."
                                                : "Heeded always.",
                                        parameter.schema().words())));
        return parameters;
    }

    private static Set<String> names(List<Object> parameters) {
        return parameters.stream()
                .map(parameter -> parameter instanceof Map<?, ?> map ? map.get("name") : null)
                .map(String::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, Object> pathVariable(String name) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "path");
        parameter.put("required", true);
        if (name.equals("project_id")) {
            parameter.put("description", "The caller's own project; no other is taken.");
        }
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private static List<Object> listParameters(ListRules rules) {
        String paged = "Heeded from version " + rules.pagedSince() + " on.";
        List<Object> parameters = new ArrayList<>();
        parameters.add(query("limit", "The most rows of a page. " + paged, integer()));
        parameters.add(query("marker", "The id of the row before the page. " + paged, string()));
        parameters.add(query("offset", "How many rows to pass over. " + paged, integer()));
        Map<String, Object> sort = string();
        sort.put("examples", List.of("name:asc,created_at:desc"));
        parameters.add(
                query(
                        "sort",
                        "Keys, each with `:asc` or `:desc`; not beside `sort_key` or `sort_dir`. "
                                + paged,
                        sort));
        Map<String, Object> keys = string();
        keys.put("enum", List.copyOf(new TreeSet<>(rules.keys())));
        parameters.add(query("sort_key", paged, keys));
        Map<String, Object> directions = string();
        directions.put("enum", List.of("asc", "desc"));
        parameters.add(query("sort_dir", paged, directions));
        parameters.add(
                query(
                        "all_tenants",
                        "Every project's rows; only administrators are given them. " + paged,
                        string()));
        for (String filter : new TreeSet<>(rules.memberFilters())) {
            parameters.add(query(filter, "A filter. " + paged, string()));
        }
        return parameters;
    }

    private static Map<String, Object> integer() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", 0);
        return schema;
    }

    private static Map<String, Object> string() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        return schema;
    }

    private static Map<String, Object> query(
            String name, String description, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "query");
        parameter.put("description", description);
        parameter.put("schema", schema);
        return parameter;
    }

    private Map<String, Object> requestBody(List<Operation> same) {
        List<Object> alternatives = new ArrayList<>();
        for (Operation operation : same) {
            List<Shape.Body> bodies = shape(operation).bodies();
            for (int i = 0; i < bodies.size(); i++) {
                Map<String, Object> schema = new LinkedHashMap<>(bodies.get(i).schema().words());
                Map<String, Object> extension = new LinkedHashMap<>();
                if (operation.action() != null) {
                    extension.put("action-name", operation.action());
                }
                extension.put("min-ver", i == 0 ? operation.since() : bodies.get(i).since());
                if (i + 1 < bodies.size()) {
                    extension.put("max-ver", before(bodies.get(i + 1).since()));
                }
                schema.put("title", title(operation, extension));
                schema.put(EXTENSION, extension);
                alternatives.add(schema);
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("required", true);
        Object schema =
                switch (alternatives.size()) {
                    case 0 -> Map.of("type", "object");
                    case 1 -> alternatives.getFirst();
                    default -> Map.of("anyOf", alternatives);
                };
        body.put("content", Map.of("application/json", Map.of("schema", schema)));
        return body;
    }

    private static String title(Operation operation, Map<String, Object> versions) {
        String from = "from " + versions.get("min-ver");
        String range =
                versions.containsKey("max-ver") ? from + " to " + versions.get("max-ver") : from;
        return operation.action() == null ? range : operation.action() + ", " + range;
    }

    private static String before(String version) {
        int dot = version.indexOf('.') + 1;
        return version.substring(0, dot) + (Integer.parseInt(version.substring(dot)) - 1);
    }

    private Map<String, Object> responses(List<Operation> same) {
        Map<String, Object> responses = new TreeMap<>();
        for (Operation operation : same) {
            int status = status(operation);
            responses.putIfAbsent(
                    Integer.toString(status),
                    status == HttpStatus.NOT_IMPLEMENTED.value()
                            ? fault("NotImplemented")
                            : success(operation, status));
        }
        Operation first = same.getFirst();
        if (first.isVersioned()) {
            responses.put("400", fault("BadRequest"));
            responses.put("406", fault("NotAcceptable"));
            responses.put("415", fault("UnsupportedMediaType"));
            responses.put("413", fault("TooLarge"));
        } else if (!shape(first).parameters().isEmpty()) {
            responses.put("400", fault("BadRequest"));
        }
        if (needsToken(first)) {
            responses.put("401", fault("Unauthorized"));
            responses.put("403", fault("Forbidden"));
            responses.put("404", fault("NotFound"));
            responses.put("503", fault("Unavailable"));
        }
        if (!first.method().equals("GET") && needsToken(first)) {
            responses.put("409", fault("Conflict"));
        }
        if (same.stream().anyMatch(Operation::heedsIfMatch)) {
            responses.put("412", fault("PreconditionFailed"));
        }
        if (same.stream().anyMatch(Operation::isRepeatable)) {
            responses.put("422", fault("KeyReused"));
        }
        shape(first)
                .refusals()
                .forEach(refusal ->
                        responses.put(refusal.toString(), fault(Components.refusal(refusal))));
        return responses;
    }

    private static Object fault(String name) {
        return Map.of("$ref", "#/components/responses/" + name);
    }

    private int status(Operation operation) {
        Integer told = shape(operation).status();
        if (told != null) {
            return told;
        }
        ResponseStatus annotated =
                AnnotatedElementUtils.findMergedAnnotation(
                        operation.handler().getMethod(), ResponseStatus.class);
        return annotated == null ? 200 : annotated.code().value();
    }

    private Map<String, Object> success(Operation operation, int status) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", HttpStatus.valueOf(status).getReasonPhrase());
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("x-openstack-request-id", Map.of("$ref", "#/components/headers/RequestId"));
        if (operation.isRepeatable()) {
            headers.put(
                    RepeatableRequest.REPLAYED, Map.of("$ref", "#/components/headers/Replayed"));
        }
        response.put("headers", headers);
        Map<String, Object> schema =
                new AnswerSchemas(shape(operation).row())
                        .of(operation.handler().getMethod().getGenericReturnType());
        Map<String, Object> content = new LinkedHashMap<>();
        if (!schema.isEmpty()) {
            content.put("application/json", Map.of("schema", schema));
        }
        for (Shape.Form form : shape(operation).forms()) {
            Map<String, Object> text = string();
            text.put("description", form.description());
            content.put(form.mediaType(), Map.of("schema", text));
        }
        if (!content.isEmpty()) {
            response.put("content", content);
        }
        return response;
    }

    /** The document as it is served. */
    static String written(Map<String, Object> tree) {
        return PythonJson.mapper()
                .rebuild()
                .defaultPrettyPrinter(new DefaultPrettyPrinter())
                .build()
                .writeValueAsString(tree);
    }
}
