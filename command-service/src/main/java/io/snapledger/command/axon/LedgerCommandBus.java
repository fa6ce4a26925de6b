package io.snapledger.command.axon;

import io.snapledger.command.partition.EventPartitions;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.NoRoomForEvents;
import io.snapledger.operations.trace.Traces;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The command bus that this service offers: a command that lost a race is tried again, and the
 * answer says how far the event log has come with it. The bus behind it works in the caller's
 * thread.
 */
public final class LedgerCommandBus implements CommandBus {

    /**
     * Metadata of an answer: the position of the last event the command stored, a Long; absent if
     * it stored none.
     */
    public static final String POSITION = "position";

    private static final Logger log = LoggerFactory.getLogger(LedgerCommandBus.class);

    private static final int ATTEMPTS = 8;

    private final CommandBus bus;
    private final EventLogEngine engine;
    private final EventLogNotifier notifier;
    private final EventPartitions partitions;
    private final CommandMeters meters;
    private final Traces traces;

    LedgerCommandBus(
            CommandBus bus,
            EventLogEngine engine,
            EventLogNotifier notifier,
            EventPartitions partitions,
            CommandMeters meters,
            Traces traces) {
        this.bus = bus;
        this.engine = engine;
        this.notifier = notifier;
        this.partitions = partitions;
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (_, _) -> {});
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (traces.areOn()) {
            dispatchInSpan(command, callback);
        } else {
            carryOut(command, callback);
        }
    }

    private <C, R> void dispatchInSpan(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        String name = "command " + command.getPayloadType().getSimpleName();
        String before = (String) command.getMetaData().get(Traces.TRACE_PARENT);
        try (Traces.Step step = traces.begin(name, Traces.Kind.WORK, before)) {
            String span = step.traceParent();
            carryOut(
                    span == null ? command : command.andMetaData(Map.of(Traces.TRACE_PARENT, span)),
                    new CommandCallback<C, R>() {
                        @Override
                        public void onResult(
                                CommandMessage<? extends C> answered,
                                CommandResultMessage<? extends R> result) {
                            if (result.isExceptional()) {
                                step.failed(result.exceptionResult());
                            }
                            callback.onResult(answered, result);
                        }
                    });
        }
    }

    private <C, R> void carryOut(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        long begin = System.nanoTime();
        CommandResultMessage<? extends R> result = attempt(command);
        for (int failed = 1; failed < ATTEMPTS && lostARace(result); failed++) {
            meters.repeated();
            makeRoomIfThereIsNone(result);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << failed));
            result = attempt(command);
        }
        meters.handled(command, result, System.nanoTime() - begin);
        callback.onResult(command, result);
    }

    // Only now: the attempt has given its connection back.
    private void makeRoomIfThereIsNone(CommandResultMessage<?> result) {
        if (NoRoomForEvents.isCauseOf(result.exceptionResult())) {
            try {
                partitions.makeRoom();
            } catch (DataAccessException e) {
                log.warn("No partition for events can be made: {}", e.getMessage());
            }
        }
    }

    private static boolean lostARace(CommandResultMessage<?> result) {
        return result.isExceptional() && TransientFailures.isTransient(result.exceptionResult());
    }

    private <C, R> CommandResultMessage<? extends R> attempt(CommandMessage<C> command) {
        engine.forgetAppended();
        AtomicReference<CommandResultMessage<? extends R>> answer = new AtomicReference<>();
        try {
            bus.<C, R>dispatch(command, (_, result) -> answer.set(result));
        } catch (RuntimeException e) {
            // The bus begins the transaction before it takes care of failures.
            return GenericCommandResultMessage.asCommandResultMessage(e);
        }
        CommandResultMessage<? extends R> result = answer.get();
        if (result == null) {
            throw new IllegalStateException("the command bus did not answer in this thread");
        }
        OptionalLong position = engine.lastAppended();
        engine.forgetAppended();
        if (result.isExceptional() || position.isEmpty()) {
            return result;
        }
        notifier.somethingNew();
        return GenericCommandResultMessage.<R>asCommandResultMessage(result)
                .andMetaData(Map.of(POSITION, position.getAsLong()));
    }

    @Override
    public Registration subscribe(
            String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return bus.subscribe(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerHandlerInterceptor(interceptor);
    }
}
