package io.snapledger.contract.list;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted, and in what order.
 *
 * @param projectId whose rows; null for every project's
 * @param filters all must hold; a key the resource does not have matches nothing
 * @param sort made total by appending {@code created_at} and {@code id}; empty: newest first
 * @param marker rows strictly after this one in that order; null: from the start
 * @param limit at most so many rows, 0 for none
 * @param offset rows skipped after the marker
 */
public record ListQuery(
        @Nullable String projectId,
        List<Filter> filters,
        List<Sort> sort,
        @Nullable UUID marker,
        int limit,
        int offset) {

    public ListQuery {
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
    }

    /**
     * One condition.
     *
     * @param key the field's name on the wire, for example {@code status}
     * @param value what it equals, or, if {@code like}, contains ({@code %} and {@code _} are
     *     wildcards)
     */
    public record Filter(String key, String value, boolean like) {}

    /** One sort key, named as on the wire. */
    public record Sort(String key, boolean ascending) {}
}
