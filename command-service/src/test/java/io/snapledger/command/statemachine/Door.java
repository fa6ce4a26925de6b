package io.snapledger.command.statemachine;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;

/** Lets a column's happening into the aggregate. */
final class Door<A> {

    private final AggregateTestFixture<A> fixture;
    private final Machine<A> machine;
    private final String status;
    private final @Nullable String asked;

    Door(
            AggregateTestFixture<A> fixture,
            Machine<A> machine,
            String status,
            @Nullable String asked) {
        this.fixture = fixture;
        this.machine = machine;
        this.status = status;
        this.asked = asked;
    }

    @CommandHandler
    void handle(Happening happening) {
        fixture.getRepository()
                .load(happening.id())
                .execute(aggregate -> machine.happen(aggregate, happening.what(), status, asked));
    }
}
