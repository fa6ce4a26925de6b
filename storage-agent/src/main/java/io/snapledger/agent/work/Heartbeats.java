package io.snapledger.agent.work;

import io.snapledger.contract.agent.AgentHeartbeat;
import io.snapledger.contract.outcome.AgentIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Says again and again that this agent is there, as long as it takes work. One that cannot be sent
 * is not sent again: the next one says the same.
 */
final class Heartbeats implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    /** How long the agent's end waits for the last one. */
    private static final Duration LAST = Duration.ofSeconds(1);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final AgentIdentity agent;
    private final ShareBackends backends;
    private final Duration every;
    private final BooleanSupplier takesWork;
    private boolean heard = true;
    private volatile @Nullable Thread beating;

    Heartbeats(
            KafkaOperations<byte[], byte[]> kafka,
            AgentIdentity agent,
            ShareBackends backends,
            Duration every,
            BooleanSupplier takesWork) {
        this.kafka = kafka;
        this.agent = agent;
        this.backends = backends;
        this.every = every;
        this.takesWork = takesWork;
    }

    @Override
    public void start() {
        beating = Thread.ofVirtual().name("heartbeats").start(this::beat);
    }

    @Override
    public void stop() {
        Thread thread = beating;
        if (thread == null) {
            return;
        }
        beating = null;
        thread.interrupt();
        try {
            thread.join(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return beating != null;
    }

    private void beat() {
        try {
            while (true) {
                if (takesWork.getAsBoolean()) {
                    send();
                }
                Thread.sleep(every);
            }
        } catch (InterruptedException theEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() throws InterruptedException {
        try {
            kafka.send(
                            CloudEventMessages.of(
                                    Topics.AGENTS,
                                    agent.id().toString(),
                                    new AgentHeartbeat(agent, backends.now(), Instant.now()),
                                    agent.id()))
                    .get();
            heard = true;
        } catch (ExecutionException | RuntimeException e) {
            // The producer turns an interrupt into an exception of its own and leaves the flag set.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // Once, not every few seconds for as long as Kafka is away.
            if (heard) {
                log.warn(
                        "Nobody hears that this agent is there: {}",
                        NestedExceptionUtils.getMostSpecificCause(e).toString());
            }
            heard = false;
        }
    }
}
