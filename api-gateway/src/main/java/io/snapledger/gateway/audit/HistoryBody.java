package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Actor;
import io.snapledger.gateway.trail.Rfc3339;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every status change of one resource, oldest first. */
record HistoryBody(List<Change> history) {

    static HistoryBody of(List<StatusChangeView> changes) {
        return new HistoryBody(changes.stream().map(Change::of).toList());
    }

    /**
     * One change.
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

        static Change of(StatusChangeView change) {
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
                    ActorBody.of(change.actor()),
                    change.requestId(),
                    change.globalRequestId());
        }
    }

    /** Who did it. */
    record ActorBody(
            String userId,
            @Nullable String projectId,
            List<String> roles,
            @Nullable String address) {

        private static ActorBody of(Actor actor) {
            return new ActorBody(actor.userId(), actor.projectId(), actor.roles(), actor.address());
        }
    }
}
