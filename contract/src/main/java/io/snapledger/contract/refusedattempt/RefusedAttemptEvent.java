package io.snapledger.contract.refusedattempt;

import io.snapledger.contract.resource.AuditOnly;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of refused attempts. The project is that of the caller who was refused. */
public sealed interface RefusedAttemptEvent extends AuditOnly {

    @Override
    RefusedAttemptId id();

    /**
     * One attempt.
     *
     * @param resourceId as the caller wrote it
     * @param asked the status asked for, null where the request named none
     * @param code of the answer
     * @param message of the answer
     */
    @StoredName("refused-attempt.recorded")
    record RefusedAttemptRecorded(
            RefusedAttemptId id,
            @Nullable String projectId,
            String action,
            String resourceType,
            String resourceId,
            @Nullable String asked,
            int code,
            String message,
            Instant at)
            implements RefusedAttemptEvent {}

    /**
     * So many more of that caller's attempts are not reported one by one.
     *
     * @param since when the first of them was, {@code at} being when the last one was
     */
    @StoredName("refused-attempt.suppressed")
    record RefusedAttemptsSuppressed(
            RefusedAttemptId id, @Nullable String projectId, int count, Instant since, Instant at)
            implements RefusedAttemptEvent {}
}
