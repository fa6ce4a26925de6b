package io.snapledger.agent.work;

import io.snapledger.contract.outcome.AgentIdentity;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Down while Kafka is away; degraded for a while after a dead letter, which harms nobody else. */
final class AgentHealth extends AbstractHealthIndicator {

    private final AgentIdentity agent;
    private final MessageListenerContainer container;
    private final EventIntake intake;
    private final DurableSender sender;
    private final DeadLetters deadLetters;

    AgentHealth(
            AgentIdentity agent,
            MessageListenerContainer container,
            EventIntake intake,
            DurableSender sender,
            DeadLetters deadLetters) {
        this.agent = agent;
        this.container = container;
        this.intake = intake;
        this.sender = sender;
        this.deadLetters = deadLetters;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean connected =
                container.isRunning() && ConsumerFigures.of(container, "connection-count") > 0;
        String working = deadLetters.areRecent() ? "DEGRADED" : "UP";
        health.status(connected && sender.trouble().isEmpty() ? working : "DOWN")
                .withDetail("agent", agent.id())
                .withDetail("host", agent.host())
                .withDetail("kafka", connected ? "connected" : "away")
                .withDetail("in_flight", intake.inFlight())
                .withDetail("dead_letters", deadLetters.counts());
        deadLetters.lastReason().ifPresent(it -> health.withDetail("last_dead_letter", it));
        sender.trouble().ifPresent(it -> health.withDetail("not_yet_sent", it));
    }
}
