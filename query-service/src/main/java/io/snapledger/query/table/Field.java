package io.snapledger.query.table;

/**
 * A field that a list can be filtered and sorted by.
 *
 * @param key its name on the wire
 * @param column the SQL that yields it, over the table's alias {@code t}; never a caller's text
 * @param type how a filter's text is understood
 * @param presence whether rows can differ in it
 * @param indexed whether there is an index over {@link #sortable}, for lists that filter by it
 */
record Field(String key, String column, FieldType type, Presence presence, boolean indexed) {

    enum Presence {
        /** Never null. */
        ALWAYS,
        /** Null in some rows. */
        SOMETIMES,
        /** The same in every row that is shown: it orders nothing. */
        CONSTANT
    }

    // The marker's row compares nulls as the smallest value of their kind:
    // cinder/common/sqlalchemyutils.py,
    // paginate_query. The order does the same, so that both agree in every database.
    String sortable() {
        return presence == Presence.SOMETIMES
                ? "coalesce(" + column + ", " + type.smallest() + ")"
                : column;
    }
}
