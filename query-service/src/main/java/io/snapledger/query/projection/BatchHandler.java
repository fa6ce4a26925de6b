package io.snapledger.query.projection;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * What a batch of events does to the views. It runs in the transaction that also moves the
 * processor's position, so each event counts exactly once.
 */
@FunctionalInterface
public interface BatchHandler {

    /** Handles events in the order in which they were read. */
    void handle(List<? extends EventMessage<?>> batch);
}
