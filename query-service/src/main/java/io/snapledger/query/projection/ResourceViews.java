package io.snapledger.query.projection;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.AuditOnly;
import io.snapledger.query.table.Writes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;

/** Brings every resource's view up to date with a batch of events. */
final class ResourceViews implements BatchHandler {

    private final List<ResourceView<?, ?>> views;

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
        views = projections.stream().<ResourceView<?, ?>>map(ResourceView::new).toList();
    }

    List<ResourceView<?, ?>> all() {
        return views;
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch, Writes writes) {
        views.forEach(view -> view.handle(batch, writes));
    }
}
