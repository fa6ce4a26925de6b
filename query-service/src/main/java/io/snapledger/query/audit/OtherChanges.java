package io.snapledger.query.audit;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ToldInHistory;
import io.snapledger.query.projection.PastEvents;
import io.snapledger.query.projection.PastEvents.PastEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a history tells besides statuses, read from the events when somebody asks. */
@Component
final class OtherChanges {

    private static final Set<String> RESOURCE_TYPES =
            EventNames.all().entrySet().stream()
                    .filter(event -> ToldInHistory.class.isAssignableFrom(event.getValue()))
                    .map(event -> EventNames.resourceType(event.getKey()))
                    .collect(Collectors.toUnmodifiableSet());

    // What a row of a history says of every event.
    private static final List<String> OF_EVERY_EVENT = List.of("id", "project_id", "at", "reason");

    private final PastEvents events;

    OtherChanges(PastEvents events) {
        this.events = events;
    }

    List<OtherChangeView> of(String resourceType, UUID resourceId, @Nullable String projectId) {
        List<OtherChangeView> found = new ArrayList<>();
        if (RESOURCE_TYPES.contains(resourceType)) {
            events.read(
                    List.of(resourceId),
                    AsOf.position(Long.MAX_VALUE),
                    past -> {
                        if (past.event() instanceof ToldInHistory) {
                            found.add(view(past));
                        }
                    });
        }
        return found.stream()
                .filter(change -> change.resourceType().equals(resourceType))
                .filter(change -> projectId == null || projectId.equals(change.projectId()))
                .toList();
    }

    private static OtherChangeView view(PastEvent past) {
        ResourceEvent event = past.event();
        Origin origin = Origin.from(past.metaData());
        String name = EventNames.nameOf(event.getClass());
        JsonNode said = ContractJson.mapper().valueToTree(event);
        JsonNode reason = said.path("reason");
        return new OtherChangeView(
                past.eventId(),
                past.position(),
                event.at(),
                name,
                EventNames.resourceType(name),
                event.id().value(),
                event.projectId(),
                origin.cause(),
                reason.isString() ? reason.stringValue() : null,
                origin.actor(),
                origin.requestId(),
                origin.globalRequestId(),
                said instanceof ObjectNode object ? object.remove(OF_EVERY_EVENT) : said);
    }
}
