package io.snapledger.query.projection;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.table.Writes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The view of one kind of resource: it loads the rows that a batch concerns, folds the events into
 * them in memory, and writes back what came of it.
 */
final class ResourceView<E extends ResourceEvent, R> implements View {

    private final Projection<E, R> projection;

    ResourceView(Projection<E, R> projection) {
        this.projection = projection;
    }

    @Override
    public String name() {
        Class<?> event = projection.family().getPermittedSubclasses()[0];
        return EventNames.resourceType(EventNames.nameOf(event));
    }

    @Override
    public String processor() {
        return ProcessingGroups.RESOURCES;
    }

    @Override
    public List<String> tables() {
        return List.of(projection.rows().table());
    }

    @Override
    public boolean takes(Class<? extends ResourceEvent> event) {
        return projection.family().isAssignableFrom(event);
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch, Writes writes) {
        Map<UUID, List<E>> eventsOf = new LinkedHashMap<>();
        for (EventMessage<?> message : batch) {
            if (projection.family().isInstance(message.getPayload())) {
                E event = projection.family().cast(message.getPayload());
                eventsOf.computeIfAbsent(event.id().value(), _ -> new ArrayList<>()).add(event);
            }
        }
        if (eventsOf.isEmpty()) {
            return;
        }
        Collection<UUID> known = Beginnings.in(batch).without(eventsOf.keySet());
        Map<UUID, R> before = known.isEmpty() ? Map.of() : projection.rows().load(known);
        List<R> changed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        eventsOf.forEach((id, events) -> {
            R row = fold(before.get(id), events);
            if (row != null) {
                changed.add(row);
            } else if (before.containsKey(id)) {
                gone.add(id);
            }
        });
        if (!changed.isEmpty()) {
            projection.rows().put(changed, writes);
        }
        if (!gone.isEmpty()) {
            projection.rows().remove(gone, writes);
        }
    }

    private @Nullable R fold(@Nullable R before, List<E> events) {
        R row = before;
        for (E event : events) {
            row = projection.after(row, event);
        }
        return row;
    }
}
