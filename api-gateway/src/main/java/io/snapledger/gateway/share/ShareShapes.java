package io.snapledger.gateway.share;

import io.snapledger.contract.share.ShareStatus;
import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about shares carry. */
@Component
final class ShareShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>(ManilaShapes.metadata("/v2/shares"));
        shapes.addAll(
                List.of(
                        Shape.of("POST /v2/shares")
                                .takes(
                                        ManilaShapes.under(
                                                CreateShareBody.ROOT,
                                                Schema.object()
                                                        .property("share_proto", Schema.string())
                                                        .property("size", Schema.sizeAllowsNull())
                                                        .property("name", Schema.nullableString())
                                                        .property(
                                                                "description",
                                                                Schema.nullableString())
                                                        .property(
                                                                "share_type",
                                                                Schema.nullableString())
                                                        .property(
                                                                "snapshot_id",
                                                                Schema.nullableString())
                                                        .property(
                                                                "is_public",
                                                                Schema.lenientBoolean())
                                                        .property(
                                                                "availability_zone",
                                                                Schema.nullableString())
                                                        .property("metadata", Schema.object())
                                                        .required("share_proto", "size"))),
                        Shape.of("PUT /v2/shares/{id}")
                                .takes(
                                        ManilaShapes.under(
                                                CreateShareBody.ROOT,
                                                Schema.object()
                                                        .property(
                                                                "display_name",
                                                                Schema.nullableString())
                                                        .property(
                                                                "display_description",
                                                                Schema.nullableString())
                                                        .property(
                                                                "is_public",
                                                                Schema.lenientBoolean()))),
                        ManilaShapes.action("/v2/shares", "reset_status", status()),
                        ManilaShapes.action("/v2/shares", "os-reset_status", status()),
                        ManilaShapes.action("/v2/shares", "force_delete", Schema.anything()),
                        ManilaShapes.action("/v2/shares", "os-force_delete", Schema.anything()),
                        ManilaShapes.action(
                                "/v2/shares",
                                "reset_task_state",
                                ManilaShapes.state(
                                        "task_state", ShareController.TASK_STATES.stream())),
                        ManilaShapes.action(
                                "/v2/shares",
                                "extend",
                                newSize().property("force", Schema.lenientBoolean())),
                        ManilaShapes.action("/v2/shares", "os-extend", newSize()),
                        Shape.of("GET /v2/shares")
                                .lists(ShareController.LIST)
                                .rows(ShareBody.Summary.class),
                        Shape.of("GET /v2/shares/detail")
                                .lists(ShareController.LIST)
                                .rows(ShareBody.class)));
        return shapes;
    }

    private static Schema newSize() {
        return ManilaShapes.under("new_size", Schema.size());
    }

    private static Schema status() {
        return ManilaShapes.state(
                "status", ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word));
    }
}
