package io.snapledger.command.proof;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A root as others get it on Kafka. Whoever keeps these can tell later that one is gone.
 *
 * @param statement what is signed, as it is
 * @param signature of the statement, in base64
 * @param publicKey of the key it is signed with, DER in base64; to be believed it has to come from
 *     elsewhere
 */
record PublishedRoot(
        long number,
        long after,
        long through,
        long events,
        String root,
        Instant made,
        String statement,
        String signature,
        String publicKey) {

    // One for all, so that they stay in order.
    private static final String KEY = "root";

    static PublishedRoot of(SignedRoot root) {
        RootStatement says = RootStatement.of(root.statement());
        Base64.Encoder base64 = Base64.getEncoder();
        return new PublishedRoot(
                says.number(),
                says.after(),
                says.through(),
                says.events(),
                says.root().hex(),
                says.made(),
                root.statement(),
                base64.encodeToString(root.signature()),
                base64.encodeToString(root.publicKey()));
    }

    /** What is signed of a message; empty if it is no root. */
    static Optional<SignedRoot> read(byte[] message) {
        try {
            JsonNode root = ContractJson.mapper().readTree(message);
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(
                    new SignedRoot(
                            root.path("statement").asString(""),
                            base64.decode(root.path("signature").asString("")),
                            base64.decode(root.path("public_key").asString("")),
                            new byte[0]));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As a CloudEvents 1.0 message in binary mode. */
    ProducerRecord<String, byte[]> message(String topic) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, KEY, ContractJson.mapper().writeValueAsBytes(this));
        put(message, "ce_specversion", "1.0");
        put(message, "ce_id", "root-" + number);
        put(message, "ce_type", "root.signed.v1");
        put(message, "ce_source", "/snapledger/command-service");
        put(message, "ce_time", DateTimeFormatter.ISO_INSTANT.format(made));
        put(message, "content-type", "application/json");
        return message;
    }

    private static void put(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
