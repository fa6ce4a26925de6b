package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.trail.ActorBody;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.Rfc3339;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every change of one resource that is told, oldest first. */
record HistoryBody(List<HistoryRow> history) {

    /**
     * One change of a status, as a reader is told of it.
     *
     * @param position where its event stands in the store: grows with time, has gaps
     * @param event the event's stored name, for example {@code group-snapshot.taken}
     */
    record Change(
            long position,
            String eventId,
            String event,
            String at,
            String resourceType,
            String resourceId,
            @Nullable String projectId,
            @Nullable String from,
            String to,
            String cause,
            @Nullable String reason,
            ActorBody actor,
            String requestId,
            @Nullable String globalRequestId) {

        /** Tells a reader of changes; there is no other way from a change to what is sent. */
        static Function<StatusChangeView, Change> told(Discretion discretion, Caller reader) {
            return change -> of(change, discretion.told(change.actor(), change.cause(), reader));
        }

        private static Change of(StatusChangeView change, ActorBody actor) {
            return new Change(
                    change.position(),
                    change.eventId().toString(),
                    change.eventName(),
                    Rfc3339.text(change.at()),
                    change.resourceType(),
                    change.resourceId().toString(),
                    change.projectId(),
                    change.from(),
                    change.to(),
                    change.cause().word(),
                    change.reason(),
                    actor,
                    change.requestId(),
                    change.globalRequestId());
        }
    }
}
