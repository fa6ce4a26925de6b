package io.snapledger.command.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.partition.EventPartitions;
import io.snapledger.contract.origin.Origin;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogListener;
import io.snapledger.eventlog.WakeUp;
import io.snapledger.eventlog.state.AggregateStates;
import io.snapledger.operations.trace.Traces;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon, wired by hand: its own auto-configuration silently runs without transactions on this Spring
 * Boot.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    private static final int READ_AHEAD = 500;

    /** The last one is there where traces are sent, and nowhere else. */
    private static final String[] KEPT_BY_EVENTS =
            Stream.concat(Origin.KEYS.stream(), Stream.of(Traces.TRACE_PARENT))
                    .toArray(String[]::new);

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    AggregateStates aggregateStates() {
        return new AggregateStates();
    }

    @Bean
    EventLogEngine eventLogEngine(
            DataSource dataSource, TransactionManager transactions, AggregateStates states) {
        return EventLogEngine.withStates(
                new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)),
                transactions,
                states,
                READ_AHEAD);
    }

    @Bean
    EventStore eventStore(EventLogEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Bean
    WakeUp wakeUp() {
        return new WakeUp();
    }

    /** Who does not listen to others does not speak to them. */
    @Bean
    EventLogNotifier eventLogNotifier(
            JdbcTemplate jdbc, WakeUp wakeUp, ObjectProvider<EventLogListener> listener) {
        return new EventLogNotifier(jdbc, wakeUp, listener.getIfAvailable() != null);
    }

    /** Hears of events that other instances of this service stored. */
    @Bean
    @ConditionalOnBooleanProperty(name = "snapledger.event-log.announce", matchIfMissing = true)
    EventLogListener eventLogListener(JdbcConnectionDetails connection, WakeUp wakeUp) {
        return new EventLogListener(
                connection.getJdbcUrl(),
                connection.getUsername(),
                connection.getPassword(),
                wakeUp);
    }

    @Bean(initMethod = "start", destroyMethod = "shutDown")
    SubscribingEventProcessor lookUps(
            EventStore store, ObjectProvider<LookUp> lookUps, TransactionManager transactions) {
        return lookUps(store, lookUps.stream().toList(), transactions);
    }

    /** They get events while these are being committed; what fails in one undoes the commit. */
    static SubscribingEventProcessor lookUps(
            SubscribableMessageSource<EventMessage<?>> events,
            List<LookUp> lookUps,
            TransactionManager transactions) {
        return SubscribingEventProcessor.builder()
                .name("look-ups")
                .messageSource(events)
                .transactionManager(transactions)
                .errorHandler(PropagatingErrorHandler.instance())
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers(lookUps)
                                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                                .build())
                .build();
    }

    @Bean
    LedgerCommandBus commandBus(
            TransactionManager transactions,
            EventLogEngine engine,
            EventLogNotifier notifier,
            EventPartitions partitions,
            ObjectProvider<AroundCommands> around,
            MeterRegistry meters,
            Traces traces) {
        SimpleCommandBus bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        bus.registerHandlerInterceptor(new RequestIdInLog());
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(
                        new SimpleCorrelationDataProvider(KEPT_BY_EVENTS)));
        around.orderedStream().forEach(bus::registerHandlerInterceptor);
        return new LedgerCommandBus(
                bus, engine, notifier, partitions, new CommandMeters(meters), traces);
    }

    /** Subscribes every handler once all of them, and the look-ups, are there. */
    @Bean
    CommandHandlers commandHandlers(
            LedgerCommandBus bus,
            List<HandlesCommands> handlers,
            SubscribingEventProcessor lookUps) {
        handlers.forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus));
        return new CommandHandlers(handlers.size());
    }

    /** How many components take commands. */
    record CommandHandlers(int count) {}
}
