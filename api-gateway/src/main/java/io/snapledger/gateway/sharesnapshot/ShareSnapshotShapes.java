package io.snapledger.gateway.sharesnapshot;

import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about share snapshots carry. */
@Component
final class ShareSnapshotShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>(ManilaShapes.metadata("/v2/snapshots"));
        shapes.addAll(
                List.of(
                        Shape.of("POST /v2/snapshots")
                                .takes(
                                        ManilaShapes.under(
                                                "snapshot",
                                                Schema.object()
                                                        .property("share_id", Schema.string())
                                                        .property("name", Schema.nullableString())
                                                        .property(
                                                                "description",
                                                                Schema.nullableString())
                                                        .property("metadata", Schema.object())
                                                        .required("share_id"))),
                        Shape.of("PUT /v2/snapshots/{id}")
                                .takes(
                                        ManilaShapes.under(
                                                "snapshot",
                                                Schema.object()
                                                        .property(
                                                                "display_name",
                                                                Schema.nullableString())
                                                        .property(
                                                                "display_description",
                                                                Schema.nullableString()))),
                        ManilaShapes.action("/v2/snapshots", "reset_status", status()),
                        ManilaShapes.action("/v2/snapshots", "os-reset_status", status()),
                        ManilaShapes.action("/v2/snapshots", "force_delete", Schema.anything()),
                        ManilaShapes.action("/v2/snapshots", "os-force_delete", Schema.anything()),
                        Shape.of("GET /v2/snapshots")
                                .lists(ShareSnapshotController.LIST)
                                .rows(ShareSnapshotBody.Summary.class),
                        Shape.of("GET /v2/snapshots/detail")
                                .lists(ShareSnapshotController.LIST)
                                .rows(ShareSnapshotBody.class)));
        return shapes;
    }

    private static Schema status() {
        return ManilaShapes.state(
                "status", ShareSnapshotStatus.SET_BY_HAND.stream().map(ShareSnapshotStatus::word));
    }
}
