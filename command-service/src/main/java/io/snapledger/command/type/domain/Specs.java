package io.snapledger.command.type.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a type specifies, in the order in which it was set.
 *
 * @param <V> a text, or a text that may be null
 */
public final class Specs<V extends @Nullable String> {

    private Map<String, V> specs = new LinkedHashMap<>();

    /** Those of the wanted ones that are not so already. */
    public Map<String, V> missing(Map<String, V> wanted) {
        Map<String, V> missing = new LinkedHashMap<>();
        wanted.forEach((key, value) -> {
            if (!specs.containsKey(key) || !Objects.equals(specs.get(key), value)) {
                missing.put(key, value);
            }
        });
        return missing;
    }

    /** Sets these and keeps the others. */
    public void set(Map<String, V> wanted) {
        specs.putAll(wanted);
    }

    public void remove(String key) {
        specs.remove(key);
    }

    public boolean has(String key) {
        return specs.containsKey(key);
    }

    public @Nullable V get(String key) {
        return specs.get(key);
    }

    /** All of them. */
    public Map<String, V> all() {
        return new LinkedHashMap<>(specs);
    }
}
