package io.snapledger.gateway.refusedattempt;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.trail.TrailParameters;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about refused attempts carry. */
@Component
final class RefusedAttemptShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                TrailParameters.pages(Shape.of("GET /audit/v1/refused-attempts"))
                        .with(RefusedAttemptController.RESOURCE_TYPE, TrailParameters.anyOf())
                        .with(
                                RefusedAttemptController.RESOURCE_ID,
                                TrailParameters.anyOf()
                                        .saying("description", "As the caller wrote it."))
                        .with(
                                RefusedAttemptController.PROJECT_ID,
                                TrailParameters.anyOf().saying("description", "The caller's."))
                        .with(
                                RefusedAttemptController.ACTOR,
                                TrailParameters.anyOf()
                                        .saying("description", "The id of the user."))
                        .with(
                                RefusedAttemptController.CODE,
                                Schema.array()
                                        .items(Schema.of(Schema.Type.INTEGER).between(400, 599)))
                        .with(RefusedAttemptController.REQUEST_ID, TrailParameters.anyOf()));
    }
}
