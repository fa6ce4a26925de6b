package io.snapledger.query.resourcestate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.StoredEvents;
import io.snapledger.query.projection.StoredEvents.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Folds resources from their events as the views do, but only as far as somebody asks: each
 * projection's own function says what an event makes of a row.
 */
@Component
final class ResourceStates {

    private final StoredEvents events;
    private final Map<String, Projection<?, ?>> projections;

    ResourceStates(StoredEvents events, List<Projection<?, ?>> projections) {
        this.events = events;
        this.projections = new HashMap<>();
        for (Projection<?, ?> projection : projections) {
            EventNames.all()
                    .forEach((name, event) -> {
                        if (projection.family().isAssignableFrom(event)) {
                            this.projections.put(EventNames.resourceType(name), projection);
                        }
                    });
        }
    }

    /** What those of some resources were that had begun by then, in the order of the ids. */
    List<ResourceStateView> of(String resourceType, Collection<UUID> resources, AsOf asOf) {
        Projection<?, ?> projection = projections.get(resourceType);
        if (projection == null || resources.isEmpty()) {
            return List.of();
        }
        long upTo = Objects.requireNonNullElse(asOf.position(), Long.MAX_VALUE);
        Map<UUID, List<StoredEvent>> histories =
                events.of(resources, upTo).stream()
                        .filter(stored -> projection.family().isInstance(stored.event()))
                        .collect(
                                groupingBy(
                                        stored -> stored.event().id().value(),
                                        LinkedHashMap::new,
                                        toList()));
        return resources.stream()
                .map(id -> histories.getOrDefault(id, List.of()))
                .map(history -> by(asOf.time(), history))
                .map(history -> state(resourceType, projection, history))
                .flatMap(Optional::stream)
                .toList();
    }

    // Clocks of different machines may disagree, so what counts ends with the last event of then.
    private static List<StoredEvent> by(@Nullable Instant time, List<StoredEvent> history) {
        if (time == null) {
            return history;
        }
        int end = history.size();
        while (end > 0 && history.get(end - 1).event().at().isAfter(time)) {
            end--;
        }
        return history.subList(0, end);
    }

    private static <E extends ResourceEvent, R> Optional<ResourceStateView> state(
            String resourceType, Projection<E, R> projection, List<StoredEvent> history) {
        @Nullable R before = null;
        @Nullable R row = null;
        for (StoredEvent stored : history) {
            before = row;
            row = projection.after(row, projection.family().cast(stored.event()));
        }
        R state = row == null ? before : row;
        if (state == null) {
            return Optional.empty();
        }
        StoredEvent last = history.getLast();
        return Optional.of(
                new ResourceStateView(
                        last.position(),
                        last.eventId(),
                        EventNames.nameOf(last.event().getClass()),
                        last.event().at(),
                        resourceType,
                        last.event().id().value(),
                        last.event().projectId(),
                        row == null,
                        ContractJson.mapper().valueToTree(state)));
    }
}
