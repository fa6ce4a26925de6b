package io.snapledger.query.resourcestate;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.PastEvents;
import io.snapledger.query.projection.PastEvents.PastEvent;
import io.snapledger.query.projection.Projection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final PastEvents events;
    private final Map<String, Projection<?, ?>> projections;

    ResourceStates(PastEvents events, List<Projection<?, ?>> projections) {
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

    /** What one resource was; empty where it had not begun by then. */
    Optional<ResourceStateView> find(String resourceType, UUID resource, AsOf asOf) {
        Projection<?, ?> projection = projections.get(resourceType);
        return projection == null
                ? Optional.empty()
                : folded(resourceType, projection, List.of(resource), asOf).stream().findFirst();
    }

    /** What a project's resources of one type were. */
    List<ResourceStateView> list(ResourceStateQuery query) {
        Projection<?, ?> projection = projections.get(query.resourceType());
        List<ResourceStateView> found = new ArrayList<>();
        @Nullable ResourceStateQuery page = projection == null ? null : query;
        while (projection != null && page != null) {
            List<UUID> begun = events.begun(page);
            folded(query.resourceType(), projection, begun, query.asOf()).stream()
                    .filter(state -> query.deleted() || !state.deleted())
                    .limit(query.limit() - found.size())
                    .forEach(found::add);
            // Some of them may have ended without an event that is called so.
            page =
                    begun.size() < query.limit() || found.size() == query.limit()
                            ? null
                            : query.from(begun.getLast());
        }
        return found;
    }

    private <E extends ResourceEvent, R> List<ResourceStateView> folded(
            String resourceType,
            Projection<E, R> projection,
            Collection<UUID> resources,
            AsOf asOf) {
        Map<UUID, Fold<E, R>> folds = new LinkedHashMap<>();
        resources.forEach(id -> folds.put(id, new Fold<>(projection, asOf.time())));
        events.read(
                resources,
                asOf,
                past -> {
                    Fold<E, R> fold = folds.get(past.event().id().value());
                    if (fold != null && projection.family().isInstance(past.event())) {
                        fold.add(past, projection.family().cast(past.event()));
                    }
                });
        return folds.values().stream()
                .map(fold -> fold.counting)
                .flatMap(Optional::stream)
                .map(standing -> standing.view(resourceType))
                .toList();
    }

    /** One resource, event by event. */
    private static final class Fold<E extends ResourceEvent, R> {

        private final Projection<E, R> projection;
        private final @Nullable Instant time;
        private @Nullable R row;
        private @Nullable R lastRow;
        private Optional<Standing<R>> counting = Optional.empty();

        private Fold(Projection<E, R> projection, @Nullable Instant time) {
            this.projection = projection;
            this.time = time;
        }

        // Clocks differ: what counts ends with the last event of then, even if one before it says
        // that it is of later.
        private void add(PastEvent past, E event) {
            row = projection.after(row, event);
            lastRow = row == null ? lastRow : row;
            if (lastRow != null && (time == null || !event.at().isAfter(time))) {
                counting = Optional.of(new Standing<>(past, lastRow, row == null));
            }
        }
    }

    /** What an event left. */
    private record Standing<R>(PastEvent last, R row, boolean deleted) {

        private ResourceStateView view(String resourceType) {
            ResourceEvent event = last.event();
            return new ResourceStateView(
                    last.position(),
                    last.eventId(),
                    EventNames.nameOf(event.getClass()),
                    event.at(),
                    resourceType,
                    event.id().value(),
                    event.projectId(),
                    deleted,
                    ContractJson.mapper().valueToTree(row));
        }
    }
}
