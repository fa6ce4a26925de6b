package io.snapledger.contract.list;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted, and in what order.
 *
 * @param projectId whose rows; null for every project's
 * @param publicToo whether those of others that are public are wanted as well
 * @param filters all must hold; a key the resource does not have matches nothing
 * @param sort made total by appending {@code created_at} and {@code id}; empty: newest first
 * @param marker rows strictly after this one in that order; null: from the start
 * @param limit at most so many rows, 0 for none
 * @param offset rows skipped after the marker
 */
public record ListQuery(
        @Nullable String projectId,
        boolean publicToo,
        List<Filter> filters,
        List<Sort> sort,
        @Nullable UUID marker,
        int limit,
        int offset) {

    public ListQuery {
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
    }

    /** The rows of a project, or of all. */
    public ListQuery(
            @Nullable String projectId,
            List<Filter> filters,
            List<Sort> sort,
            @Nullable UUID marker,
            int limit,
            int offset) {
        this(projectId, false, filters, sort, marker, limit, offset);
    }

    /** The same from the start. */
    public ListQuery withoutMarker() {
        return new ListQuery(projectId, publicToo, filters, sort, null, limit, offset);
    }

    /**
     * One condition.
     *
     * @param key the field's name on the wire, for example {@code status}
     * @param value what the field is compared with
     */
    public record Filter(String key, String value, Match match) {

        /**
         * A value that is asked for.
         *
         * @param like whether it may be a part of the field's
         */
        public Filter(String key, String value, boolean like) {
            this(key, value, like ? Match.LIKE : Match.EQUAL);
        }

        /** Whether the value may be a part of the field's. */
        public boolean like() {
            return match == Match.LIKE;
        }
    }

    /** How a field compares with a value; one that is null does not. */
    public enum Match {
        EQUAL,
        UNEQUAL,
        /** Contains it; {@code %} and {@code _} are wildcards. */
        LIKE,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST
    }

    /** One sort key, named as on the wire. */
    public record Sort(String key, boolean ascending) {}
}
