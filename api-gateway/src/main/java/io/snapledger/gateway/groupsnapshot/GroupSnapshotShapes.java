package io.snapledger.gateway.groupsnapshot;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about group snapshots carry. */
@Component
final class GroupSnapshotShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /group_snapshots").takes(GroupSnapshotSchemas.CREATE),
                Shape.of("POST /group_snapshots/{id}/action reset_status")
                        .takes(GroupSnapshotSchemas.RESET_STATUS),
                Shape.of("GET /group_snapshots")
                        .lists(GroupSnapshotController.LIST)
                        .rows(GroupSnapshotBodies.Summary.class),
                Shape.of("GET /group_snapshots/detail")
                        .lists(GroupSnapshotController.LIST)
                        .rows(GroupSnapshotBodies.Detail.class));
    }
}
