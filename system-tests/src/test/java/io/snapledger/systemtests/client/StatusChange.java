package io.snapledger.systemtests.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of a resource's history.
 *
 * @param eventId the event that changed the status, {@code ce_id} on Kafka
 * @param position the event's place in the event store
 */
public record StatusChange(
        String eventId,
        long position,
        String resourceType,
        String resourceId,
        @Nullable String projectId,
        @Nullable String from,
        String to,
        String cause,
        @Nullable String reason,
        @Nullable String userId,
        @Nullable String actorProjectId,
        List<String> roles,
        @Nullable String address,
        String requestId) {

    static List<StatusChange> listIn(JsonNode answer) {
        return answer.path("history")
                .valueStream()
                .filter(row -> row.path("to").isString())
                .map(StatusChange::of)
                .toList();
    }

    private static StatusChange of(JsonNode row) {
        JsonNode actor = row.path("actor");
        return new StatusChange(
                required(row, "event_id"),
                row.path("position").asLong(),
                required(row, "resource_type"),
                required(row, "resource_id"),
                text(row, "project_id"),
                text(row, "from"),
                required(row, "to"),
                required(row, "cause"),
                text(row, "reason"),
                text(actor, "user_id"),
                text(actor, "project_id"),
                actor.path("roles").valueStream().map(JsonNode::asString).toList(),
                text(actor, "address"),
                required(row, "request_id"));
    }

    private static String required(JsonNode object, String member) {
        return Objects.requireNonNull(text(object, member), () -> "no " + member + " in " + object);
    }

    private static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
