package io.snapledger.gateway.schema;

import io.snapledger.gateway.fault.Fault;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What clients may call by its id or by its name; a name may look like an id. */
public final class IdOrName {

    private IdOrName() {}

    // cinder/db/api.py, volume_types_get_by_name_or_id
    /** The thing of that id, else the thing of that name. */
    public static <V> Optional<V> find(
            String text, Function<UUID, Optional<V>> byId, Function<String, Optional<V>> byName) {
        return Uuids.canonical(text).flatMap(byId).or(() -> byName.apply(text));
    }

    /**
     * There is neither.
     *
     * @param kind what was looked for, with a capital
     */
    public static Fault notFound(String kind, String text) {
        return Fault.notFound(
                (Uuids.isLike(text)
                                ? "%s %s could not be found."
                                : "%s with name %s could not be found.")
                        .formatted(kind, text));
    }
}
