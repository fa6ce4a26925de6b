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
                Shape.of("GET /types").lists(VolumeTypeController.LISTS));
    }
}
