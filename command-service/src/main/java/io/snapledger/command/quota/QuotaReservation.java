package io.snapledger.command.quota;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Settles what a command's events take and give back, all together, when the command has decided
 * and before any of them is stored: what a quota refuses leaves not even a gap in the log.
 */
final class QuotaReservation implements MessageDispatchInterceptor<EventMessage<?>> {

    private final Quotas quotas;

    QuotaReservation(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
            List<? extends EventMessage<?>> events) {
        quotas.settle(
                events.stream()
                        .map(event -> QuotaFacts.of(event.getPayload()))
                        .flatMap(Optional::stream)
                        .toList());
        return (_, event) -> event;
    }
}
