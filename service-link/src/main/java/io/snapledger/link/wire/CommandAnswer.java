package io.snapledger.link.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.failure.RemoteFailure;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What became of a command. Exactly one of the three is there: a type of answer or nothing, a
 * refusal, or a failure.
 *
 * @param answer the name of the payload's type, null if there is none
 * @param position of the last event it stored, null if it stored none
 * @param refusal the name of the refusal
 * @param failure its kind
 * @param message of the failure
 * @param payload the answer's or the refusal's components
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandAnswer(
        @Nullable String answer,
        @Nullable Long position,
        @Nullable String refusal,
        @Nullable FailureKind failure,
        @Nullable String message,
        @Nullable JsonNode payload) {

    /** Metadata of a result: the position of the last event. */
    private static final String POSITION = "position";

    /** A result in writing. */
    public static CommandAnswer of(CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            return of(result.exceptionResult());
        }
        Object payload = result.getPayload();
        Long position =
                result.getMetaData().get(POSITION) instanceof Number number
                        ? number.longValue()
                        : null;
        return payload == null
                ? new CommandAnswer(null, position, null, null, null, null)
                : new CommandAnswer(
                        WireNames.ANSWERS.nameOf(payload),
                        position,
                        null,
                        null,
                        null,
                        ContractJson.mapper().valueToTree(payload));
    }

    /** A failure in writing. */
    public static CommandAnswer of(Throwable thrown) {
        Optional<Refused> refused = refusal(thrown);
        return refused.isPresent()
                ? new CommandAnswer(
                        null,
                        null,
                        WireNames.REFUSALS.nameOf(refused.get()),
                        null,
                        null,
                        ContractJson.mapper().valueToTree(refused.get()))
                : failed(FailureKind.of(thrown), inOneLine(thrown));
    }

    /** It failed like that. */
    public static CommandAnswer failed(FailureKind kind, String message) {
        return new CommandAnswer(null, null, null, kind, message, null);
    }

    /** Whether it was turned down because of its own mistakes. */
    public static Optional<Refused> refusal(Throwable thrown) {
        return switch (thrown) {
            case RefusedException refused -> Optional.of(refused.refused());
            case CommandExecutionException carrier
                    when carrier.getDetails().orElse(null) instanceof Refused refused ->
                    Optional.of(refused);
            default -> Optional.empty();
        };
    }

    // Which host a statement failed on, and whose constraint it broke, is not for other machines.
    private static String inOneLine(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    /** The result again, as a bus in this process would have given it. */
    public CommandResultMessage<?> toResult() {
        try {
            if (refusal != null) {
                return GenericCommandResultMessage.asCommandResultMessage(
                        new RefusedException((Refused) read(WireNames.REFUSALS, refusal)));
            }
            if (failure != null) {
                return GenericCommandResultMessage.asCommandResultMessage(
                        new RemoteFailure(failure, "command-service: " + message));
            }
            CommandResultMessage<?> result =
                    GenericCommandResultMessage.asCommandResultMessage(
                            answer == null ? null : read(WireNames.ANSWERS, answer));
            return position == null ? result : result.andMetaData(Map.of(POSITION, position));
        } catch (NotUnderstood e) {
            return GenericCommandResultMessage.asCommandResultMessage(e);
        }
    }

    private Object read(WireNames names, String name) {
        Class<?> type =
                names.classOf(name)
                        .orElseThrow(() -> new NotUnderstood("There is no answer " + name));
        try {
            Object read = ContractJson.mapper().treeToValue(payload, type);
            if (read == null) {
                throw new NotUnderstood("The answer " + name + " is empty");
            }
            return read;
        } catch (JacksonException e) {
            throw new NotUnderstood("This is no " + name + ": " + e.getOriginalMessage());
        }
    }
}
