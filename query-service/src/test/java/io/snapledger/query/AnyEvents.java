package io.snapledger.query;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.query.projection.Projection;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events of every kind about many resources, each one that can follow those before it as far as its
 * projection knows: a resource begins, changes in any way, and may end.
 */
final class AnyEvents {

    private static final List<String> WORDS =
            List.of("creating", "available", "error", "deleting", "error_deleting", "in-use");

    private static final List<String> TEXTS =
            List.of("plain", "it's \"quoted\"", "{braced} \\ slashed", "täglich", "");

    private final Random random;
    private final Map<Class<?>, Projection<?, ?>> projections = new HashMap<>();
    private final Map<Class<?>, Map<UUID, Object>> living = new HashMap<>();
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(3600);
    private long number;

    AnyEvents(long seed, Collection<? extends Projection<?, ?>> projections) {
        random = new Random(seed);
        projections.forEach(projection -> this.projections.put(projection.family(), projection));
    }

    List<ResourceEvent> next(int count) {
        List<ResourceEvent> events = new ArrayList<>();
        while (events.size() < count) {
            events.add(next());
        }
        return events;
    }

    private ResourceEvent next() {
        List<Class<? extends ResourceEvent>> families = EventNames.FAMILIES;
        Class<? extends ResourceEvent> family = families.get(random.nextInt(families.size()));
        Map<UUID, Object> rows = living.computeIfAbsent(family, _ -> new HashMap<>());
        boolean goesOn = !rows.isEmpty() && random.nextInt(10) < 8;
        UUID id =
                goesOn
                        ? rows.keySet().stream()
                                .skip(random.nextInt(rows.size()))
                                .findFirst()
                                .orElseThrow()
                        : new UUID(random.nextLong(), random.nextLong());
        Projection<?, ?> projection = projections.get(family);
        while (true) {
            Class<?>[] kinds = family.getPermittedSubclasses();
            Class<?> kind = kinds[random.nextInt(kinds.length)];
            try {
                ResourceEvent event = (ResourceEvent) record(kind, id);
                if (projection != null && rows.containsKey(id) && begins(projection, event)) {
                    continue;
                }
                if (projection != null) {
                    @Nullable Object row = after(projection, rows.get(id), event);
                    if (row == null) {
                        rows.remove(id);
                    } else {
                        rows.put(id, row);
                    }
                }
                number++;
                return event;
            } catch (IllegalStateException | IllegalArgumentException | NoSuchElementException _) {
                // It cannot follow; another one can.
            }
        }
    }

    // What has begun does not begin again; limits are set and set again.
    private static boolean begins(Projection<?, ?> projection, ResourceEvent event) {
        if (event instanceof QuotaEvent) {
            return false;
        }
        try {
            after(projection, null, event);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends ResourceEvent, R> @Nullable Object after(
            Projection<E, R> projection, @Nullable Object row, ResourceEvent event) {
        return projection.after((R) row, projection.family().cast(event));
    }

    private Object record(Class<?> type, @Nullable UUID own) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Stream.of(components).map(component -> value(component, own)).toArray();
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

    private @Nullable Object value(RecordComponent component, @Nullable UUID own) {
        if (own != null && component.getName().equals("id")) {
            return id(component.getType(), own);
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && random.nextInt(3) == 0) {
            return null;
        }
        return value(component.getGenericType());
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                    IntStream.range(0, random.nextInt(3))
                            .mapToObj(_ -> value(list.getActualTypeArguments()[0]))
                            .toList();
            case ParameterizedType map when map.getRawType() == Map.class ->
                    Map.of("key" + random.nextInt(3), text());
            case Class<?> plain -> plain(plain);
            default -> throw new AssertionError("no value for " + type);
        };
    }

    private Object plain(Class<?> type) {
        if (type == StatusChange.class) {
            return StatusChange.to(random.nextBoolean() ? null : word(), word());
        }
        if (type == QuotaScope.class) {
            return QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE);
        }
        if (type == String.class) {
            return random.nextBoolean() ? text() : word();
        }
        if (type == int.class || type == Integer.class) {
            return 1 + random.nextInt(99);
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (type == Instant.class) {
            return begin.plusMillis(number);
        }
        if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        if (ResourceId.class.isAssignableFrom(type)) {
            return id(type, new UUID(0, random.nextInt(50)));
        }
        return record(type, null);
    }

    private static Object id(Class<?> type, UUID value) {
        try {
            return type.getConstructor(UUID.class).newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type.getName(), e);
        }
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
