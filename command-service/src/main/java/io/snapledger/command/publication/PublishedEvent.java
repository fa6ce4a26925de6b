package io.snapledger.command.publication;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as others see it on Kafka; its JSON form is documented and never loses a field.
 *
 * @param eventId the same however often it is sent: consumers remember it
 * @param position grows with time over all events, with gaps
 * @param status what it did to the status, null if nothing
 * @param data the event itself, as stored
 */
record PublishedEvent(
        String eventId,
        long position,
        String name,
        int version,
        String resourceType,
        String resourceId,
        @Nullable String projectId,
        Instant at,
        @Nullable StatusChange status,
        Cause cause,
        Actor actor,
        String requestId,
        @Nullable String globalRequestId,
        ResourceEvent data) {

    static PublishedEvent of(EventMessage<?> message, long position) {
        if (!(message.getPayload() instanceof ResourceEvent event)) {
            throw new IllegalArgumentException(
                    "not a resource's event: " + message.getPayloadType().getName());
        }
        String name = EventNames.nameOf(event.getClass());
        Origin origin = Origin.from(message.getMetaData());
        return new PublishedEvent(
                message.getIdentifier(),
                position,
                name,
                EventNames.versionOf(event.getClass()),
                EventNames.resourceType(name),
                event.id().toString(),
                event.projectId(),
                event.at(),
                event instanceof ChangesStatus changed ? changed.change() : null,
                origin.cause(),
                origin.actor(),
                origin.requestId(),
                origin.globalRequestId(),
                event);
    }
}
