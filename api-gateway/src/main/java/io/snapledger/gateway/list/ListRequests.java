package io.snapledger.gateway.list;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the parameters of a list into a query, with upstream's faults in upstream's order. */
@Component
public final class ListRequests {

    private static final String ALL_TENANTS = "all_tenants";
    private static final String PROJECT_ID = "project_id";
    private static final String DESCENDING = "desc";
    private static final String ASCENDING = "asc";
    private static final BigInteger MAX_OFFSET = BigInteger.valueOf(Integer.MAX_VALUE);

    // What Python's int() takes. Possessive, since a group that may be given back costs stack for
    // each of its repetitions.
    private static final Pattern INTEGER = Pattern.compile("\\s*+([+-]?+\\d++(?:_\\d++)*+)\\s*+");

    private final int maxLimit;

    public ListRequests(ListProperties properties) {
        this.maxLimit = properties.maxLimit();
    }

    /**
     * Reads a list's parameters.
     *
     * @param marker finds the id that a marker names; a marker it does not find is a 404
     */
    public ListQuery read(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            ListRules rules,
            Function<String, Optional<UUID>> marker) {
        if (!version.atLeast(rules.pagedSince())) {
            return new ListQuery(
                    caller.ownProject(), List.of(), List.of(), null, Integer.MAX_VALUE, 0);
        }
        List<Parameter> left = new ArrayList<>(parameters.all());
        int limit = limit(pop(left, "limit"));
        String after = pop(left, "marker");
        int offset = offset(pop(left, "offset"));
        List<RawSort> sort = sort(left);
        if (version.atLeast(CinderVersions.RESOURCE_FILTER)) {
            rejectInvalid(left, caller, version, rules);
        }
        boolean everybody = caller.admin() && left.stream().anyMatch(isKey(ALL_TENANTS));
        if (everybody) {
            left.removeIf(isKey(ALL_TENANTS));
        } else {
            // cinder/db/sqlalchemy/api.py overrides it with the caller's own.
            left.removeIf(isKey(PROJECT_ID));
        }
        checkRepetition(left);
        List<Sort> sorts = directed(sort);
        UUID markerId = markerId(after, rules, marker);
        if (!sorts.stream().map(Sort::key).allMatch(rules.keys()::contains)) {
            throw Fault.badRequest("Invalid input received: Invalid sort key");
        }
        return new ListQuery(
                everybody ? null : caller.ownProject(),
                left.stream().map(ListRequests::filter).toList(),
                sorts,
                markerId,
                limit,
                offset);
    }

    /**
     * The rows of a page. None are there as well when the marker's row went away after it was
     * looked up, and who goes from page to page must not take that for the end: it is the same 404
     * as before.
     *
     * @param marker as in {@link #read}
     */
    public <T> List<T> page(
            ListQuery query,
            Function<ListQuery, List<T>> rows,
            ListRules rules,
            Function<String, Optional<UUID>> marker) {
        List<T> page = rows.apply(query);
        if (page.isEmpty() && query.marker() != null) {
            markerId(query.marker().toString(), rules, marker);
        }
        return page;
    }

    /**
     * Whether a page of so many rows gets a next link. This limit is looked at from the first
     * version on: cinder/api/common.py, ViewBuilder._get_collection_links.
     */
    public boolean isFull(QueryParameters parameters, int rows) {
        int limit = limit(pop(new ArrayList<>(parameters.all()), "limit"));
        return rows > 0 && limit <= rows;
    }

    int maxLimit() {
        return maxLimit;
    }

