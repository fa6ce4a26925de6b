package io.snapledger.gateway.volumetype;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about volume types carry. */
@Component
final class VolumeTypeShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /types").takes(CreateVolumeTypeBody.SCHEMA),
                Shape.of("PUT /types/{id}").takes(UpdateVolumeTypeBody.SCHEMA),
                Shape.of("POST /types/{id}/action addProjectAccess")
                        .takes(VolumeTypeAccessController.ADDITION),
                Shape.of("POST /types/{id}/action removeProjectAccess")
                        .takes(VolumeTypeAccessController.REMOVAL),
                Shape.of("POST /types/{type_id}/extra_specs").takes(ExtraSpecController.SET),
                Shape.of("PUT /types/{type_id}/extra_specs/{key}")
                        .takes(ExtraSpecController.SET_ONE),
                Shape.of("GET /types").lists(VolumeTypeController.LISTS));
    }
}
