package io.snapledger.query.table;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Rows turned into one array for each column, in the order of the statement's parameters, so that
 * {@code unnest} writes them all at once.
 *
 * @param <R> a row
 */
public final class ColumnArrays<R> {

    private static final int REPLACEMENT = 0xFFFD;

    private final Collection<R> rows;
    private final List<Object> arrays = new ArrayList<>();

    private ColumnArrays(Collection<R> rows) {
        this.rows = rows;
    }

    public static <R> ColumnArrays<R> of(Collection<R> rows) {
        return new ColumnArrays<>(rows);
    }

    /** The ids of rows, as one parameter for {@code = any(?)}. */
    public static SqlArrayValue ids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }

    public ColumnArrays<R> uuid(Function<R, @Nullable UUID> value) {
        return column("uuid", value);
    }

    /** Another resource's id, or none. */
    public ColumnArrays<R> id(Function<R, ? extends @Nullable ResourceId> value) {
        return column(
                "uuid",
                row -> {
                    ResourceId id = value.apply(row);
                    return id == null ? null : id.value();
                });
    }

    public ColumnArrays<R> text(Function<R, @Nullable String> value) {
        return column("text", row -> storable(value.apply(row)), String[]::new);
    }

    public ColumnArrays<R> integer(Function<R, @Nullable Integer> value) {
        return column("int4", value, Integer[]::new);
    }

    public ColumnArrays<R> bigint(Function<R, Long> value) {
        return column("int8", value, Long[]::new);
    }

    public ColumnArrays<R> bool(Function<R, Boolean> value) {
        return column("bool", value, Boolean[]::new);
    }

    public ColumnArrays<R> timestamp(Function<R, @Nullable Instant> value) {
        return column("timestamptz", value);
    }

    public ColumnArrays<R> json(Function<R, Map<String, @Nullable String>> value) {
        return column(
                "jsonb",
                row -> ContractJson.mapper().writeValueAsString(storable(value.apply(row))));
    }

    /**
     * Lists, as JSON arrays: {@code unnest} would take an array of arrays apart to its last
     * element.
     */
    public ColumnArrays<R> list(Function<R, ? extends Collection<?>> value) {
        return column("jsonb", row -> ContractJson.mapper().writeValueAsString(value.apply(row)));
    }

    /** Lists of texts, each in the form that a cast to {@code text[]} reads. */
    public ColumnArrays<R> texts(Function<R, ? extends Collection<String>> value) {
        return column("text", row -> array(value.apply(row)), String[]::new);
    }

    public List<Object> parameters() {
        return List.copyOf(arrays);
    }

    // Nobody should get such a character into an event, but one that did would stop the view for
    // ever.
    private static @Nullable String storable(@Nullable String text) {
        if (text == null || isPlain(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> isStorable(point) ? point : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Map<String, @Nullable String> storable(Map<String, @Nullable String> texts) {
        Map<String, @Nullable String> storable = new LinkedHashMap<>();
        texts.forEach((key, value) -> storable.put(String.valueOf(storable(key)), storable(value)));
        return storable;
    }

    private static String array(Collection<String> texts) {
        StringJoiner array = new StringJoiner(",", "{", "}");
        for (String text : texts) {
            String escaped =
                    String.valueOf(storable(text)).replace("\\", "\\\\").replace("\"", "\\\"");
            array.add('"' + escaped + '"');
        }
        return array.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == 0 || Character.isSurrogate(next)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(int point) {
        return point != 0 && Character.getType(point) != Character.SURROGATE;
    }

    private ColumnArrays<R> column(String type, Function<R, ? extends @Nullable Object> value) {
        return column(type, value, Object[]::new);
    }

    // PostgreSQL's driver sends arrays of these classes as they are, and any others as text, which
    // it escapes character by character.
    private ColumnArrays<R> column(
            String type,
            Function<R, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {
        arrays.add(new SqlArrayValue(type, rows.stream().map(value).toArray(array)));
        return this;
    }
}
