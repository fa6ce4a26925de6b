package io.snapledger.command.axon;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ResourceId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one kind, as a handler meets them: Axon's repository in words of absence instead
 * of exceptions.
 */
public final class Aggregates<T> {

    private final Repository<T> repository;
    private final Repository<T> glimpses;

    Aggregates(Repository<T> repository, Repository<T> glimpses) {
        this.repository = repository;
        this.glimpses = glimpses;
    }

    /** The resource; empty if there never was one or it is deleted. */
    public Optional<Aggregate<T>> find(ResourceId id) {
        return load(repository, id);
    }

    /** The resource; refused with that where there is none. */
    public <I extends ResourceId> Aggregate<T> existing(I id, Function<I, Refused> refusal) {
        return find(id).orElseThrow(() -> new RefusedException(refusal.apply(id)));
    }

    /**
     * What of a resource tells which locks to take, read before they are there: something that
     * never changes, or cannot change under the locks held already. What {@link #find} gives later,
     * under the locks, is read anew: a unit of work keeps what a repository has loaded once.
     */
    public <R> Optional<R> glimpse(ResourceId id, Function<T, @Nullable R> what) {
        return load(glimpses, id).flatMap(aggregate -> Optional.ofNullable(aggregate.invoke(what)));
    }

    private static <T> Optional<Aggregate<T>> load(Repository<T> repository, ResourceId id) {
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
