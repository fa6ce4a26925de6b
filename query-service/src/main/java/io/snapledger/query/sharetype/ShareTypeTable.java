package io.snapledger.query.sharetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeView;
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

/** Where share type views are kept. */
@Repository
class ShareTypeTable {

    private static final String SELECT =
            """
            select t.id, t.name, t.description, t.is_public, t.extra_specs, t.created_at,
              t.project_ids
            from view.share_type t\
            """;

    private static final String PUT =
            """
            insert into view.share_type
              (id, name, description, is_public, extra_specs, created_at, project_ids)
            select id, name, description, is_public, extra_specs, created_at,
              array(select jsonb_array_elements_text(project_ids))
            from unnest(?, ?, ?, ?, ?, ?, ?)
              as r (id, name, description, is_public, extra_specs, created_at, project_ids)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              is_public = excluded.is_public, extra_specs = excluded.extra_specs,
              created_at = excluded.created_at, project_ids = excluded.project_ids
            """;

    private static final Listing LISTING =
            Listing.of("view.share_type", SELECT)
                    .text("name")
                    .textOrNull("description")
                    .publicOrOpenTo("project_ids")
                    .texts("extra_specs")
                    .build();

    private final JdbcClient views;
    private final Select<ShareTypeView> select;
    private final Rows<ShareTypeView> rows;

    ShareTypeTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, ShareTypeTable::view);
        rows =
                new StoredRows<>(
                        views,
                        "view.share_type",
                        select,
                        ShareTypeView::id,
                        PUT,
                        columns ->
                                columns.text(ShareTypeView::name)
                                        .text(ShareTypeView::description)
                                        .bool(ShareTypeView::isPublic)
                                        .json(ShareTypeView::extraSpecs)
                                        .timestamp(ShareTypeView::createdAt)
                                        .list(ShareTypeView::projectIds));
    }

    Rows<ShareTypeView> rows() {
        return rows;
    }

    Optional<ShareTypeView> find(ShareTypeId id) {
        return select.find(id);
    }

    Optional<ShareTypeView> findByName(String name) {
        return select.findByName(name);
    }

    List<ShareTypeView> list(ListQuery query) {
        return LISTING.run(views, query, ShareTypeTable::view);
    }

    private static ShareTypeView view(ResultSet row, int number) throws SQLException {
        return new ShareTypeView(
                new ShareTypeId(Cells.uuid(row, "id")),
                row.getString("name"),
                Cells.textOrNull(row, "description"),
                row.getBoolean("is_public"),
                Cells.texts(row, "extra_specs"),
                Cells.instant(row, "created_at"),
                Cells.words(row, "project_ids"));
    }
}
