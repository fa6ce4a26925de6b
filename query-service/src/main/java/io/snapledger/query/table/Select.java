package io.snapledger.query.table;

import io.snapledger.contract.resource.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is read of a view, by what rows are known by.
 *
 * @param <V> what a row is made into
 */
public final class Select<V> {

    private final JdbcClient views;
    private final String sql;
    private final RowMapper<V> mapper;

    private Select(JdbcClient views, String sql, RowMapper<V> mapper) {
        this.views = views;
        this.sql = sql;
        this.mapper = mapper;
    }

    /**
     * Reads in that way.
     *
     * @param sql a statement that calls the view {@code t} and has no condition yet
     */
    public static <V> Select<V> of(JdbcClient views, String sql, RowMapper<V> mapper) {
        return new Select<>(views, sql, mapper);
    }

    /** The row of that id. */
    public Optional<V> find(ResourceId id) {
        return views.sql(sql + "\nwhere t.id = :id")
                .param("id", id.value())
                .query(mapper)
                .optional();
    }

    /** The row of that id, if it is that project's; of any project if none is named. */
    public Optional<V> find(ResourceId id, @Nullable String projectId) {
        return views.sql(
                        sql
                                + "\nwhere t.id = :id and t.project_id = coalesce(:project, t.project_id)")
                .param("id", id.value())
                .param("project", projectId)
                .query(mapper)
                .optional();
    }

    /** The row of that name, where names are unique. */
    public Optional<V> findByName(String name) {
        // PostgreSQL takes no NUL in a text, so no name has one.
        if (name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        // The newest, should a name be free again before its last bearer is gone from here.
        return views.sql(sql + "\nwhere t.name = :name order by t.created_at desc limit 1")
                .param("name", name)
                .query(mapper)
                .optional();
    }

    /** The rows of those ids. */
    public List<V> all(Collection<UUID> ids) {
        return views.sql(sql + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(mapper)
                .list();
    }
}
