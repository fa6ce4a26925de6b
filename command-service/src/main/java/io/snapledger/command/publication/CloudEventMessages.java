package io.snapledger.command.publication;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.operations.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as a CloudEvents 1.0 message in binary mode: attributes in headers, JSON in the
 * body.
 */
final class CloudEventMessages {

    private static final String SOURCE = "/snapledger/command-service";

    private CloudEventMessages() {}

    static ProducerRecord<String, byte[]> message(String topicPrefix, PublishedEvent event) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(
                        topicPrefix + event.resourceType(),
                        event.resourceId(),
                        ContractJson.mapper().writeValueAsBytes(event));
        Headers headers = message.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.eventId());
        put(headers, "ce_type", event.name() + ".v" + event.version());
        put(headers, "ce_source", SOURCE);
        put(headers, "ce_subject", event.resourceId());
        put(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(event.at()));
        put(headers, "ce_projectid", event.projectId());
        put(headers, "ce_requestid", event.requestId());
        put(headers, "ce_position", Long.toString(event.position()));
        put(headers, "content-type", "application/json");
        return message;
    }

    /**
     * Tells which trace an event belongs to: where it came from, in CloudEvents' extension for
     * distributed tracing, and who sends it, in the W3C's own header.
     */
    static void tell(
            ProducerRecord<String, byte[]> message, String cause, @Nullable String sending) {
        put(message.headers(), "ce_" + Traces.TRACE_PARENT, cause);
        put(message.headers(), Traces.TRACE_PARENT, sending == null ? cause : sending);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
