package io.snapledger.gateway.audit;

import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.trail.TrailParameters;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about the trail carry, and what they are answered as. */
@Component
final class AuditShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                filters(TrailParameters.pages(Shape.of("GET /audit/v1/status-changes")))
                        .with(
                                TrailRequest.AFTER,
                                TrailParameters.position(
                                        "Only changes behind this position; for what is not read"
                                                + " page by page."))
                        .answersAs(
                                AnswerForm.NDJSON.type(),
                                "All of them, oldest first, one JSON object to a line, each as in a"
                                        + " page.")
                        .answersAs(
                                AnswerForm.CADF.type(),
                                "All of them, oldest first, one CADF event to a line.")
                        .refuses(406, 429),
                filters(TrailParameters.within(Shape.of("GET /audit/v1/status-changes/stream")))
                        .with(
                                TrailRequest.AFTER,
                                TrailParameters.position("What comes behind this position."))
                        .with(
                                TrailRequest.LAST_EVENT,
                                TrailParameters.position(
                                        "The same; the header `Last-Event-ID` counts before it."))
                        .answersAs(
                                StatusChangeStreamController.EVENTS,
                                "Server-sent events without an end; `data` is a change as in a page,"
                                        + " `id` its position.")
                        .refuses(406, 429),
                Shape.of("GET /audit/v1/statistics")
                        .with(
                                StatisticsController.RESOURCE_TYPE,
                                TrailParameters.anyOf(ResourceTypes.ALL))
                        .with(StatisticsController.PROJECT_ID, TrailParameters.anyOf())
                        .with(StatisticsController.SINCE, day("The first day, in UTC."))
                        .with(StatisticsController.UNTIL, day("The day after the last one.")),
                Shape.of("GET /audit/v1/events/{event_id}/proof").refuses(409));
    }

    private static Shape filters(Shape shape) {
        return shape.with(
                        StatusChangeFilters.RESOURCE_TYPE, TrailParameters.anyOf(ResourceTypes.ALL))
                .with(StatusChangeFilters.RESOURCE_ID, TrailParameters.anyOfIds())
                .with(StatusChangeFilters.PROJECT_ID, TrailParameters.anyOf())
                .with(
                        StatusChangeFilters.ACTOR,
                        TrailParameters.anyOf().saying("description", "The id of who acted."))
                .with(
                        StatusChangeFilters.CAUSE,
                        TrailParameters.anyOf(
                                Arrays.stream(Cause.values()).map(Cause::word).toList()))
                .with(StatusChangeFilters.FROM, TrailParameters.anyOf())
                .with(StatusChangeFilters.TO, TrailParameters.anyOf())
                .with(StatusChangeFilters.REQUEST_ID, TrailParameters.anyOf());
    }

    private static Schema day(String text) {
        return Schema.of(Schema.Type.STRING).saying("format", "date").saying("description", text);
    }
}
