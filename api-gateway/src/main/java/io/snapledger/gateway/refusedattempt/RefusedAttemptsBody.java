package io.snapledger.gateway.refusedattempt;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.trail.ActorBody;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page of refused attempts. */
record RefusedAttemptsBody(List<Attempt> refusedAttempts, List<Link> refusedAttemptsLinks) {

    // As in status changes: RFC 3339.
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static RefusedAttemptsBody of(
            TrailPage<RefusedAttemptView> page, Discretion discretion, Caller reader) {
        return new RefusedAttemptsBody(
                page.rows().stream()
                        .map(attempt ->
                                Attempt.of(
                                        attempt,
                                        discretion.told(attempt.actor(), Cause.REQUEST, reader)))
                        .toList(),
                page.links());
    }

    /**
     * One attempt, or a number of them.
     *
     * @param projectId the caller's
     * @param suppressed how many attempts this stands for, null where it is one that is described
     */
    record Attempt(
            long position,
            String eventId,
            String event,
            String at,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable String projectId,
            @Nullable String action,
            @Nullable String asked,
            @Nullable Integer code,
            @Nullable String message,
            @Nullable Integer suppressed,
            @Nullable String since,
            ActorBody actor,
            String requestId,
            @Nullable String globalRequestId) {

        private static Attempt of(RefusedAttemptView attempt, ActorBody actor) {
            Instant since = attempt.since();
            return new Attempt(
                    attempt.position(),
                    attempt.eventId().toString(),
                    attempt.eventName(),
                    RFC_3339.format(attempt.at()),
                    attempt.resourceType(),
                    attempt.resourceId(),
                    attempt.projectId(),
                    attempt.action(),
                    attempt.asked(),
                    attempt.code(),
                    attempt.message(),
                    attempt.suppressed(),
                    since == null ? null : RFC_3339.format(since),
                    actor,
                    attempt.requestId(),
                    attempt.globalRequestId());
        }
    }
}
