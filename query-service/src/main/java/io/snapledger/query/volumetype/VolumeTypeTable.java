package io.snapledger.query.volumetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
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

/** Where volume type views are kept. */
@Repository
class VolumeTypeTable {

    private static final String SELECT =
            """
            select t.id, t.name, t.description, t.is_public, t.extra_specs, t.created_at,
              t.project_ids
            from view.volume_type t\
            """;

    private static final String PUT =
            """
            insert into view.volume_type
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
            Listing.of("view.volume_type", SELECT)
                    .text("name")
                    .textOrNull("description")
                    .publicOrOpenTo("project_ids")
                    .texts("extra_specs")
                    .textOf("extra_specs", "RESKEY:availability_zones")
                    .build();

    private final JdbcClient views;
    private final Select<VolumeTypeView> select;
    private final Rows<VolumeTypeView> rows;

    VolumeTypeTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT, VolumeTypeTable::view);
        rows =
                new StoredRows<>(
                        views,
                        "view.volume_type",
                        select,
                        VolumeTypeView::id,
                        PUT,
                        columns ->
                                columns.text(VolumeTypeView::name)
                                        .text(VolumeTypeView::description)
                                        .bool(VolumeTypeView::isPublic)
                                        .json(VolumeTypeView::extraSpecs)
                                        .timestamp(VolumeTypeView::createdAt)
                                        .list(VolumeTypeView::projectIds));
    }

    Rows<VolumeTypeView> rows() {
        return rows;
    }

    Optional<VolumeTypeView> find(VolumeTypeId id) {
        return select.find(id);
    }

    Optional<VolumeTypeView> findByName(String name) {
        return select.findByName(name);
    }

    List<VolumeTypeView> list(ListQuery query) {
        return LISTING.run(views, query, VolumeTypeTable::view);
    }

    private static VolumeTypeView view(ResultSet row, int number) throws SQLException {
        return new VolumeTypeView(
                new VolumeTypeId(Cells.uuid(row, "id")),
                row.getString("name"),
                Cells.textOrNull(row, "description"),
                row.getBoolean("is_public"),
                Cells.texts(row, "extra_specs"),
                Cells.instant(row, "created_at"),
                Cells.words(row, "project_ids"));
    }
}
