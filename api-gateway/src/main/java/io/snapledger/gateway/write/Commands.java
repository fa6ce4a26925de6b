package io.snapledger.gateway.write;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.IdempotencyRefused;
import io.snapledger.contract.idempotency.IdempotencyRefused.KeyReused;
import io.snapledger.contract.idempotency.IdempotencyRefused.StillInWork;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.operations.trace.Traces;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sends commands, and waits until what they changed can be read. */
@Component
@EnableConfigurationProperties(WriteProperties.class)
public final class Commands {

    /** Tells the client that lists and shows may not show its change yet. */
    public static final String STALE_READS = "X-Snapledger-Stale-Reads";

    /** Where the bus leaves the {@code global_index} of the last event a command appended. */
    static final String POSITION = "position";

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private static final Duration IN_WORK_RETRY_AFTER = Duration.ofSeconds(1);

    private static final Duration[] WAITS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final CommandBus bus;
    private final ReadPosition readPosition;
    private final WriteProperties properties;
    private final Traces traces;
    private final Timer readable;
    private final Timer stale;

    public Commands(
            CommandBus bus,
            ReadPosition readPosition,
            WriteProperties properties,
            MeterRegistry meters,
            Traces traces) {
        this.bus = bus;
        this.readPosition = readPosition;
        this.properties = properties;
        this.traces = traces;
        readable = waits(meters, "readable");
        stale = waits(meters, "stale");
    }

    private static Timer waits(MeterRegistry meters, String outcome) {
        return Timer.builder("snapledger.read.your.writes")
                .description("Waits until a change can be read, by whether it could be in time")
                .tag("outcome", outcome)
                .serviceLevelObjectives(WAITS)
                .register(meters);
    }

    /** The same, with refusals told in those words. */
    public WordedCommands worded(Function<RefusedException, RuntimeException> words) {
        return new WordedCommands(this, words);
    }

    /**
     * Sends a command of this caller and returns once it has been carried out and, as far as the
     * wait allows, can be read.
     *
     * @throws RefusedException if the command service turns it down
     */
    public void send(Object command, Caller caller, Cause cause) {
        carryOut(message(command, caller, cause));
    }

    /**
     * Asks what only the command service knows; changes nothing.
     *
     * @return its answer, null if it has none
     */
    public @Nullable Object ask(Object question, Caller caller) {
        return carryOut(message(question, caller, Cause.REQUEST)).getPayload();
    }

    /**
     * Sends a command that creates, and returns what it is answered. Where the request came under a
     * key, command and answer are stored together, and a repetition creates nothing.
     *
     * @throws RefusedException if the command service turns it down
     * @throws AnsweredBefore if the request was carried out before
     */
    public <A> A create(Object command, Caller caller, A answer) {
        CommandMessage<?> message = message(command, caller, Cause.REQUEST);
        RepeatableRequest repeatable = RepeatableRequest.current();
        if (repeatable == null) {
            carryOut(message);
            return answer;
        }
        AnswerOnce once =
                new AnswerOnce(
                        repeatable.key(),
                        repeatable.fingerprint(),
                        repeatable.status(),
                        PythonJson.write(answer));
        CommandResultMessage<?> result =
                carryOutUnderKey(message.andMetaData(once.toMetaData()), repeatable.key());
        if (result.getPayload() instanceof KeptAnswer kept) {
            awaitReadable(kept.position());
            throw new AnsweredBefore(kept);
        }
        return answer;
    }

    /** What a request was answered when it first came under its key; empty if it is new. */
    public Optional<KeptAnswer> answerOf(RepeatableRequest repeatable, Caller caller) {
        Object command = new FindAnswer(repeatable.key(), repeatable.fingerprint());
        CommandResultMessage<?> result =
                carryOutUnderKey(message(command, caller, Cause.REQUEST), repeatable.key());
        if (result.getPayload() instanceof KeptAnswer kept) {
            awaitReadable(kept.position());
            return Optional.of(kept);
        }
        return Optional.empty();
    }

    private CommandMessage<?> message(Object command, Caller caller, Cause cause) {
        CommandMessage<?> message =
                GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(caller.origin(cause).toMetaData());
        return traces.traceParent()
                .<CommandMessage<?>>map(
                        span -> message.andMetaData(Map.of(Traces.TRACE_PARENT, span)))
                .orElse(message);
    }

    private CommandResultMessage<?> carryOut(CommandMessage<?> message) {
        int attempt = 1;
        while (true) {
            CommandResultMessage<?> result = dispatch(message);
            if (!result.isExceptional()) {
                if (result.getMetaData().get(POSITION) instanceof Number position) {
                    awaitReadable(position.longValue());
                }
                return result;
            }
            RuntimeException failure = failure(result.exceptionResult());
            if (!isWorthRepeating(failure) || attempt >= properties.commands().attempts()) {
                throw failure;
            }
            log.debug(
                    "Attempt {} of {} lost a race: {}", attempt, message.getPayloadType(), failure);
            pause(attempt);
            attempt++;
        }
    }

    // The wait is here, where it holds no connection of the database.
    private CommandResultMessage<?> carryOutUnderKey(CommandMessage<?> message, String key) {
        long end = System.nanoTime() + properties.idempotency().atMost().toNanos();
        while (true) {
            try {
                return carryOut(message);
            } catch (RefusedException refused) {
                if (!(refused.refused() instanceof IdempotencyRefused because)) {
                    throw refused;
                }
                switch (because) {
                    case KeyReused _ ->
                            throw Fault.of(
                                    422,
                                    RepeatableRequest.HEADER
                                            + " "
                                            + key
                                            + " has been used for another request.");
                    case StillInWork _ -> {
                        if (System.nanoTime() - end >= 0) {
                            throw Fault.inWork(
                                    "The request under "
                                            + RepeatableRequest.HEADER
                                            + " "
                                            + key
                                            + " is still being carried out.",
                                    IN_WORK_RETRY_AFTER);
                        }
                        pause(1);
                    }
                }
            }
        }
    }

    private CommandResultMessage<?> dispatch(CommandMessage<?> message) {
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        bus.dispatch(message, callback);
        return callback.getResult();
    }

    private static RuntimeException failure(Throwable thrown) {
        // Another JVM's refusal arrives as a plain exception that carries the refusal along.
        if (!(thrown instanceof RefusedException)
                && thrown instanceof CommandExecutionException carrier
                && carrier.getDetails().orElse(null) instanceof Refused refused) {
            return new RefusedException(refused);
        }
        return thrown instanceof RuntimeException runtime
                ? runtime
                : new CommandExecutionException(thrown.toString(), thrown);
    }

    private static boolean isWorthRepeating(RuntimeException failure) {
        return !(failure instanceof RefusedException) && FailureKind.of(failure).isWorthRepeating();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(
                    Duration.ofMillis(ThreadLocalRandom.current().nextLong(5, 5 + 20L * attempt)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Outage.fault();
        }
    }

    private void awaitReadable(long position) {
        boolean inTime;
        long begin = System.nanoTime();
        try {
            inTime = readPosition.await(position, properties.readYourWrites().atMost());
        } catch (RuntimeException readSideIsAway) {
            // The change is stored: whatever is wrong with the read side, the answer stays a yes.
            log.warn("Could not wait for position {}: {}", position, readSideIsAway.toString());
            inTime = false;
        }
        (inTime ? readable : stale).record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        if (!inTime
                && RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                && attributes.getResponse() != null) {
            attributes.getResponse().setHeader(STALE_READS, "true");
        }
    }
}
