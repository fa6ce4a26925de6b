package io.snapledger.contract.refusedattempt;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be reported of refused attempts; the caller who was refused is the command's origin. */
public sealed interface RefusedAttemptCommand {

    RefusedAttemptId id();

    /**
     * Reports one attempt.
     *
     * @param projectId the caller's project, null without one
     * @param action for example {@code reset_status}
     * @param resourceId as the caller wrote it: there may be no such resource
     * @param asked the status asked for, null where the request named none
     * @param code of the answer
     * @param message of the answer
     */
    record RecordRefusedAttempt(
            @TargetAggregateIdentifier RefusedAttemptId id,
            @Nullable String projectId,
            String action,
            String resourceType,
            String resourceId,
            @Nullable String asked,
            int code,
            String message,
            Instant at)
            implements RefusedAttemptCommand {}

    /**
     * Reports how many more attempts of a caller there were than are reported one by one.
     *
     * @param since when the first of them was, {@code at} being when the last one was
     */
    record RecordSuppressedAttempts(
            @TargetAggregateIdentifier RefusedAttemptId id,
            @Nullable String projectId,
            int count,
            Instant since,
            Instant at)
            implements RefusedAttemptCommand {}
}
