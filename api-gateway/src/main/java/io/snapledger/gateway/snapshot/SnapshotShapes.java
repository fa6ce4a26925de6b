package io.snapledger.gateway.snapshot;

import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about snapshots carry. */
@Component
final class SnapshotShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /snapshots").takes(SnapshotSchemas.CREATE),
                Shape.of("PUT /snapshots/{id}").takes(SnapshotSchemas.UPDATE),
                Shape.of("POST /snapshots/{id}/action os-reset_status")
                        .takes(SnapshotSchemas.RESET),
                Shape.of("POST /snapshots/{id}/action os-force_delete")
                        .takes(SnapshotSchemas.FORCED_DELETION),
                Shape.of("POST /snapshots/{id}/action os-update_snapshot_status")
                        .takes(SnapshotSchemas.REPORT),
                Shape.of("POST /snapshots/{id}/metadata").takes(SnapshotSchemas.METADATA.ofAll()),
                Shape.of("PUT /snapshots/{id}/metadata").takes(SnapshotSchemas.METADATA.ofAll()),
                Shape.of("PUT /snapshots/{id}/metadata/{key}")
                        .takes(SnapshotSchemas.METADATA.ofOne()),
                Shape.of("GET /snapshots")
                        .lists(SnapshotController.LISTS)
                        .with(
                                "with_count",
                                CinderVersions.SUPPORT_COUNT_INFO,
                                Schema.lenientBoolean()),
                Shape.of("GET /snapshots/detail")
                        .lists(SnapshotController.LISTS)
                        .with(
                                "with_count",
                                CinderVersions.SUPPORT_COUNT_INFO,
                                Schema.lenientBoolean()));
    }
}
