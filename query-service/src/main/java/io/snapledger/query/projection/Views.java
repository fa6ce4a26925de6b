package io.snapledger.query.projection;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every view, by name. */
public final class Views {

    private final Map<String, View> byName;

    Views(Collection<? extends View> resources, Collection<? extends View> trails) {
        byName =
                Stream.<View>concat(resources.stream(), trails.stream())
                        .collect(
                                toMap(
                                        View::name,
                                        Function.identity(),
                                        (one, other) -> {
                                            throw new IllegalArgumentException(
                                                    "two views are named " + one.name());
                                        },
                                        LinkedHashMap::new));
    }

    public List<View> all() {
        return List.copyOf(byName.values());
    }

    public Optional<View> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
