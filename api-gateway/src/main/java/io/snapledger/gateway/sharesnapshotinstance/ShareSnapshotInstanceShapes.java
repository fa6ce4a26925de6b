package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about share snapshot instances carry. */
@Component
final class ShareSnapshotInstanceShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                ManilaShapes.action(
                        "/v2/snapshot-instances",
                        ShareSnapshotInstanceController.RESET_STATUS,
                        ManilaShapes.state(
                                "status",
                                ShareSnapshotStatus.SET_BY_HAND.stream()
                                        .map(ShareSnapshotStatus::word))),
                Shape.of("GET /v2/snapshot-instances").with("snapshot_id", Schema.string()),
                Shape.of("GET /v2/snapshot-instances/detail").with("snapshot_id", Schema.string()));
    }
}
