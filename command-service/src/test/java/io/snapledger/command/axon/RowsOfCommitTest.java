package io.snapledger.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class RowsOfCommitTest {

    private final List<Object> statements = new ArrayList<>();
    private final RowsOfCommit<Object> rows = new RowsOfCommit<>(statements::add);

    @Test
    void whatAllEventsOfACommitAddIsOneStatement() {
        commit("a", "b", "c");

        assertThat(statements).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void eachCommitHasItsOwn() {
        commit("a");
        commit("b");

        assertThat(statements).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whoeverChangesTheSameRowsWritesThemFirst() {
        new BatchingUnitOfWork<>(events("a", "b", "c"))
                .executeWithResult(() -> {
                    Object row = current();
                    if (row.equals("c")) {
                        rows.write();
                        statements.add("delete");
                    }
                    rows.add(row);
                    return row;
                });

        assertThat(statements).containsExactly(List.of("a", "b"), "delete", List.of("c"));
    }

    @Test
    void nothingAddedIsNoStatement() {
        new BatchingUnitOfWork<>(events("a"))
                .executeWithResult(() -> {
                    rows.write();
                    return "nothing";
                });

        assertThat(statements).isEmpty();
    }

    @Test
    void whatCannotBeWrittenUndoesTheCommandAroundIt() {
        SimpleEventBus store = SimpleEventBus.builder().build();
        SubscribingEventProcessor lookUps =
                AxonConfiguration.lookUps(
                        store, List.of(new WritesNothing()), NoTransactionManager.instance());
        lookUps.start();
        DefaultUnitOfWork<EventMessage<?>> command =
                DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("command"));
        command.onCommit(_ -> statements.add("committed"));
        store.publish(events("a"));

        assertThatThrownBy(command::commit).hasMessageContaining("no such table");

        assertThat(statements).isEmpty();
        lookUps.shutDown();
    }

    static final class WritesNothing implements LookUp {

        private final RowsOfCommit<Object> rows =
                new RowsOfCommit<>(_ -> {
                    throw new IllegalStateException("no such table");
                });

        @EventHandler
        void on(String row) {
            rows.add(row);
        }
    }

    private void commit(Object... payloads) {
        ResultMessage<?> result =
                new BatchingUnitOfWork<>(events(payloads))
                        .executeWithResult(() -> {
                            rows.add(current());
                            return "added";
                        });
        assertThat(result.isExceptional()).isFalse();
    }

    private static Object current() {
        return CurrentUnitOfWork.get().getMessage().getPayload();
    }

    private static List<EventMessage<?>> events(Object... payloads) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (Object payload : payloads) {
            events.add(GenericEventMessage.asEventMessage(payload));
        }
        return events;
    }
}
