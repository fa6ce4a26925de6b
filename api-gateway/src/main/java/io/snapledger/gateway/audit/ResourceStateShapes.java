package io.snapledger.gateway.audit;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about the past carry. */
@Component
final class ResourceStateShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("GET /audit/v1/{resource_type}/{id}").with(AsOfParameter.NAME, moment()),
                Shape.of("GET /audit/v1/{resource_type}")
                        .with(AsOfParameter.NAME, moment())
                        .with(ResourceStateController.PROJECT, Schema.string())
                        .with(ResourceStateController.DELETED, Schema.of(Schema.Type.BOOLEAN))
                        .with(
                                ResourceStateController.LIMIT,
                                Schema.of(Schema.Type.INTEGER).between(1, TrailRequest.MAX_LIMIT))
                        .with(ResourceStateController.CURSOR, Schema.string()));
    }

    private static Schema moment() {
        return Schema.string()
                .saying("description", "A time as in RFC 3339, or the position of an event.");
    }
}
