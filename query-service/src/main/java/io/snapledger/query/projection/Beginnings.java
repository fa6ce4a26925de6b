package io.snapledger.query.projection;

import io.snapledger.contract.resource.ResourceEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** The resources whose first event is in a batch: no view has anything of them before it. */
public final class Beginnings {

    private final Set<UUID> begun = new HashSet<>();

    private Beginnings() {}

    public static Beginnings in(List<? extends EventMessage<?>> batch) {
        Beginnings beginnings = new Beginnings();
        for (EventMessage<?> message : batch) {
            if (message instanceof DomainEventMessage<?> stored
                    && stored.getSequenceNumber() == 0
                    && stored.getPayload() instanceof ResourceEvent event
                    && stored.getAggregateIdentifier().equals(event.id().toString())) {
                beginnings.begun.add(event.id().value());
            }
        }
        return beginnings;
    }

    /** Those of which a view may have something. */
    public Collection<UUID> without(Collection<UUID> resources) {
        Set<UUID> others = new LinkedHashSet<>(resources);
        others.removeAll(begun);
        return others;
    }
}
