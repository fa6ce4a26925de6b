package io.snapledger.link;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.resource.StatusChange;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Any values of the contract's records. */
public final class AnyRecord {

    private static final List<String> TEXTS =
            List.of(
                    "plain",
                    "it's \"quoted\"",
                    "{braced} \\ slashed",
                    "täglich",
                    "",
                    "a/b?c=d&e;f");

    private final Random random;

    public AnyRecord(long seed) {
        random = new Random(seed);
    }

    /** One of that class that its constructor takes. */
    public Object of(Class<?> type) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                return record(type);
            } catch (IllegalArgumentException _) {
                // Such a one there cannot be.
            }
        }
        throw new AssertionError("cannot make a " + type.getName());
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new AssertionError(type.getName() + " is no record");
        }
        Object[] values = Stream.of(components).map(this::value).toArray();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type.getName(), e);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        && random.nextInt(3) == 0
                ? null
                : value(component.getGenericType());
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                    IntStream.range(0, random.nextInt(3))
                            .mapToObj(_ -> value(list.getActualTypeArguments()[0]))
                            .toList();
            case ParameterizedType map when map.getRawType() == Map.class ->
                    Map.of(
                            map.getActualTypeArguments()[0] == String.class
                                    ? "Key " + random.nextInt(3)
                                    : value(map.getActualTypeArguments()[0]),
                            value(map.getActualTypeArguments()[1]));
            case Class<?> plain -> plain(plain);
            default -> throw new AssertionError("no value for " + type);
        };
    }

    private Object plain(Class<?> type) {
        if (type == StatusChange.class) {
            return StatusChange.to(random.nextBoolean() ? null : text(), text());
        }
        if (type == QuotaScope.class) {
            return QuotaScope.settings(QuotaCatalogue.SHARED_FILE_SYSTEM);
        }
        if (type == String.class) {
            return text();
        }
        if (type == int.class || type == Integer.class) {
            return 1 + random.nextInt(99);
        }
        if (type == long.class || type == Long.class) {
            return 1 + random.nextLong(1L << 60);
        }
        if (type == double.class || type == Double.class) {
            return random.nextDouble();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(
                    1_700_000_000L + random.nextInt(1 << 20), random.nextInt(1_000_000) * 1000L);
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
        }
        if (type == UUID.class) {
            return uuid();
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("snake_case", text())
                    .put("camelCase", random.nextInt())
                    .putNull("nothing");
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (ResourceId.class.isAssignableFrom(type)) {
            try {
                return type.getConstructor(UUID.class).newInstance(uuid());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("cannot make a " + type.getName(), e);
            }
        }
        if (type.isSealed()) {
            Class<?>[] kinds = type.getPermittedSubclasses();
            return plain(kinds[random.nextInt(kinds.length)]);
        }
        return of(type);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
