package io.snapledger.gateway.volumetype;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list filter {@code extra_specs={'key': 'value'}}: cinder/api/v3/types.py. */
final class ExtraSpecsFilter {

    private static final String KEY = "extra_specs";

    // cinder/db/sqlalchemy/api.py, _process_volume_types_filters(): this one holds a list of zones,
    // of which one is asked for.
    private static final String ZONES = "RESKEY:availability_zones";

    // What of Python's literals a dictionary of texts needs.
    private static final JsonMapper LITERALS =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    private ExtraSpecsFilter() {}

    /**
     * The query with that filter spelled out; empty where it asks for a spec that the caller may
     * not know of, so that nothing is found.
     *
     * @throws Fault 400 if it is no dictionary; upstream's answer is a 500
     */
    static Optional<ListQuery> apply(ListQuery query, Caller caller, Policy policy) {
        List<Filter> filters = new ArrayList<>();
        for (Filter filter : query.filters()) {
            if (!filter.key().equals(KEY)) {
                filters.add(filter);
                continue;
            }
            Map<String, @Nullable String> specs = read(filter.value());
            if (!specs.keySet().stream()
                    .allMatch(key -> VisibleSpecs.includes(key, caller, policy))) {
                return Optional.empty();
            }
            String zones = specs.remove(ZONES);
            if (zones != null) {
                filters.add(new Filter(KEY + '.' + ZONES, zones, true));
            }
            filters.add(new Filter(KEY, ContractJson.mapper().writeValueAsString(specs), false));
        }
        return Optional.of(
                new ListQuery(
                        query.projectId(),
                        filters,
                        query.sort(),
                        query.marker(),
                        query.limit(),
                        query.offset()));
    }

    private static Map<String, @Nullable String> read(String text) {
        JsonNode literal;
        try {
            literal = LITERALS.readTree(text);
        } catch (JacksonException unreadable) {
            throw invalid(text);
        }
        if (!literal.isObject()) {
            throw invalid(text);
        }
        Map<String, @Nullable String> specs = new LinkedHashMap<>();
        literal.properties()
                .forEach(entry -> specs.put(entry.getKey(), entry.getValue().asString(null)));
        return specs;
    }

    private static Fault invalid(String text) {
        return Fault.badRequest("Invalid extra_specs filter [" + text + "]");
    }
}
