package io.snapledger.query.type;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.projection.StoredRows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.Listing;
import io.snapledger.query.table.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where types of one kind are kept, and how they are found.
 *
 * @param <V> how they are shown
 */
public abstract class TypeTable<I extends ResourceId, V> {

    private final JdbcClient views;
    private final RowMapper<V> mapper;
    private final Select<V> select;
    private final Rows<TypeRow<I>> rows;
    private final Listing listing;

    /**
     * Keeps types there.
     *
     * @param more what they are listed by beside what all types are
     */
    protected TypeTable(
            JdbcClient views,
            String table,
            Function<UUID, I> id,
            Function<TypeRow<I>, V> shown,
            UnaryOperator<Listing.Builder> more) {
        this.views = views;
        String sql = select(table);
        mapper = (cells, _) -> shown.apply(row(cells, id));
        select = Select.of(views, sql, mapper);
        rows =
                new StoredRows<>(
                        table,
                        Select.of(views, sql, (cells, _) -> row(cells, id)),
                        TypeRow::id,
                        put(table),
                        columns ->
                                columns.text(TypeRow::name)
                                        .text(TypeRow::description)
                                        .bool(TypeRow::isPublic)
                                        .json(TypeRow::extraSpecs)
                                        .timestamp(TypeRow::createdAt)
                                        .list(TypeRow::projectIds));
        listing =
                more.apply(
                                Listing.of(table, sql)
                                        .text("name")
                                        .textOrNull("description")
                                        .publicOrOpenTo("project_ids")
                                        .texts("extra_specs"))
                        .build();
    }

    /** As their projection knows them. */
    public Rows<TypeRow<I>> rows() {
        return rows;
    }

    /** The one of that id. */
    public Optional<V> find(I id) {
        return select.find(id);
    }

    /** The one of that name. */
    public Optional<V> findByName(String name) {
        return select.findByName(name);
    }

    /** Those that are asked for. */
    public List<V> list(ListQuery query) {
        return listing.run(views, query, mapper);
    }

    private static String select(String table) {
        return """
        select t.id, t.name, t.description, t.is_public, t.extra_specs, t.created_at,
          t.project_ids
        from %s t\
        """
                .formatted(table);
    }

    private static String put(String table) {
        return """
        insert into %s
          (id, name, description, is_public, extra_specs, created_at, project_ids)
        select id, name, description, is_public, extra_specs, created_at,
          array(select jsonb_array_elements_text(project_ids))
        from unnest(?, ?, ?, ?, ?, ?, ?)
          as r (id, name, description, is_public, extra_specs, created_at, project_ids)
        on conflict (id) do update set
          name = excluded.name, description = excluded.description,
          is_public = excluded.is_public, extra_specs = excluded.extra_specs,
          created_at = excluded.created_at, project_ids = excluded.project_ids
        """
                .formatted(table);
    }

    private static <I extends ResourceId> TypeRow<I> row(ResultSet cells, Function<UUID, I> id)
            throws SQLException {
        return new TypeRow<>(
                id.apply(Cells.uuid(cells, "id")),
                cells.getString("name"),
                Cells.textOrNull(cells, "description"),
                cells.getBoolean("is_public"),
                Cells.texts(cells, "extra_specs"),
                Cells.instant(cells, "created_at"),
                Cells.words(cells, "project_ids"));
    }
}
