package io.snapledger.command.axon;

import io.snapledger.contract.resource.ResourceId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * The resources of one kind, as a handler meets them: Axon's repository in words of absence instead
 * of exceptions.
 */
public final class Aggregates<T> {

    private final Repository<T> repository;

    private Aggregates(Repository<T> repository) {
        this.repository = repository;
    }

    /** Those of one class, made again from the events in that store. */
    public static <T> Aggregates<T> of(Class<T> type, EventStore store) {
        return new Aggregates<>(
                EventSourcingRepository.builder(type)
                        .eventStore(store)
                        // Races are settled by the event log and by ResourceLocks, over every
                        // instance alike.
                        .lockFactory(NullLockFactory.INSTANCE)
                        .build());
    }

    /** The resource; empty if there never was one or it is deleted. */
    public Optional<Aggregate<T>> find(ResourceId id) {
        try {
            return Optional.of(repository.load(id.toString()));
        } catch (AggregateNotFoundException | IncompatibleAggregateException _) {
            // Ids are unique over all kinds: the id of another kind is the id of none here.
            return Optional.empty();
        }
    }

    /** Brings a new one into the world by its constructor. */
    public void add(Callable<T> constructor) {
        try {
            repository.newInstance(constructor);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a constructor threw a checked exception", e);
        }
    }
}
