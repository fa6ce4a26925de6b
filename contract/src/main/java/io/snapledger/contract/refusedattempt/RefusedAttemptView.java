package io.snapledger.contract.refusedattempt;

import io.snapledger.contract.origin.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One report as it is read: of one attempt, or of so many that were not reported one by one.
 *
 * @param projectId the caller's project
 * @param suppressed how many, null where it is one attempt that is described
 * @param since when the first of the suppressed ones was
 */
public record RefusedAttemptView(
        UUID eventId,
        long position,
        Instant at,
        String eventName,
        @Nullable String projectId,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String asked,
        @Nullable Integer code,
        @Nullable String message,
        @Nullable Integer suppressed,
        @Nullable Instant since,
        Actor actor,
        String requestId,
        @Nullable String globalRequestId) {}
