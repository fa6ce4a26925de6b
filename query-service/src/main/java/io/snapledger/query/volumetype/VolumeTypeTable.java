package io.snapledger.query.volumetype;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
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

/** Where volume type views are kept. */
@Repository
class VolumeTypeTable implements Rows<VolumeTypeView> {

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

    VolumeTypeTable(JdbcClient views) {
        this.views = views;
    }

    Optional<VolumeTypeView> find(VolumeTypeId id) {
        return views.sql(SELECT + "\nwhere t.id = :id")
                .param("id", id.value())
                .query(VolumeTypeTable::view)
                .optional();
    }

    Optional<VolumeTypeView> findByName(String name) {
        // The newest, should a name be free again before its last bearer is gone from here.
        return views.sql(SELECT + "\nwhere t.name = :name order by t.created_at desc limit 1")
                .param("name", name)
                .query(VolumeTypeTable::view)
                .optional();
    }

    List<VolumeTypeView> list(ListQuery query) {
        return LISTING.run(views, query, VolumeTypeTable::view);
    }

    @Override
    public Map<UUID, VolumeTypeView> load(Collection<UUID> ids) {
        return views
                .sql(SELECT + "\nwhere t.id = any(:ids)")
                .param("ids", ColumnArrays.ids(ids))
                .query(VolumeTypeTable::view)
                .list()
                .stream()
                .collect(toMap(row -> row.id().value(), Function.identity()));
    }

    @Override
    public void put(Collection<VolumeTypeView> rows) {
        views.sql(PUT)
                .params(
                        ColumnArrays.of(rows)
                                .uuid(row -> row.id().value())
                                .text(VolumeTypeView::name)
                                .text(VolumeTypeView::description)
                                .bool(VolumeTypeView::isPublic)
                                .json(VolumeTypeView::extraSpecs)
                                .timestamp(VolumeTypeView::createdAt)
                                .list(VolumeTypeView::projectIds)
                                .parameters())
                .update();
    }

    @Override
    public void remove(Collection<UUID> ids) {
        views.sql("delete from view.volume_type where id = any(?)")
                .param(ColumnArrays.ids(ids))
                .update();
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
