package io.snapledger.gateway.grouptype;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about group types carry. */
@Component
final class GroupTypeShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /group_types").takes(CreateGroupTypeBody.SCHEMA),
                Shape.of("GET /group_types").lists(GroupTypeController.LISTS));
    }
}
