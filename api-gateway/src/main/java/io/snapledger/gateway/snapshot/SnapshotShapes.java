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
