package io.snapledger.query.sharetype;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeView;
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

/** Where share type views are kept. */
@Repository
class ShareTypeTable implements Rows<ShareTypeView> {

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

    ShareTypeTable(JdbcClient views) {
        this.views = views;
    }

    Optional<ShareTypeView> find(ShareTypeId id) {
        return views.sql(SELECT + "\nwhere t.id = :id")
                .param("id", id.value())
                .query(ShareTypeTable::view)
                .optional();
    }

    Optional<ShareTypeView> findByName(String name) {
        // The newest, should a name be free again before its last bearer is gone from here.
        return views.sql(SELECT + "\nwhere t.name = :name order by t.created_at desc limit 1")
                .param("name", name)
                .query(ShareTypeTable::view)
                .optional();
    }

    List<ShareTypeView> list(ListQuery query) {
        return LISTING.run(views, query, ShareTypeTable::view);
    }

    @Override
    public Map<UUID, ShareTypeView> load(Collection<UUID> ids) {
        return views
                .sql(SELECT + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(ShareTypeTable::view)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<ShareTypeView> rows) {
        views.sql(PUT)
                .params(
                        ColumnArrays.of(rows)
                                .uuid(row -> row.id().value())
                                .text(ShareTypeView::name)
                                .text(ShareTypeView::description)
                                .bool(ShareTypeView::isPublic)
                                .json(ShareTypeView::extraSpecs)
                                .timestamp(ShareTypeView::createdAt)
                                .list(ShareTypeView::projectIds)
                                .parameters())
                .update();
    }

    @Override
    public void remove(Collection<UUID> ids) {
        views.sql("delete from view.share_type where id = any(?)")
                .param(ColumnArrays.ids(ids))
                .update();
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
