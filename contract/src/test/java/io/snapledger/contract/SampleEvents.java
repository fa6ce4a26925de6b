package io.snapledger.contract;

import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ResourceId;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One instance of every event, the same at every run: each component is filled from its name and
 * type.
 */
final class SampleEvents {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    private SampleEvents() {}

    static ResourceEvent of(Class<? extends ResourceEvent> event) {
        return event.cast(record(event));
    }

    private static Object record(Class<?> type) {
        Object[] values =
                Stream.of(type.getRecordComponents())
                        .map(component -> value(component.getName(), component.getGenericType()))
                        .toArray();
        Class<?>[] types =
                Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample " + type.getName(), e);
        }
    }

    private static Object value(String name, Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                    List.of(value(name, list.getActualTypeArguments()[0]));
            case ParameterizedType map when map.getRawType() == Map.class ->
                    Map.of("key", "a value of " + name);
            case Class<?> plain -> plainValue(name, plain);
            default -> throw new IllegalStateException("no sample for " + type + ' ' + name);
        };
    }

    private static Object plainValue(String name, Class<?> type) {
        UUID uuid = new UUID(0x4000L | (long) name.hashCode() << 32, 0x8000000000000000L);
        if (type == String.class) {
            return "a " + name;
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == Instant.class) {
            return AT;
        }
        if (type == UUID.class) {
            return uuid;
        }
        if (ResourceId.class.isAssignableFrom(type)) {
            try {
                return type.getConstructor(UUID.class).newInstance(uuid);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a sample " + type.getName(), e);
            }
        }
        return record(type);
    }
}
