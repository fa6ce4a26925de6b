package io.snapledger.gateway.sharetype;

import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about share types carry. */
@Component
final class ShareTypeShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /v2/types")
                        .takes(
                                ManilaShapes.under(
                                        "share_type",
                                        named().property("extra_specs", Schema.specs())
                                                .required("name", "extra_specs"))),
                Shape.of("PUT /v2/types/{id}").takes(ManilaShapes.under("share_type", named())),
                ManilaShapes.action(
                        "/v2/types",
                        "addProjectAccess",
                        ManilaShapes.under("project", Schema.string())),
                ManilaShapes.action(
                        "/v2/types",
                        "removeProjectAccess",
                        ManilaShapes.under("project", Schema.string())),
                Shape.of("POST /v2/types/{type_id}/extra_specs")
                        .takes(ManilaShapes.under("extra_specs", Schema.specs())),
                Shape.of("PUT /v2/types/{type_id}/extra_specs/{key}").takes(Schema.oneSpec()));
    }

    private static Schema named() {
        return Schema.object()
                .property("name", Schema.string())
                .property("description", Schema.nullableString())
                .property("share_type_access:is_public", Schema.lenientBoolean());
    }
}
