package io.snapledger.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.trail.ActorBody;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.Rfc3339;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of a history: a change of the status, which has what it is in every list, or a change of
 * something else.
 *
 * @param to null where something else than the status changed
 * @param changed what the event says of that; absent where the status changed
 */
record HistoryRow(
        long position,
        String eventId,
        String event,
        String at,
        String resourceType,
        String resourceId,
        @Nullable String projectId,
        @Nullable String from,
        @Nullable String to,
        String cause,
        @Nullable String reason,
        ActorBody actor,
        String requestId,
        @Nullable String globalRequestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode changed) {

    static HistoryRow of(Change change) {
        return new HistoryRow(
                change.position(),
                change.eventId(),
                change.event(),
                change.at(),
                change.resourceType(),
                change.resourceId(),
                change.projectId(),
                change.from(),
                change.to(),
                change.cause(),
                change.reason(),
                change.actor(),
                change.requestId(),
                change.globalRequestId(),
                null);
    }

    static HistoryRow of(OtherChangeView change, Discretion discretion, Caller reader) {
        return new HistoryRow(
                change.position(),
                change.eventId().toString(),
                change.eventName(),
                Rfc3339.text(change.at()),
                change.resourceType(),
                change.resourceId().toString(),
                change.projectId(),
                null,
                null,
                change.cause().word(),
                change.reason(),
                discretion.told(change.actor(), change.cause(), reader),
                change.requestId(),
                change.globalRequestId(),
                change.changed());
    }
}
