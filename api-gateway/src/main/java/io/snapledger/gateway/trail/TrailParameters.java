package io.snapledger.gateway.trail;

import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.schema.Schema;
import java.util.Collection;
import java.util.List;

/** How the parameters of such lists are described; {@link TrailRequest} reads them. */
public final class TrailParameters {

    private TrailParameters() {}

    /** A request with the parameters that every list takes which is read page by page. */
    public static Shape pages(Shape shape) {
        return within(shape)
                .with(
                        TrailRequest.LIMIT,
                        Schema.of(Schema.Type.INTEGER)
                                .between(1, TrailRequest.MAX_LIMIT)
                                .saying("default", TrailRequest.DEFAULT_LIMIT))
                .with(TrailRequest.ORDER, order())
                .with(TrailRequest.CURSOR, described("From a link to another page."));
    }

    /** A request with a range of time. */
    public static Shape within(Shape shape) {
        return shape.with(TrailRequest.SINCE, moment("The earliest, inclusive"))
                .with(TrailRequest.UNTIL, moment("The latest, exclusive"));
    }

    private static Schema order() {
        return Schema.string().saying("enum", List.of("asc", "desc")).saying("default", "desc");
    }

    private static Schema moment(String which) {
        return described(which + ": a time as in RFC 3339.").saying("format", "date-time");
    }

    /** A text. */
    public static Schema described(String text) {
        return Schema.string().saying("description", text);
    }

    /** A filter that may be repeated: any of its values matches. */
    public static Schema anyOf() {
        return Schema.array().items(Schema.string());
    }

    /** The same, of these words only. */
    public static Schema anyOf(Collection<String> words) {
        return Schema.array().items(Schema.string().saying("enum", List.copyOf(words)));
    }

    /** The same, of ids. */
    public static Schema anyOfIds() {
        return Schema.array().items(Schema.string().saying("format", "uuid"));
    }

    /** A place in the order of events. */
    public static Schema position(String text) {
        return Schema.of(Schema.Type.INTEGER).saying("minimum", 0).saying("description", text);
    }
}
