package io.snapledger.query.projection;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.AuditOnly;
import io.snapledger.contract.resource.ResourceEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Brings every resource's view up to date with a batch of events: for each view it loads the rows
 * concerned, folds the events into them in memory, and writes back what came of it.
 */
final class ResourceViews implements BatchHandler {

    private final Collection<Projection<?, ?>> projections;

    ResourceViews(Collection<Projection<?, ?>> projections) {
        Set<Class<?>> families =
                projections.stream().map(Projection::family).collect(Collectors.toSet());
        Set<Class<?>> shown =
                EventNames.FAMILIES.stream()
                        .filter(family -> !AuditOnly.class.isAssignableFrom(family))
                        .collect(Collectors.toSet());
        if (projections.size() != families.size() || !families.equals(shown)) {
            throw new IllegalArgumentException(
                    "each family of events needs exactly one projection, not " + families);
        }
        this.projections = projections;
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch) {
        List<ResourceEvent> events =
                batch.stream().map(message -> (ResourceEvent) message.getPayload()).toList();
        for (Projection<?, ?> projection : projections) {
            project(projection, events);
        }
    }

    private static <E extends ResourceEvent, R> void project(
            Projection<E, R> projection, List<ResourceEvent> batch) {
        Map<UUID, List<E>> eventsOf = new LinkedHashMap<>();
        for (ResourceEvent event : batch) {
            if (projection.family().isInstance(event)) {
                eventsOf.computeIfAbsent(event.id().value(), _ -> new ArrayList<>())
                        .add(projection.family().cast(event));
            }
        }
        if (eventsOf.isEmpty()) {
            return;
        }
        Map<UUID, R> before = projection.rows().load(eventsOf.keySet());
        List<R> changed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        eventsOf.forEach((id, events) -> {
            R row = fold(projection, before.get(id), events);
            if (row != null) {
                changed.add(row);
            } else if (before.containsKey(id)) {
                gone.add(id);
            }
        });
        if (!changed.isEmpty()) {
            projection.rows().put(changed);
        }
        if (!gone.isEmpty()) {
            projection.rows().remove(gone);
        }
    }

    private static <E extends ResourceEvent, R> @Nullable R fold(
            Projection<E, R> projection, @Nullable R before, List<E> events) {
        R row = before;
        for (E event : events) {
            row = projection.after(row, event);
        }
        return row;
    }
}
