package io.snapledger.query.agent;

import io.snapledger.contract.agent.AgentHeartbeat;
import io.snapledger.contract.json.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Hears the agents. What is no heartbeat is passed over: a real one comes again by itself. */
@Component
class HeartbeatListener implements MessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatListener.class);

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    private final AgentTable table;

    HeartbeatListener(AgentTable table) {
        this.table = table;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> message) {
        read(message).ifPresent(table::heard);
    }

    private static Optional<AgentHeartbeat> read(ConsumerRecord<byte[], byte[]> message) {
        try {
            AgentHeartbeat heartbeat =
                    ContractJson.mapper().readValue(message.value(), AgentHeartbeat.class);
            if (heartbeat != null
                    && (heartbeat.at().isBefore(Instant.EPOCH)
                            || heartbeat.at().isAfter(Instant.now().plus(CLOCKS_DIFFER_BY)))) {
                throw new IllegalArgumentException("it was not sent at " + heartbeat.at());
            }
            return Optional.ofNullable(heartbeat);
        } catch (JacksonException | IllegalArgumentException notOne) {
            log.warn(
                    "No heartbeat in partition {} at {}: {}",
                    message.partition(),
                    message.offset(),
                    notOne.toString());
            return Optional.empty();
        }
    }
}
