package io.snapledger.gateway.list;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Formats;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists of things that belong to no project but are public or private: everyone sees the public
 * ones, administrators may ask for others.
 */
public final class PublicFilter {

    private static final String KEY = "is_public";
    private static final Filter PUBLIC = new Filter(KEY, "true", false);
    private static final Set<String> HEEDED =
            Set.of(KEY, "limit", "marker", "offset", "sort", "sort_key", "sort_dir");

    private PublicFilter() {}

    /** The parameters without any other filter. */
    public static QueryParameters only(QueryParameters parameters) {
        return new QueryParameters(
                parameters.all().stream()
                        .filter(parameter -> HEEDED.contains(parameter.key()))
                        .toList());
    }

    /** The query over every project's rows, narrowed to what the caller may see and asked for. */
    public static ListQuery apply(ListQuery query, QueryParameters parameters, Caller caller) {
        List<Filter> others =
                query.filters().stream().filter(filter -> !filter.key().equals(KEY)).toList();
        List<Filter> filters =
                wanted(parameters, caller)
                        .map(isPublic ->
                                Stream.concat(
                                                others.stream(),
                                                Stream.of(
                                                        new Filter(
                                                                KEY, isPublic.toString(), false)))
                                        .toList())
                        .orElse(others);
        return new ListQuery(
                null, filters, query.sort(), query.marker(), query.limit(), query.offset());
    }

    // cinder/db/sqlalchemy/api.py, _process_volume_types_filters
    /**
     * The same for what a project can be let in to though it is private: those count as public for
     * its callers.
     */
    public static ListQuery applyWithAccess(
            ListQuery query, QueryParameters parameters, Caller caller) {
        ListQuery narrowed = apply(query, parameters, caller);
        List<Filter> others =
                narrowed.filters().stream().filter(filter -> !filter.equals(PUBLIC)).toList();
        return others.size() == narrowed.filters().size()
                ? narrowed
                : new ListQuery(
                        caller.ownProject(),
                        others,
                        narrowed.sort(),
                        narrowed.marker(),
                        narrowed.limit(),
                        narrowed.offset());
    }

    // cinder/api/api_utils.py, _parse_is_public: only administrators are asked; "none" is both.
    private static Optional<Boolean> wanted(QueryParameters parameters, Caller caller) {
        String asked = caller.admin() ? parameters.last(KEY).orElse("true") : "true";
        if (asked.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        return Optional.of(
                Formats.booleanText(asked)
                        .orElseThrow(() ->
                                Fault.badRequest("Invalid is_public filter [" + asked + "]")));
    }
}
