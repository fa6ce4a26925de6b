package io.snapledger.agent.work;

import java.util.UUID;

/** Tells what came of the work. */
final class Outcomes {

    private final DurableSender sender;
    private final UUID agentId;

    Outcomes(DurableSender sender, UUID agentId) {
        this.sender = sender;
        this.agentId = agentId;
    }

    /** Returns once Kafka holds the outcome. */
    void send(Assignment assignment, Record outcome) throws InterruptedException {
        var message =
                CloudEventMessages.of(
                        Topics.OUTCOMES, assignment.work().id().toString(), outcome, agentId);
        CloudEventMessages.header(message, "ce_requestid", assignment.requestId());
        sender.send(message);
    }
}
