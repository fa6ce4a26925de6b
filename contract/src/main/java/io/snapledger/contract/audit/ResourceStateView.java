package io.snapledger.contract.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a resource was, folded from its events up to the last one that counts.
 *
 * @param position where that event stands in the event log
 * @param eventName its stored name, for example {@code group-snapshot.taken}
 * @param at when it happened
 * @param projectId null where the resource belongs to no project
 * @param deleted whether the resource had ended by then; the state is the one before its end
 * @param state its attributes by name
 */
public record ResourceStateView(
        long position,
        UUID eventId,
        String eventName,
        Instant at,
        String resourceType,
        UUID resourceId,
        @Nullable String projectId,
        boolean deleted,
        JsonNode state) {}
