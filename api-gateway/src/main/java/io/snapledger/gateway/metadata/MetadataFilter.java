package io.snapledger.gateway.metadata;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.schema.PythonDict;

/**
 * The filter {@code metadata={'key': 'value'}}: a dict as Python writes it becomes the same object
 * as JSON, which is what the read side compares with.
 */
public final class MetadataFilter {

    private static final String KEY = "metadata";
    // No object, so no row has its entries: cinder/db/api.py, _process_volume_filters and
    // _process_snaps_filters.
    private static final String NOTHING = "null";

    private MetadataFilter() {}

    /** The query with that filter, if there is one, in the read side's words. */
    public static ListQuery apply(ListQuery query) {
        return new ListQuery(
                query.projectId(),
                query.filters().stream().map(MetadataFilter::read).toList(),
                query.sort(),
                query.marker(),
                query.limit(),
                query.offset());
    }

    private static Filter read(Filter filter) {
        if (filter.like() || !filter.key().equals(KEY)) {
            return filter;
        }
        return new Filter(
                KEY, PythonDict.read(filter.value()).map(PythonJson::write).orElse(NOTHING), false);
    }
}
