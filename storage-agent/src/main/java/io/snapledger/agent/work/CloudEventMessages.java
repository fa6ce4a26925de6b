package io.snapledger.agent.work;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the agent says, in CloudEvents' binary form. */
final class CloudEventMessages {

    private CloudEventMessages() {}

    /**
     * A message.
     *
     * @param subject whom it is about; messages about the same keep their order
     */
    static ProducerRecord<byte[], byte[]> of(
            String topic, String subject, Record content, UUID agentId) {
        Class<?> type = content.getClass();
        var message =
                new ProducerRecord<>(
                        topic, bytes(subject), ContractJson.mapper().writeValueAsBytes(content));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", UUID.randomUUID().toString());
        header(
                message,
                "ce_type",
                "%s.v%d".formatted(EventNames.nameOf(type), EventNames.versionOf(type)));
        header(message, "ce_source", "/snapledger/storage-agent/" + agentId);
        header(message, "ce_subject", subject);
        header(message, "ce_time", Instant.now().toString());
        header(message, "content-type", "application/json");
        return message;
    }

    static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
