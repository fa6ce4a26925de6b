package io.snapledger.systemtests.kubernetes;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What Kubernetes' objects look like: read from the classes that its own Java client consists of,
 * which are generated from the description of its API. Unlike a cluster it knows no field that is
 * only nearly right, takes no number for a text, and lacks nothing that has to be there.
 */
final class KubernetesSchema {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private static final Map<String, String> GROUPS =
            Map.ofEntries(
                    Map.entry("Deployment", "apps/v1"),
                    Map.entry("StatefulSet", "apps/v1"),
                    Map.entry("Job", "batch/v1"),
                    Map.entry("Service", "v1"),
                    Map.entry("Namespace", "v1"),
                    Map.entry("PersistentVolumeClaim", "v1"),
                    Map.entry("PodDisruptionBudget", "policy/v1"),
                    Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
                    Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
                    Map.entry("Ingress", "networking.k8s.io/v1"));

    // k8s.io/apimachinery/pkg/api/resource/quantity.go
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?\\d+(\\.\\d*)?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?");

    private final boolean patch;
    private final List<String> problems = new ArrayList<>();

    private KubernetesSchema(boolean patch) {
        this.patch = patch;
    }

    /** What is wrong with an object. */
    static List<String> problemsOf(JsonNode object) {
        return new KubernetesSchema(false).look(object);
    }

    /** What is wrong with a part of an object, which may lack what it does not change. */
    static List<String> problemsOfPatch(JsonNode object) {
        return new KubernetesSchema(true).look(object);
    }

    private List<String> look(JsonNode object) {
        String kind = Manifests.kind(object);
        String version = object.path("apiVersion").asString();
        if (!version.equals(GROUPS.get(kind))) {
            return List.of(version + " " + kind + " is not known here");
        }
        String simple = version.substring(version.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        try {
            look(kind, Class.forName(MODELS + simple + kind), object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
        if (Manifests.name(object).isEmpty()) {
            problems.add(kind + " has no name");
        }
        return problems;
    }

    private void look(String path, Type type, JsonNode value) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType many) {
            Type[] of = many.getActualTypeArguments();
            if (many.getRawType().equals(List.class)) {
                require(path, value.isArray(), "a list", value);
                for (int i = 0; i < value.size(); i++) {
                    look(path + "[" + i + "]", of[0], value.path(i));
                }
            } else {
                require(path, value.isObject(), "a map", value);
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    look(path + "." + entry.getKey(), of[1], entry.getValue());
                }
            }
            return;
        }
        Class<?> single = (Class<?>) type;
        if (single.getName().startsWith(MODELS)) {
            lookInto(path, single, value);
            return;
        }
        switch (single.getSimpleName()) {
            case "String", "OffsetDateTime" -> require(path, value.isString(), "a text", value);
            case "Integer", "Long" ->
                    require(path, value.isIntegralNumber(), "a whole number", value);
            case "Boolean" -> require(path, value.isBoolean(), "true or false", value);
            case "IntOrString" ->
                    require(
                            path,
                            value.isIntegralNumber() || value.isString(),
                            "a number or a text",
                            value);
            case "Quantity" ->
                    require(
                            path,
                            (value.isString() || value.isNumber())
                                    && QUANTITY.matcher(value.asString()).matches(),
                            "a quantity",
                            value);
            default ->
                    throw new AssertionError(path + " is of a type that is not expected: " + type);
        }
    }

    private void lookInto(String path, Class<?> model, JsonNode value)
            throws ReflectiveOperationException {
        require(path, value.isObject(), "an object", value);
        Map<String, Type> fields = fields(model);
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Type type = fields.get(entry.getKey());
            if (type == null) {
                problems.add(path + " has no " + entry.getKey());
            } else {
                look(path + "." + entry.getKey(), type, entry.getValue());
            }
        }
        if (!patch) {
            for (Object required : names(model, "openapiRequiredFields")) {
                if (!value.has(String.valueOf(required))) {
                    problems.add(path + " lacks " + required);
                }
            }
        }
    }

    private static Map<String, Type> fields(Class<?> model) throws ReflectiveOperationException {
        Map<String, Type> byName = new TreeMap<>();
        for (Field field : model.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                // What is a word of Java's own has an underscore in front.
                byName.put(field.getName().replaceFirst("^_", ""), field.getGenericType());
            }
        }
        Set<?> described = names(model, "openapiFields");
        if (!byName.keySet().equals(described)) {
            throw new AssertionError(model + " has " + byName.keySet() + " for " + described);
        }
        return byName;
    }

    private static Set<?> names(Class<?> model, String field) throws ReflectiveOperationException {
        return (Set<?>) model.getField(field).get(null);
    }

    private void require(String path, boolean right, String what, JsonNode value) {
        if (!right) {
            problems.add(path + " has to be " + what + " and is " + value);
        }
    }
}
