package io.snapledger.agent.work;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells what came of the work, in CloudEvents' binary form. */
final class Outcomes {

    private final DurableSender sender;
    private final UUID agentId;

    Outcomes(DurableSender sender, UUID agentId) {
        this.sender = sender;
        this.agentId = agentId;
    }

    /** Returns once Kafka holds the outcome. */
    void send(Assignment assignment, Record outcome) throws InterruptedException {
        String resourceId = assignment.work().id().toString();
        Class<?> type = outcome.getClass();
        var message =
                new ProducerRecord<>(
                        Topics.OUTCOMES,
                        bytes(resourceId),
                        ContractJson.mapper().writeValueAsBytes(outcome));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", UUID.randomUUID().toString());
        header(
                message,
                "ce_type",
                "%s.v%d".formatted(EventNames.nameOf(type), EventNames.versionOf(type)));
        header(message, "ce_source", "/snapledger/storage-agent/" + agentId);
        header(message, "ce_subject", resourceId);
        header(message, "ce_time", Instant.now().toString());
        header(message, "ce_requestid", assignment.requestId());
        header(message, "content-type", "application/json");
        sender.send(message);
    }

    private static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
