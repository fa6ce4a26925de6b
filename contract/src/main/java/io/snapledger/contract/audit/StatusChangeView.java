package io.snapledger.contract.audit;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One status change of one resource.
 *
 * @param position the event's place in the store: grows with time, is unique, has gaps
 * @param projectId the project that owns the resource, null for types
 */
public record StatusChangeView(
        UUID eventId,
        long position,
        Instant at,
        String eventName,
        String resourceType,
        UUID resourceId,
        @Nullable String projectId,
        @Nullable String from,
        String to,
        Cause cause,
        @Nullable String reason,
        Actor actor,
        String requestId,
        @Nullable String globalRequestId) {}
