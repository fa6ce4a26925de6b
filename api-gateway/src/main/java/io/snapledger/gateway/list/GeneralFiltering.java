package io.snapledger.gateway.list;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The manners of the lists that are older than the configured filters: what is unknown was passed
 * over before, and {@code all_tenants} says yes or no instead of merely being there
 * (cinder/api/common.py, process_general_filtering; cinder/api/api_utils.py,
 * remove_invalid_filter_options).
 */
public final class GeneralFiltering {

    private static final String ALL_TENANTS = "all_tenants";
    private static final String WITH_COUNT = "with_count";
    private static final String CONSUMES_QUOTA = "consumes_quota";
    private static final Set<String> PAGING =
            Set.of("limit", "marker", "offset", "sort", "sort_key", "sort_dir");

    private GeneralFiltering() {}

    /** The parameters but for those of that key. */
    public static QueryParameters without(QueryParameters parameters, String key) {
        return keeping(parameters, parameter -> !parameter.key().equals(key));
    }

    /** Whether a list shall say how many there are in all. */
    public static boolean wantsCount(QueryParameters parameters, Microversion version) {
        return version.atLeast(CinderVersions.SUPPORT_COUNT_INFO)
                && BooleanParameter.of(parameters, WITH_COUNT);
    }

    /**
     * The parameters that this caller's list heeds at this version.
     *
     * @param known the filters that callers who are not administrators always had
     */
    public static QueryParameters heeded(
            QueryParameters parameters, Caller caller, Microversion version, Set<String> known) {
        QueryParameters heeded = parameters;
        if (version.atLeast(CinderVersions.SUPPORT_COUNT_INFO)) {
            heeded = without(heeded, WITH_COUNT);
        }
        if (!caller.admin() && !version.atLeast(CinderVersions.RESOURCE_FILTER)) {
            heeded =
                    keeping(
                            heeded,
                            parameter ->
                                    PAGING.contains(parameter.key())
                                            || known.contains(parameter.key()));
        }
        // Everything here uses quota; before that could be told apart, the filter was passed over.
        if (!version.atLeast(CinderVersions.USE_QUOTA)
                || BooleanParameter.of(heeded, CONSUMES_QUOTA)) {
            heeded = without(heeded, CONSUMES_QUOTA);
        }
        return caller.admin() && !BooleanParameter.of(heeded, ALL_TENANTS)
                ? without(heeded, ALL_TENANTS)
                : heeded;
    }

    private static QueryParameters keeping(QueryParameters parameters, Predicate<Parameter> kept) {
        return new QueryParameters(parameters.all().stream().filter(kept).toList());
    }
}
