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
                Shape.of("PUT /group_types/{id}").takes(UpdateGroupTypeBody.SCHEMA),
                Shape.of("POST /group_types/{type_id}/group_specs").takes(GroupSpecController.SET),
                Shape.of("PUT /group_types/{type_id}/group_specs/{key}")
                        .takes(GroupSpecController.SET_ONE),
                Shape.of("GET /group_types").lists(GroupTypeController.LISTS));
    }
}
