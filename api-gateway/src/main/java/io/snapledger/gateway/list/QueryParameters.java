package io.snapledger.gateway.list;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.json.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string in their order, repetitions included. */
public record QueryParameters(List<Parameter> all) {

    /** One {@code key=value}. */
    public record Parameter(String key, String value) {}

    public QueryParameters {
        all = List.copyOf(all);
    }

    /** Reads a raw query string, as Python's {@code parse_qsl} with blank values kept. */
    public static QueryParameters parse(@Nullable String query, Api api) {
        List<Parameter> parameters = new ArrayList<>();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                if (!part.isEmpty()) {
                    int equals = part.indexOf('=');
                    parameters.add(
                            equals < 0
                                    ? new Parameter(decode(part, api), "")
                                    : new Parameter(
                                            decode(part.substring(0, equals), api),
                                            decode(part.substring(equals + 1), api)));
                }
            }
        }
        return new QueryParameters(parameters);
    }

    /** The last value of that key, which is the one webob's {@code GET} gives. */
    public Optional<String> last(String key) {
        return all.stream()
                .filter(parameter -> parameter.key().equals(key))
                .map(Parameter::value)
                .reduce((earlier, later) -> later);
    }

    private static String decode(String text, Api api) {
        return Percent.decode(text.replace('+', ' ')).orElseThrow(api::undecodable);
    }
}
