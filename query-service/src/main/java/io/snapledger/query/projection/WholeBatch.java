package io.snapledger.query.projection;

import io.snapledger.query.table.Writes;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns Axon's calls, one for each event, into one for the batch. It takes every event, so that the
 * batch's last one is also where the processor's position goes.
 */
final class WholeBatch implements EventMessageHandler {

    private final BatchHandler handler;
    private final JdbcClient views;

    WholeBatch(BatchHandler handler, JdbcClient views) {
        this.handler = handler;
        this.views = views;
    }

    @Override
    public Object handle(EventMessage<?> event) {
        if (!(CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch)) {
            throw new IllegalStateException("events are handled in batches only");
        }
        // Not when the unit of work prepares its commit: a failure here is an ordinary handler's
        // failure.
        if (batch.isLastMessage(event)) {
            Writes writes = new Writes();
            handler.handle(
                    batch.getMessages().stream()
                            .<EventMessage<?>>map(m -> (EventMessage<?>) m)
                            .toList(),
                    writes);
            writes.execute(views);
        }
        return event;
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
