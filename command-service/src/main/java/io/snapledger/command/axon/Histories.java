package io.snapledger.command.axon;

import io.snapledger.eventlog.state.AggregateStates;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Makes resources again from what happened to them. */
@Component
public final class Histories {

    private final EventStore store;
    private final AggregateStates states;
    private final EventCountSnapshotTriggerDefinition longOnes;

    Histories(
            EventStore store,
            AggregateStates states,
            StateKeeper keeper,
            HistoryProperties properties) {
        this.store = store;
        this.states = states;
        this.longOnes = new EventCountSnapshotTriggerDefinition(keeper, properties.stateAfter());
    }

    /** The resources of one class. */
    public <T> Aggregates<T> of(Class<T> type) {
        states.know(type);
        return new Aggregates<>(repository(type), repository(type));
    }

    private <T> Repository<T> repository(Class<T> type) {
        return EventSourcingRepository.builder(type)
                .eventStore(store)
                .snapshotTriggerDefinition(longOnes)
                // Races are settled by the event log and by ResourceLocks, over every
                // instance alike.
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
    }
}
