package io.snapledger.query.table;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.query.table.Field.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The list of one view: a {@link ListQuery} becomes one statement, whoever's rows it asks for and
 * however it filters, sorts and pages. Column names come from here alone; what a caller sent is
 * only ever bound, but for the number of rows.
 */
public final class Listing {

    private final String table;
    private final String select;
    private final @Nullable String projectCondition;
    private final Map<String, Field> fields;

    private Listing(Builder builder) {
        table = builder.table;
        select = builder.select;
        projectCondition = builder.projectCondition;
        fields = Map.copyOf(builder.fields);
    }

    /**
     * Begins the description of a list.
     *
     * @param table the view's table
     * @param select the statement that reads it under the alias {@code t}, without conditions
     */
    public static Builder of(String table, String select) {
        return new Builder(table, select);
    }

    /** The rows that a query asks for. */
    public <T> List<T> run(JdbcClient jdbc, ListQuery query, RowMapper<T> mapper) {
        Map<String, Object> parameters = new HashMap<>();
        Optional<String> sql = statement(query, parameters);
        return sql.isEmpty()
                ? List.of()
                : jdbc.sql(sql.get()).params(parameters).query(mapper).list();
    }

    /** How many rows a query would find without its marker, limit and offset. */
    public long count(JdbcClient jdbc, ListQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        Optional<List<String>> conditions = conditions(query, parameters);
        if (conditions.isEmpty()) {
            return 0;
        }
        String sql = "select count(*) from " + table + " t" + where(conditions.get());
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }

    /** The statement, and its parameters added to the map; empty where nothing can match. */
    Optional<String> statement(ListQuery query, Map<String, Object> parameters) {
        if (query.limit() <= 0) {
            return Optional.empty();
        }
        List<Order> orders = orders(query.sort());
        Optional<List<String>> filtered = conditions(query, parameters);
        if (filtered.isEmpty()) {
            return Optional.empty();
        }
        List<String> conditions = filtered.get();
        StringBuilder sql = new StringBuilder();
        if (query.marker() != null) {
            sql.append(markerRow(orders));
            conditions.add(after(orders));
            parameters.put("marker", query.marker());
        }
        sql.append(select).append(where(conditions));
        StringJoiner orderBy = new StringJoiner(", ", "\norder by ", "");
        orders.forEach(order -> orderBy.add(order.field.sortable() + order.direction()));
        // A number, and written: PostgreSQL takes a bound limit for a tenth of the table, finds any
        // plan for that too dear, and plans each such statement anew. Offsets are too many: each
        // would be a statement of its own, in the place of one that is asked again.
        sql.append(orderBy).append("\nlimit ").append(query.limit());
        if (query.offset() > 0) {
            sql.append(" offset :offset");
            parameters.put("offset", query.offset());
        }
        return Optional.of(sql.toString());
    }

