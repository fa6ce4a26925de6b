package io.snapledger.command.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Stores states of resources with long histories, in a thread of its own: no command waits for it,
 * and none fails with it.
 */
@Component
final class StateKeeper extends AggregateSnapshotter implements DisposableBean {

    private final Counter stored;
    private final Counter failed;

    // One task after the other has it.
    private boolean made;

    StateKeeper(EventStore store, TransactionManager transactions, MeterRegistry meters) {
        super(
                AggregateSnapshotter.builder()
                        .eventStore(store)
                        .transactionManager(transactions)
                        .executor(oneAfterTheOther()));
        this.stored = counter(meters, "stored");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("snapledger.history.states")
                .description("States of resources with long histories")
                .tag("outcome", outcome)
                .register(meters);
    }

    // A resource waits in it once at most; after the end nothing is kept any more.
    private static ThreadPoolExecutor oneAfterTheOther() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("state-keeper").daemon().factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    protected AggregateFactory<?> getAggregateFactory(Class<?> aggregateType) {
        return new GenericAggregateFactory<>(aggregateType);
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    protected @Nullable DomainEventMessage createSnapshot(
            Class<?> aggregateType, String aggregateIdentifier, DomainEventStream events) {
        DomainEventMessage state = super.createSnapshot(aggregateType, aggregateIdentifier, events);
        made = state != null;
        return state;
    }

    @Override
    protected Runnable createSnapshotterTask(Class<?> aggregateType, String aggregateIdentifier) {
        Runnable task = super.createSnapshotterTask(aggregateType, aggregateIdentifier);
        return () -> {
            try {
                made = false;
                task.run();
                if (made) {
                    stored.increment();
                }
            } catch (RuntimeException e) {
                failed.increment();
                throw e;
            }
        };
    }

    @Override
    public void destroy() {
        ((ThreadPoolExecutor) getExecutor()).shutdownNow();
    }
}
