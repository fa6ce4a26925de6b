package io.snapledger.link.wire;

import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.json.ContractJson;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A command on its way.
 *
 * @param command its name
 * @param payload its own components
 * @param metadata where it comes from, and under which key
 */
public record CommandRequest(String command, JsonNode payload, Map<String, String> metadata) {

    /** Where it is sent. */
    public static final String PATH = "/internal/commands";

    public CommandRequest {
        metadata = Map.copyOf(metadata);
    }

    /**
     * A message in writing.
     *
     * @throws IllegalArgumentException if it cannot be written without loss
     */
    public static CommandRequest of(CommandMessage<?> message) {
        Map<String, String> metadata = new TreeMap<>();
        message.getMetaData()
                .forEach((key, value) -> {
                    if (!(value instanceof String text)) {
                        throw new IllegalArgumentException(
                                "metadata " + key + " is not text: " + value);
                    }
                    metadata.put(key, text);
                });
        return new CommandRequest(
                WireNames.COMMANDS.nameOf(message.getPayload()),
                ContractJson.mapper().valueToTree(message.getPayload()),
                metadata);
    }

    /**
     * The message again.
     *
     * @throws NotUnderstood if it is none
     */
    public CommandMessage<?> toMessage() {
        Class<?> type =
                WireNames.COMMANDS
                        .classOf(command)
                        .orElseThrow(() -> new NotUnderstood("There is no command " + command));
        try {
            return new GenericCommandMessage<>(
                    ContractJson.mapper().treeToValue(payload, type), metadata);
        } catch (JacksonException e) {
            throw new NotUnderstood("This is no " + command + ": " + e.getOriginalMessage());
        }
    }

    /** Whether it does the same however often it is carried out. */
    public static boolean mayBeRepeated(CommandMessage<?> message) {
        return WireNames.isQuestion(message.getPayload())
                || AnswerOnce.from(message.getMetaData()).isPresent();
    }
}
