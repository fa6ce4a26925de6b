package io.snapledger.contract.audit;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change of something else than a status that its resource's history tells.
 *
 * @param position the event's place in the store: grows with time, is unique, has gaps
 * @param projectId the project that owns the resource, null where none does
 * @param changed what the event says of it, by the events' names
 */
public record OtherChangeView(
        UUID eventId,
        long position,
        Instant at,
        String eventName,
        String resourceType,
        UUID resourceId,
        @Nullable String projectId,
        Cause cause,
        @Nullable String reason,
        Actor actor,
        String requestId,
        @Nullable String globalRequestId,
        JsonNode changed) {}