    // The first one is taken; a second one stays, as a filter that nothing has.
    private static @Nullable String pop(List<Parameter> left, String key) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).key().equals(key)) {
                return left.remove(i).value();
            }
        }
        return null;
    }

    private static java.util.function.Predicate<Parameter> isKey(String key) {
        return parameter -> parameter.key().equals(key);
    }

    // cinder/api/common.py, _get_limit_param
    int limit(@Nullable String text) {
        if (text == null) {
            return maxLimit;
        }
        BigInteger limit =
                integer(text).orElseThrow(() -> Fault.badRequest("limit param must be an integer"));
        if (limit.signum() < 0) {
            throw Fault.badRequest("limit param must be positive");
        }
        return limit.min(BigInteger.valueOf(maxLimit)).intValueExact();
    }

    // cinder/api/api_utils.py, validate_integer
    static int offset(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        BigInteger offset =
                integer(text).orElseThrow(() -> Fault.badRequest("offset must be an integer"));
        if (offset.signum() < 0) {
            throw Fault.badRequest("offset must be >= 0");
        }
        if (offset.compareTo(MAX_OFFSET) > 0) {
            throw Fault.badRequest("offset must be <= " + MAX_OFFSET);
        }
        return offset.intValueExact();
    }

    private static Optional<BigInteger> integer(String text) {
        var matcher = INTEGER.matcher(text);
        return matcher.matches()
                ? Optional.of(new BigInteger(matcher.group(1).replace("_", "")))
                : Optional.empty();
    }

    private record RawSort(String key, String direction) {}

    // cinder/api/common.py, get_sort_params
    private static List<RawSort> sort(List<Parameter> left) {
        boolean hasSort = left.stream().anyMatch(isKey("sort"));
        boolean hasOldSort = left.stream().anyMatch(isKey("sort_key").or(isKey("sort_dir")));
        if (hasSort && hasOldSort) {
            throw Fault.badRequest(
                    "The 'sort_key' and 'sort_dir' parameters are deprecated and cannot be used with"
                            + " the 'sort' parameter.");
        }
        String sort = pop(left, "sort");
        if (sort == null) {
            String key = pop(left, "sort_key");
            String direction = pop(left, "sort_dir");
            return List.of(
                    new RawSort(
                            key == null ? "created_at" : key.strip(),
                            direction == null ? DESCENDING : direction.strip()));
        }
        List<RawSort> sorts = new ArrayList<>();
        for (String part : sort.strip().split(",", -1)) {
            int colon = part.indexOf(':');
            String direction = colon < 0 ? "" : part.substring(colon + 1);
            sorts.add(
                    new RawSort(
                            (colon < 0 ? part : part.substring(0, colon)).strip(),
                            direction.isEmpty() ? DESCENDING : direction.strip()));
        }
        return sorts;
    }

    // cinder/db/sqlalchemy/api.py, process_sort_params
    private static List<Sort> directed(List<RawSort> raw) {
        return raw.stream()
                .map(sort -> {
                    if (!sort.direction().equals(ASCENDING)
                            && !sort.direction().equals(DESCENDING)) {
                        throw Fault.badRequest(
                                "Invalid input received: Unknown sort direction, must be"
                                        + " 'desc' or 'asc'.");
                    }
                    return new Sort(sort.key(), sort.direction().equals(ASCENDING));
                })
                .toList();
    }

    // cinder/api/common.py, reject_invalid_filters
    private static void rejectInvalid(
            List<Parameter> left, Caller caller, Microversion version, ListRules rules) {
        boolean ascii =
                left.stream()
                        .map(Parameter::key)
                        .allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
        if (!ascii) {
            throw Fault.badRequest("Filter keys can only contain ASCII characters.");
        }
        if (caller.admin()) {
            return;
        }
        // Clients send it always, so it is passed over.
        left.removeIf(isKey(ALL_TENANTS));
        boolean like = version.atLeast(CinderVersions.LIKE_FILTER);
        String invalid =
                left.stream()
                        .map(Parameter::key)
                        .filter(key ->
                                !rules.memberFilters().contains(key)
                                        && !(like && rules.memberFilters().contains(key + "~")))
                        .collect(Collectors.joining(","));
        if (!invalid.isEmpty()) {
            throw Fault.badRequest("Invalid filters " + invalid + " are found in query options.");
        }
    }

    private static void checkRepetition(List<Parameter> left) {
        Set<String> seen = new HashSet<>();
        if (!left.stream().map(Parameter::key).allMatch(seen::add)) {
            throw Fault.badRequest();
        }
    }

    private static @Nullable UUID markerId(
            @Nullable String after, ListRules rules, Function<String, Optional<UUID>> marker) {
        return after == null
                ? null
                : marker.apply(after)
                        .orElseThrow(() -> Fault.notFound(rules.markerNotFound().formatted(after)));
    }

    private static Filter filter(Parameter parameter) {
        String key = parameter.key();
        return key.endsWith("~")
                ? new Filter(key.substring(0, key.length() - 1), parameter.value(), true)
                : new Filter(key, parameter.value(), false);
    }
}
