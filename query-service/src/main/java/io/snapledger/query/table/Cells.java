package io.snapledger.query.table;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.origin.Actor;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads the cells of a result's current row. */
public final class Cells {

    private static final TypeReference<Map<String, @Nullable String>> TEXTS =
            new TypeReference<>() {};

    private Cells() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** An id of some resource, null where the cell is empty. */
    public static <I> @Nullable I idOrNull(ResultSet row, String column, Function<UUID, I> id)
            throws SQLException {
        UUID value = row.getObject(column, UUID.class);
        return value == null ? null : id.apply(value);
    }

    public static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static @Nullable Integer integerOrNull(ResultSet row, String column)
            throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** Who acted, from the columns that begin with {@code actor_}. */
    public static Actor actor(ResultSet row) throws SQLException {
        return new Actor(
                row.getString("actor_user_id"),
                textOrNull(row, "actor_project_id"),
                words(row, "actor_roles"),
                textOrNull(row, "actor_address"));
    }

    /** A {@code jsonb} object of texts and nulls. */
    public static Map<String, @Nullable String> texts(ResultSet row, String column)
            throws SQLException {
        String json = row.getString(column);
        return json.equals("{}") ? Map.of() : ContractJson.mapper().readValue(json, TEXTS);
    }

    /** A {@code jsonb} list. */
    public static <T> List<T> list(ResultSet row, String column, TypeReference<List<T>> type)
            throws SQLException {
        String json = row.getString(column);
        return json.equals("[]") ? List.of() : ContractJson.mapper().readValue(json, type);
    }

    /** A {@code uuid[]}. */
    public static <I> List<I> ids(ResultSet row, String column, Function<UUID, I> id)
            throws SQLException {
        Array array = row.getArray(column);
        List<I> ids = List.of((UUID[]) array.getArray()).stream().map(id).toList();
        array.free();
        return ids;
    }

    /** A {@code text[]}. */
    public static List<String> words(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        List<String> words = List.of((String[]) array.getArray());
        array.free();
        return words;
    }
}
