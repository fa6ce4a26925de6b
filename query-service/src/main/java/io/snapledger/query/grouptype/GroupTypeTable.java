package io.snapledger.query.grouptype;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Listing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where group type views are kept. */
@Repository
class GroupTypeTable implements Rows<GroupTypeView> {

    private static final String SELECT =
            """
            select t.id, t.name, t.description, t.is_public, t.group_specs, t.created_at
            from view.group_type t\
            """;

    private static final String PUT =
            """
            insert into view.group_type (id, name, description, is_public, group_specs, created_at)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              is_public = excluded.is_public, group_specs = excluded.group_specs,
              created_at = excluded.created_at
            """;

    private static final Listing LISTING =
            Listing.of("view.group_type", SELECT)
                    .text("name")
                    .textOrNull("description")
                    .bool("is_public")
                    .build();

    private final JdbcClient views;

    GroupTypeTable(JdbcClient views) {
        this.views = views;
    }

    Optional<GroupTypeView> find(GroupTypeId id) {
        return views.sql(SELECT + "\nwhere t.id = :id")
                .param("id", id.value())
                .query(GroupTypeTable::view)
                .optional();
    }

    Optional<GroupTypeView> findByName(String name) {
        // The newest, should a name be free again before its last bearer is gone from here.
        return views.sql(SELECT + "\nwhere t.name = :name order by t.created_at desc limit 1")
                .param("name", name)
                .query(GroupTypeTable::view)
                .optional();
    }

    List<GroupTypeView> list(ListQuery query) {
        return LISTING.run(views, query, GroupTypeTable::view);
    }

    @Override
    public Map<UUID, GroupTypeView> load(Collection<UUID> ids) {
        return views
                .sql(SELECT + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(GroupTypeTable::view)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<GroupTypeView> rows) {
        views.sql(PUT)
                .params(
                        ColumnArrays.of(rows)
                                .uuid(row -> row.id().value())
                                .text(GroupTypeView::name)
                                .text(GroupTypeView::description)
                                .bool(GroupTypeView::isPublic)
                                .json(GroupTypeView::groupSpecs)
                                .timestamp(GroupTypeView::createdAt)
                                .parameters())
                .update();
    }

    @Override
    public void remove(Collection<UUID> ids) {
        views.sql("delete from view.group_type where id = any(?)")
                .param(ColumnArrays.ids(ids))
                .update();
    }

    private static GroupTypeView view(ResultSet row, int number) throws SQLException {
        return new GroupTypeView(
                new GroupTypeId(Cells.uuid(row, "id")),
                row.getString("name"),
                Cells.textOrNull(row, "description"),
                row.getBoolean("is_public"),
                Cells.texts(row, "group_specs"),
                Cells.instant(row, "created_at"));
    }
}
