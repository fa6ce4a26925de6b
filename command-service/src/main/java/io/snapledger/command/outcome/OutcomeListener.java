package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.command.axon.Now;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.outcome.Outcome;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.operations.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Turns what the agents say into commands. A message that makes no sense goes to the dead letters;
 * one about a resource that does not wait for it changes nothing.
 */
@Component
class OutcomeListener {

    private static final Logger log = LoggerFactory.getLogger(OutcomeListener.class);

    private final LedgerCommandBus commands;
    private final Map<String, WhenOutcomeArrives<?>> reactions;
    private final MeterRegistry meters;

    OutcomeListener(
            LedgerCommandBus commands,
            List<WhenOutcomeArrives<?>> reactions,
            MeterRegistry meters) {
        this.commands = commands;
        this.meters = meters;
        this.reactions =
                reactions.stream()
                        .collect(Collectors.toMap(OutcomeListener::eventType, Function.identity()));
    }

    private static String eventType(WhenOutcomeArrives<?> reaction) {
        StoredName name = reaction.outcomeType().getAnnotation(StoredName.class);
        if (name == null) {
            throw new IllegalArgumentException(reaction.outcomeType() + " has no @StoredName");
        }
        return name.value() + ".v" + name.version();
    }

    @KafkaListener(
            id = "outcomes",
            idIsGroup = false,
            topics = "${snapledger.outcomes.topic:snapledger.outcomes}",
            concurrency = "${snapledger.outcomes.concurrency:2}")
    void on(ConsumerRecord<String, byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        if (type == null) {
            throw new MalformedOutcome("it has no ce_type header");
        }
        String eventType = new String(type.value(), StandardCharsets.UTF_8);
        WhenOutcomeArrives<?> reaction = reactions.get(eventType);
        if (reaction == null) {
            throw new MalformedOutcome("nobody here knows the type " + eventType);
        }
        byte[] json = message.value();
        if (json == null) {
            throw new MalformedOutcome("it is empty");
        }
        Header cause = message.headers().lastHeader(Traces.TRACE_PARENT);
        record(
                reaction,
                json,
                eventType,
                cause == null
                        ? Map.of()
                        : Map.of(
                                Traces.TRACE_PARENT,
                                new String(cause.value(), StandardCharsets.UTF_8)));
    }

    private <O extends Outcome> void record(
            WhenOutcomeArrives<O> reaction,
            byte[] json,
            String eventType,
            Map<String, String> trace) {
        O outcome = read(reaction.outcomeType(), json);
        Origin origin =
                new Origin(
                        Cause.AGENT,
                        new Actor(outcome.agent().host(), null, List.of(), null),
                        outcome.requestId(),
                        null);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        commands.dispatch(
                new GenericCommandMessage<>(
                                reaction.command(outcome, Now.instant()), origin.toMetaData())
                        .andMetaData(trace),
                answer);
        CommandResultMessage<?> result = answer.getResult();
        String effect = "ignored";
        if (result.isExceptional()) {
            if (!(result.exceptionResult() instanceof RefusedException refused)) {
                throw new OutcomeNotRecorded(result.exceptionResult());
            }
            log.debug("An outcome came too late: {}", refused.getMessage());
        } else if (result.getMetaData().containsKey(LedgerCommandBus.POSITION)) {
            effect = "recorded";
        }
        meters.counter("snapledger.outcomes", "type", eventType, "effect", effect).increment();
    }

    private static <O> O read(Class<O> type, byte[] json) {
        try {
            O outcome = ContractJson.mapper().readValue(json, type);
            if (outcome == null) {
                throw new MalformedOutcome("it is empty");
            }
            return outcome;
        } catch (JacksonException e) {
            throw new MalformedOutcome(e.getOriginalMessage());
        }
    }

    /** A message that will never make sense, however often it is read. */
    static final class MalformedOutcome extends RuntimeException {
        MalformedOutcome(String why) {
            super("The message is no outcome: " + why);
        }
    }

    /** Recording failed for a reason that may pass. */
    static final class OutcomeNotRecorded extends RuntimeException {
        OutcomeNotRecorded(Throwable cause) {
            super("The outcome was not recorded: " + cause.getMessage(), cause);
        }
    }
}
