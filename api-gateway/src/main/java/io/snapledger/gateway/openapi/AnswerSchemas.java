package io.snapledger.gateway.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.gateway.json.PythonJson;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;

/** The JSON Schema of what a record is written as, with the names that the mapper gives it. */
final class AnswerSchemas {

    private final @Nullable Class<?> row;

    /**
     * Schemas for one operation.
     *
     * @param row what is written where a list says nothing of its elements
     */
    AnswerSchemas(@Nullable Class<?> row) {
        this.row = row;
    }

    Map<String, Object> of(Type type) {
        return of(type, Map.of());
    }

    private Map<String, Object> of(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            Type known = bound.get(variable);
            return known == null ? Map.of() : of(known, bound);
        }
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Iterable.class.isAssignableFrom(raw)) {
                return members("type", "array", "items", element(arguments[0], bound));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return members("type", "object", "additionalProperties", of(arguments[1], bound));
            }
            Map<TypeVariable<?>, Type> inner = new LinkedHashMap<>(bound);
            for (int i = 0; i < arguments.length; i++) {
                inner.put(raw.getTypeParameters()[i], arguments[i]);
            }
            return ofClass(raw, inner);
        }
        return type instanceof Class<?> plain ? ofClass(plain, bound) : Map.of();
    }

    private Map<String, Object> element(Type type, Map<TypeVariable<?>, Type> bound) {
        Map<String, Object> schema = of(type, bound);
        return schema.isEmpty() && row != null ? of(row) : schema;
    }

    private Map<String, Object> ofClass(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == UUID.class) {
            return members("type", "string", "format", "uuid");
        }
        if (type == Instant.class) {
            return members("type", "string", "examples", List.of("2026-11-21T18:15:25.000000"));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type.isEnum()) {
            return members(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> PythonJson.mapper().valueToTree(constant).asString())
                            .toList());
        }
        return type.isRecord() ? ofRecord(type, bound) : Map.of();
    }

    private Map<String, Object> ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        RecordComponent value = onlyValue(type);
        if (value != null) {
            return orNull(of(value.getGenericType(), bound), value.getAnnotatedType());
        }
        Map<String, String> names = names(type);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = names.get(component.getName());
            if (name == null) {
                continue;
            }
            boolean optional = mayBeAbsent(component);
            Map<String, Object> schema = of(component.getGenericType(), bound);
            properties.put(name, optional ? schema : orNull(schema, component.getAnnotatedType()));
            if (!optional) {
                required.add(name);
            }
        }
        Map<String, Object> object = members("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    private static Map<String, String> names(Class<?> type) {
        Map<String, String> names = new LinkedHashMap<>();
        ClassIntrospector introspector =
                PythonJson.mapper().serializationConfig().classIntrospectorInstance();
        for (BeanPropertyDefinition property :
                introspector
                        .introspectForSerialization(
                                PythonJson.mapper().constructType(type),
                                introspector.introspectClassAnnotations(
                                        PythonJson.mapper().constructType(type)))
                        .findProperties()) {
            names.put(property.getInternalName(), property.getName());
        }
        return names;
    }

    private static @Nullable RecordComponent onlyValue(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonValue.class)) {
                return component;
            }
        }
        return null;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema, AnnotatedType type) {
        if (!type.isAnnotationPresent(Nullable.class) || schema.isEmpty()) {
            return schema;
        }
        Object word = schema.get("type");
        if (word instanceof String single && !schema.containsKey("enum")) {
            Map<String, Object> nullable = new LinkedHashMap<>(schema);
            nullable.put("type", List.of(single, "null"));
            return nullable;
        }
        return word instanceof List
                ? schema
                : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static Map<String, Object> members(
            String first, Object one, String second, Object other) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(first, one);
        members.put(second, other);
        return members;
    }
}