    // Empty where nothing can match.
    private Optional<List<String>> conditions(ListQuery query, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (query.projectId() != null && projectCondition != null) {
            conditions.add(
                    query.publicToo()
                            ? "(" + projectCondition + " or t.is_public)"
                            : projectCondition);
            parameters.put("project", query.projectId());
        }
        for (ListQuery.Filter filter : query.filters()) {
            Optional<String> condition =
                    condition(filter, "filter" + conditions.size(), parameters);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(conditions);
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "\nwhere " + String.join("\n  and ", conditions);
    }

    private Optional<String> condition(
            ListQuery.Filter filter, String parameter, Map<String, Object> parameters) {
        Field field = fields.get(filter.key());
        // PostgreSQL takes no NUL in a text, so no text of ours has one.
        if (field == null || filter.value().indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Optional<Object> value =
                filter.like()
                        ? Optional.of("%" + filter.value() + "%")
                        : field.type().value(filter.value());
        return value.map(bound -> {
            parameters.put(parameter, bound);
            return field.type().compares(compared(field, filter), filter.match(), parameter);
        });
    }

    // What is null is sorted as if it were empty, and is not equal to what is.
    private static String compared(Field field, ListQuery.Filter filter) {
        return field.indexed()
                        && filter.match() == ListQuery.Match.EQUAL
                        && !filter.value().isEmpty()
                ? field.sortable()
                : field.column();
    }

    // cinder/common/sqlalchemyutils.py, process_sort_params: created_at and id are added where they
    // are absent,
    // in the direction of the first key.
    private List<Order> orders(List<ListQuery.Sort> sort) {
        Map<String, Boolean> ascending = new LinkedHashMap<>();
        sort.forEach(key -> ascending.putIfAbsent(key.key(), key.ascending()));
        boolean first = !sort.isEmpty() && sort.getFirst().ascending();
        ascending.putIfAbsent("created_at", first);
        ascending.putIfAbsent("id", first);
        List<Order> orders = new ArrayList<>();
        ascending.forEach((key, up) -> {
            Field field = fields.get(key);
            if (field == null) {
                throw new IllegalArgumentException("there is no sort key " + key);
            }
            if (field.presence() != Presence.CONSTANT) {
                orders.add(new Order(field, up));
            }
        });
        return orders;
    }

    private String markerRow(List<Order> orders) {
        StringJoiner columns = new StringJoiner(", ");
        for (int i = 0; i < orders.size(); i++) {
            columns.add(orders.get(i).field.sortable() + " as k" + i);
        }
        return "with marker as (select %s from %s t where t.id = :marker)\n"
                .formatted(columns, table);
    }

    private static String after(List<Order> orders) {
        boolean allAlike = orders.stream().map(Order::ascending).distinct().count() == 1;
        return allAlike ? afterAsRow(orders) : afterKeyByKey(orders);
    }

    // A comparison of rows is one range of an index.
    private static String afterAsRow(List<Order> orders) {
        StringJoiner ours = new StringJoiner(", ", "(", ")");
        StringJoiner markers = new StringJoiner(", ");
        for (int i = 0; i < orders.size(); i++) {
            ours.add(orders.get(i).field.sortable());
            markers.add("k" + i);
        }
        return "%s %s (select %s from marker)"
                .formatted(ours, orders.getFirst().afterSign(), markers);
    }

    private static String afterKeyByKey(List<Order> orders) {
        StringJoiner cases = new StringJoiner(" or ", "exists (select from marker where ", ")");
        StringBuilder equalSoFar = new StringBuilder();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            String ours = order.field.sortable();
            cases.add("(%s%s %s k%d)".formatted(equalSoFar, ours, order.afterSign(), i));
            equalSoFar.append("%s = k%d and ".formatted(ours, i));
        }
        return cases.toString();
    }

    private record Order(Field field, boolean ascending) {

        String direction() {
            return ascending ? " asc" : " desc";
        }

        String afterSign() {
            return ascending ? ">" : "<";
        }
    }

    /** Describes a list, key by key. */
    public static final class Builder {

        private final String table;
        private final String select;
        private final Map<String, Field> fields = new HashMap<>();
        private @Nullable String projectCondition;

        private Builder(String table, String select) {
            this.table = table;
            this.select = select;
            add("id", "t.id", FieldType.UUID_, Presence.ALWAYS);
            add("created_at", "t.created_at", FieldType.TIMESTAMP, Presence.ALWAYS);
            // What is deleted is not here, so these are the same for every row.
            add("deleted", "false", FieldType.BOOLEAN, Presence.CONSTANT);
            add("deleted_at", "null::timestamptz", FieldType.TIMESTAMP, Presence.CONSTANT);
        }

        /** The rows belong to projects; without this a query's project is left aside. */
        public Builder ofProjects() {
            return ofProject().text("user_id");
        }

        /** The same, where nothing is known of who made the row. */
        public Builder ofProject() {
            projectCondition = "t.project_id = :project";
            return text("project_id");
        }

        /** The rows belong to nobody; a project may see those that are public or open to it. */
        public Builder publicOrOpenTo(String projectIds) {
            projectCondition = "(t.is_public or :project = any(t." + projectIds + "))";
            return bool("is_public");
        }

        /** The rows change after they were made. */
        public Builder changing() {
            return add("updated_at", "t.updated_at", FieldType.TIMESTAMP, Presence.SOMETIMES);
        }

        public Builder text(String key) {
            return add(key, "t." + key, FieldType.TEXT, Presence.ALWAYS);
        }

        /** A text that is looked up by SQL over the table's alias {@code t}. */
        public Builder text(String key, String sql) {
            return add(key, sql, FieldType.TEXT, Presence.SOMETIMES);
        }

        /** An object of texts, filtered by the entries it must have. */
        public Builder texts(String key) {
            return add(key, "t." + key, FieldType.TEXTS, Presence.ALWAYS);
        }

        /** An object of texts that is looked up by SQL over the table's alias {@code t}. */
        public Builder texts(String key, String sql) {
            return add(key, sql, FieldType.TEXTS, Presence.SOMETIMES);
        }

        /** What is false of every row. */
        public Builder never(String key) {
            return add(key, "false", FieldType.BOOLEAN, Presence.CONSTANT);
        }

        public Builder textOrNull(String key) {
            return textOrNull(key, key);
        }

        public Builder textOrNull(String key, String column) {
            return add(key, "t." + column, FieldType.TEXT, Presence.SOMETIMES);
        }

        /** A name, by which clients look for what they know no id of. */
        public Builder name() {
            return name("name");
        }

        private Builder name(String key) {
            fields.put(key, new Field(key, "t.name", FieldType.TEXT, Presence.SOMETIMES, true));
            return this;
        }

        /** A name and a description, under what the wire calls them and what clients sort by. */
        public Builder described() {
            return name().name("display_name")
                    .textOrNull("description")
                    .textOrNull("display_description", "description");
        }

        public Builder id(String key) {
            return add(key, "t." + key, FieldType.UUID_, Presence.ALWAYS);
        }

        public Builder idOrNull(String key) {
            return idOrNull(key, key);
        }

        public Builder idOrNull(String key, String column) {
            return add(key, "t." + column, FieldType.UUID_, Presence.SOMETIMES);
        }

        public Builder integer(String key, String column) {
            return add(key, "t." + column, FieldType.INTEGER, Presence.ALWAYS);
        }

        /** One text of such an object, as {@code key.entry}. */
        public Builder textOf(String key, String entry) {
            return add(
                    key + '.' + entry,
                    "(t." + key + " ->> '" + entry + "')",
                    FieldType.TEXT,
                    Presence.SOMETIMES);
        }

        public Builder bool(String key) {
            return add(key, "t." + key, FieldType.BOOLEAN, Presence.ALWAYS);
        }

        /** What is the same for every row: it can be asked for, and sorting by it does nothing. */
        public Builder constant(String key, @Nullable String value) {
            return add(
                    key,
                    value == null ? "null::text" : "'" + value + "'",
                    FieldType.TEXT,
                    Presence.CONSTANT);
        }

        public Listing build() {
            return new Listing(this);
        }

        private Builder add(String key, String column, FieldType type, Presence presence) {
            fields.put(key, new Field(key, column, type, presence, false));
            return this;
        }
    }
}
