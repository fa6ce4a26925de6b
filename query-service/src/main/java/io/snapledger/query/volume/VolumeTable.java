package io.snapledger.query.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where volumes are kept, and how they are shown. */
@Repository
class VolumeTable {

    private static final String COLUMNS =
            """
            t.id, t.project_id, t.user_id, t.name, t.description, t.status, t.size_gib,
              t.volume_type_id, t.group_id, t.snapshot_id, t.source_volume_id,
              t.availability_zone, t.metadata, t.agent_id, t.agent_host, t.provider_location,
              t.created_at, t.updated_at, t.migration_status\
            """;

    private static final String SELECT_ROWS =
            """
            select %s
            from volume t\
            """
                    .formatted(COLUMNS);

    private static final String SELECT_VIEWS =
            """
            select %s,
              coalesce(type.name, t.volume_type_id::text) as volume_type_name
            from volume t left join volume_type type on type.id = t.volume_type_id\
            """
                    .formatted(COLUMNS);

    private static final String PUT =
            """
            insert into volume
              (id, project_id, user_id, name, description, status, size_gib, volume_type_id,
               group_id, snapshot_id, source_volume_id, availability_zone, metadata, agent_id,
               agent_host, provider_location, created_at, updated_at, migration_status)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set
              name = excluded.name, description = excluded.description,
              size_gib = excluded.size_gib, metadata = excluded.metadata,
              migration_status = excluded.migration_status,
              status = excluded.status, group_id = excluded.group_id, agent_id = excluded.agent_id,
              agent_host = excluded.agent_host, provider_location = excluded.provider_location,
              created_at = excluded.created_at, updated_at = excluded.updated_at
            """;

    private static final Listing LISTING =
            Listing.of("volume", SELECT_VIEWS)
                    .ofProjects()
                    .changing()
                    .described()
                    .text("status")
                    .integer("size", "size_gib")
                    .id("volume_type_id")
                    .idOrNull("group_id")
                    .idOrNull("snapshot_id")
                    .idOrNull("source_volid", "source_volume_id")
                    .text("availability_zone")
                    .textOrNull("migration_status")
                    .texts("metadata")
                    .never("bootable")
                    .textOrNull("host", "agent_host")
                    .textOrNull("provider_location")
                    .constant("launched_at", null)
                    .build();

    private final JdbcClient views;
    private final Select<VolumeView> select;
    private final Rows<VolumeRow> rows;

    VolumeTable(JdbcClient views) {
        this.views = views;
        select = Select.of(views, SELECT_VIEWS, VolumeTable::view);
        rows =
                new StoredRows<>(
                        "volume",
                        Select.of(views, SELECT_ROWS, VolumeTable::row),
                        VolumeRow::id,
                        PUT,
                        columns ->
                                columns.text(VolumeRow::projectId)
                                        .text(VolumeRow::userId)
                                        .text(VolumeRow::name)
                                        .text(VolumeRow::description)
                                        .text(row -> row.status().word())
                                        .integer(VolumeRow::sizeGib)
                                        .uuid(row -> row.volumeTypeId().value())
                                        .id(VolumeRow::groupId)
                                        .id(VolumeRow::snapshotId)
                                        .id(VolumeRow::sourceVolumeId)
                                        .text(VolumeRow::availabilityZone)
                                        .json(VolumeRow::metadata)
                                        .uuid(row -> row.agent() == null ? null : row.agent().id())
                                        .text(row ->
                                                row.agent() == null ? null : row.agent().host())
                                        .text(VolumeRow::providerLocation)
                                        .timestamp(VolumeRow::createdAt)
                                        .timestamp(VolumeRow::updatedAt)
                                        .text(row ->
                                                row.migrationStatus() == null
                                                        ? null
                                                        : row.migrationStatus().word()));
    }

    Rows<VolumeRow> rows() {
        return rows;
    }

    Optional<VolumeView> find(VolumeId id, @Nullable String projectId) {
        return select.find(id, projectId);
    }

    List<VolumeView> list(ListQuery query) {
        return LISTING.run(views, query, VolumeTable::view);
    }

    long count(ListQuery query) {
        return LISTING.count(views, query);
    }

    private static VolumeRow row(ResultSet row, int number) throws SQLException {
        return new VolumeRow(
                new VolumeId(Cells.uuid(row, "id")),
                row.getString("project_id"),
                row.getString("user_id"),
                Cells.textOrNull(row, "name"),
                Cells.textOrNull(row, "description"),
                VolumeStatus.of(row.getString("status")).orElseThrow(),
                row.getInt("size_gib"),
                new VolumeTypeId(Cells.uuid(row, "volume_type_id")),
                Cells.idOrNull(row, "group_id", GroupId::new),
                Cells.idOrNull(row, "snapshot_id", SnapshotId::new),
                Cells.idOrNull(row, "source_volume_id", VolumeId::new),
                row.getString("availability_zone"),
                Cells.texts(row, "metadata"),
                agent(row),
                Cells.textOrNull(row, "provider_location"),
                Cells.instant(row, "created_at"),
                Cells.instantOrNull(row, "updated_at"),
                migration(row));
    }

    private static VolumeView view(ResultSet cells, int number) throws SQLException {
        VolumeRow row = row(cells, number);
        return new VolumeView(
                row.id(),
                row.projectId(),
                row.userId(),
                row.name(),
                row.description(),
                row.status(),
                row.sizeGib(),
                row.volumeTypeId(),
                cells.getString("volume_type_name"),
                row.groupId(),
                row.snapshotId(),
                row.sourceVolumeId(),
                row.availabilityZone(),
                row.metadata(),
                row.agent(),
                row.providerLocation(),
                row.createdAt(),
                row.updatedAt(),
                row.migrationStatus());
    }

    private static @Nullable MigrationStatus migration(ResultSet row) throws SQLException {
        String word = row.getString("migration_status");
        return word == null ? null : MigrationStatus.of(word).orElseThrow();
    }

    private static @Nullable AgentIdentity agent(ResultSet row) throws SQLException {
        UUID id = row.getObject("agent_id", UUID.class);
        return id == null ? null : new AgentIdentity(id, row.getString("agent_host"));
    }
}
