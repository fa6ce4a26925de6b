package io.snapledger.gateway.message;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about messages carry, and that there never is one to show. */
@Component
final class MessageShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("GET /messages").lists(MessageController.LISTS),
                Shape.of("GET /messages/{id}").answers(404),
                Shape.of("DELETE /messages/{id}").answers(404));
    }
}
