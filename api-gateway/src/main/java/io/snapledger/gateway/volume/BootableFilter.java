package io.snapledger.gateway.volume;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.schema.Formats;

/**
 * The filter {@code bootable}: from 3.2 on only words for true and false, before it every text but
 * false is true. cinder/volume/api.py, _check_boolean_filter_value.
 */
final class BootableFilter {

    private static final String KEY = "bootable";

    private BootableFilter() {}

    static ListQuery apply(ListQuery query, Microversion version) {
        return new ListQuery(
                query.projectId(),
                query.filters().stream().map(filter -> read(filter, version)).toList(),
                query.sort(),
                query.marker(),
                query.limit(),
                query.offset());
    }

    private static Filter read(Filter filter, Microversion version) {
        if (filter.like() || !filter.key().equals(KEY)) {
            return filter;
        }
        return new Filter(KEY, Boolean.toString(isTrue(filter.value(), version)), false);
    }

    private static boolean isTrue(String text, Microversion version) {
        if (version.atLeast(CinderVersions.VOLUME_LIST_BOOTABLE)) {
            return Formats.booleanText(text)
                    .orElseThrow(() ->
                            Fault.badRequest(
                                    "Invalid input received: '%s = %s'".formatted(KEY, text)));
        }
        return switch (text) {
            case "False", "false", "FALSE" -> false;
            default -> !text.isEmpty();
        };
    }
}
