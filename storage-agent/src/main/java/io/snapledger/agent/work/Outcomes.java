package io.snapledger.agent.work;

import io.snapledger.operations.trace.Traces;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what came of the work. */
final class Outcomes {

    private final DurableSender sender;
    private final UUID agentId;

    Outcomes(DurableSender sender, UUID agentId) {
        this.sender = sender;
        this.agentId = agentId;
    }

    /**
     * Returns once Kafka holds the outcome.
     *
     * @param span that it came of; null where there are no traces
     */
    void send(Assignment assignment, Record outcome, @Nullable String span)
            throws InterruptedException {
        var message =
                CloudEventMessages.of(
                        Topics.OUTCOMES, assignment.work().id().toString(), outcome, agentId);
        CloudEventMessages.header(message, "ce_requestid", assignment.requestId());
        if (span != null) {
            CloudEventMessages.header(message, "ce_" + Traces.TRACE_PARENT, span);
            CloudEventMessages.header(message, Traces.TRACE_PARENT, span);
        }
        sender.send(message);
    }
}
