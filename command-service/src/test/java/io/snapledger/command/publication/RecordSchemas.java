package io.snapledger.command.publication;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ResourceId;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the contract's records, in the form that they are written in. */
final class RecordSchemas {

    private RecordSchemas() {}

    /** The schema of a record; every component is written, be it as null. */
    static Map<String, Object> of(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            properties.put(name, of(component.getAnnotatedType()));
            required.add(name);
        }
        Map<String, Object> schema = object();
        schema.put("required", required);
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> of(AnnotatedType type) {
        Map<String, Object> schema = withoutNull(type);
        if (type.isAnnotationPresent(Nullable.class)) {
            schema.computeIfPresent("type", (_, word) -> List.of(word, "null"));
        }
        return schema;
    }

    private static Map<String, Object> withoutNull(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            if (arguments.length == 1) {
                Map<String, Object> array = named("array");
                array.put("items", of(arguments[0]));
                return array;
            }
            Map<String, Object> map = object();
            map.put("additionalProperties", of(arguments[1]));
            return map;
        }
        if (!(type.getType() instanceof Class<?> plain)) {
            throw new IllegalStateException("no schema for " + type);
        }
        return ofClass(plain);
    }

    private static Map<String, Object> ofClass(Class<?> plain) {
        if (plain == String.class) {
            return named("string");
        }
        if (plain == UUID.class || ResourceId.class.isAssignableFrom(plain)) {
            return formatted("uuid");
        }
        if (plain == Instant.class) {
            return formatted("date-time");
        }
        if (plain == int.class
                || plain == long.class
                || plain == Integer.class
                || plain == Long.class) {
            return named("integer");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return named("boolean");
        }
        if (plain.isEnum()) {
            Map<String, Object> words = named("string");
            words.put(
                    "enum",
                    Stream.of(plain.getEnumConstants())
                            .map(word -> ContractJson.mapper().valueToTree(word).asString())
                            .toList());
            return words;
        }
        if (plain == ResourceEvent.class) {
            return object();
        }
        if (plain.isRecord()) {
            return of(plain);
        }
        throw new IllegalStateException("no schema for " + plain);
    }

    static Map<String, Object> named(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, Object> object() {
        return named("object");
    }

    private static Map<String, Object> formatted(String format) {
        Map<String, Object> schema = named("string");
        schema.put("format", format);
        return schema;
    }
}
