package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.trail.TrailParameters;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests for the trail's list of share snapshot instances carry. */
@Component
final class SnapshotInstanceTrailShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                TrailParameters.pages(Shape.of("GET /audit/v1/snapshot-instances"))
                        .with(
                                SnapshotInstanceTrailController.SNAPSHOT_ID,
                                TrailParameters.anyOfIds())
                        .with(
                                SnapshotInstanceTrailController.STATUS,
                                TrailParameters.anyOf(SnapshotInstanceTrailController.STATUSES))
                        .with(SnapshotInstanceTrailController.PROJECT_ID, TrailParameters.anyOf())
                        .with(SnapshotInstanceTrailController.HOST, ofAdministrators())
                        .with(SnapshotInstanceTrailController.BACKEND, ofAdministrators())
                        .with(SnapshotInstanceTrailController.OLDER, age())
                        .with(SnapshotInstanceTrailController.NEWER, age())
                        .with(
                                SnapshotInstanceTrailController.SORT,
                                Schema.string()
                                        .saying("enum", SnapshotInstanceTrailController.ORDERS)));
    }

    private static Schema ofAdministrators() {
        return TrailParameters.anyOf().saying("description", "For administrators only.");
    }

    private static Schema age() {
        return TrailParameters.described("An age as in ISO 8601.")
                .saying("format", "duration")
                .saying("examples", List.of("P7D", "PT36H"));
    }
}
