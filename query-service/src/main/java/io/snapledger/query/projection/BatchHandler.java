package io.snapledger.query.projection;

import io.snapledger.query.table.Writes;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * What a batch of events does to the views. It runs in the transaction that also moves the
 * processor's position, so each event counts exactly once.
 */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Handles events in the order in which they were read.
     *
     * @param writes gets what is to be written, which is executed after all handlers of the batch:
     *     what a handler reads is as it was before the batch
     */
    void handle(List<? extends EventMessage<?>> batch, Writes writes);
}
