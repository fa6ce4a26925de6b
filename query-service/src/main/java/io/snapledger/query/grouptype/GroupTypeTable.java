package io.snapledger.query.grouptype;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.projection.StoredRows;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.Listing;
import io.snapledger.query.table.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where group type views are kept. */
@Repository
class GroupTypeTable {

    private static final String SELECT =
            """
            select t.id, t.name, t.description, t.is_public, t.group_specs, t.created_at
            from group_type t\
            """;

    private static final String PUT =
            """
            insert into group_type (id, name, description, is_public, group_specs, created_at)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              is_public = excluded.is_public, group_specs = excluded.group_specs,
              created_at = excluded.created_at
            """;

    private static final Listing LISTING =
            Listing.of("group_type", SELECT)
                    .text("name")
                    .textOrNull("description")
                    .bool("is_public")
                    .build();

    private final JdbcClient views;
    private final Select<GroupTypeView> select;
    private final Rows<GroupTypeView> rows;

    GroupTypeTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, GroupTypeTable::view);
        rows =
                new StoredRows<>(
                        "group_type",
                        select,
                        GroupTypeView::id,
                        PUT,
                        columns ->
                                columns.text(GroupTypeView::name)
                                        .text(GroupTypeView::description)
                                        .bool(GroupTypeView::isPublic)
                                        .json(GroupTypeView::groupSpecs)
                                        .timestamp(GroupTypeView::createdAt));
    }

    Rows<GroupTypeView> rows() {
        return rows;
    }

    Optional<GroupTypeView> find(GroupTypeId id) {
        return select.find(id);
    }

    Optional<GroupTypeView> findByName(String name) {
        return select.findByName(name);
    }

    List<GroupTypeView> list(ListQuery query) {
        return LISTING.run(views, query, GroupTypeTable::view);
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
