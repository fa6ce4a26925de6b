package io.snapledger.gateway.trail;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import io.snapledger.gateway.schema.Uuids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the audit trail is asked for; whatever is wrong with a parameter is a 400 that names it.
 */
public class TrailFilters {

    private static final int MAX_VALUES = 50;
    private static final int MAX_LENGTH = 255;

    private final QueryParameters parameters;

    /**
     * Looks whether each parameter is known.
     *
     * @param known their names
     */
    public TrailFilters(QueryParameters parameters, Stream<String> known) {
        this.parameters = parameters;
        requireKnown(parameters, known.collect(Collectors.toSet()));
    }

    /** Looks that there is no parameter, for what takes none. */
    public static void requireNone(QueryParameters parameters) {
        requireKnown(parameters, Set.of());
    }

    /** Looks whether each parameter is known. */
    public static void requireKnown(QueryParameters parameters, Set<String> names) {
        for (Parameter parameter : parameters.all()) {
            if (!names.contains(parameter.key())) {
                throw Fault.badRequest("There is no parameter " + parameter.key() + ".");
            }
        }
    }

    /**
     * The values of a filter, each once; a filter may be repeated, and any of its values matches.
     */
    public final <T> List<T> values(
            String name, Function<String, Optional<T>> value, String expected) {
        Set<T> seen = new HashSet<>();
        List<T> values = new ArrayList<>();
        for (Parameter parameter : parameters.all()) {
            if (parameter.key().equals(name)) {
                T read = value.apply(parameter.value()).orElseThrow(() -> invalid(name, expected));
                if (seen.add(read)) {
                    values.add(read);
                }
            }
        }
        if (values.size() > MAX_VALUES) {
            throw invalid(name, "it must not be repeated more than " + MAX_VALUES + " times");
        }
        return values;
    }

    public final List<String> texts(String name) {
        return values(
                name,
                text ->
                        text.isEmpty() || text.codePointCount(0, text.length()) > MAX_LENGTH
                                ? Optional.empty()
                                : Optional.of(text),
                "it must have 1 to " + MAX_LENGTH + " characters");
    }

    /**
     * The projects whose rows are to be found: those asked for, as far as the caller may see them;
     * for an administrator who asked for none, none in particular.
     */
    public final List<String> projects(String name, Caller caller) {
        List<String> asked = texts(name);
        if (caller.visibleProject() == null) {
            return asked;
        }
        String own = caller.ownProject();
        return asked.isEmpty() || asked.contains(own) ? List.of(own) : List.of();
    }

    /** Whether the caller asked for others' rows alone. */
    public final boolean seesNothing(List<String> projects, Caller caller) {
        return projects.isEmpty() && caller.visibleProject() != null;
    }

    public final List<UUID> uuids(String name) {
        return values(name, Uuids::canonical, "it must be a UUID");
    }

    /** The value of a parameter that may be given once; null where it is not given. */
    public final @Nullable String only(String name) {
        List<String> values =
                parameters.all().stream()
                        .filter(parameter -> parameter.key().equals(name))
                        .map(Parameter::value)
                        .toList();
        if (values.size() > 1) {
            throw invalid(name, "it must be given once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** What is wrong with a parameter. */
    public static Fault invalid(String name, String expected) {
        return Fault.badRequest("Invalid " + name + ": " + expected + ".");
    }
}
