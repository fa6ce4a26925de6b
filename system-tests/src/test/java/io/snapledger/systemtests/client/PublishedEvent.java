package io.snapledger.systemtests.client;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message of an event topic.
 *
 * @param headers by name, as text
 */
public record PublishedEvent(
        String topic, String key, Map<String, String> headers, JsonNode value) {

    public PublishedEvent {
        headers = Map.copyOf(headers);
    }

    /** The event's own id: consumers drop what they have seen under it. */
    public String id() {
        return header("ce_id");
    }

    public String type() {
        return header("ce_type");
    }

    /** The event's place in the event store. */
    public long position() {
        return Long.parseLong(header("ce_position"));
    }

    public String header(String name) {
        return Objects.requireNonNull(headers.get(name), () -> "no header " + name + " in " + this);
    }

    /** The status before, null where there was none or the event changes none. */
    public @Nullable String from() {
        JsonNode from = value.path("status").path("from");
        return from.isString() ? from.stringValue() : null;
    }

    /** The status after, null where the event changes none. */
    public @Nullable String to() {
        JsonNode to = value.path("status").path("to");
        return to.isString() ? to.stringValue() : null;
    }
}
