package io.snapledger.link.command;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.failure.RemoteFailure;
import io.snapledger.link.instance.ServiceAnswer;
import io.snapledger.link.instance.ServiceClient;
import io.snapledger.link.instance.ServiceRequest;
import io.snapledger.link.wire.CommandAnswer;
import io.snapledger.link.wire.CommandRequest;
import io.snapledger.link.wire.NotUnderstood;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The command bus of a process that decides nothing: it sends each command to the instance that has
 * its resource, and works in the caller's thread. A command goes to another instance only where
 * nothing can have been stored, or where storing it twice is the same as once; else whoever asked
 * is told that its fate is unknown.
 */
public final class HttpCommandBus implements CommandBus {

    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "Content-Type", List.of("application/json"),
                    "Accept", List.of("application/json"));

    private static final ClassValue<List<RecordComponent>> TARGETS =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> command) {
                    RecordComponent[] components = command.getRecordComponents();
                    return components == null
                            ? List.of()
                            : List.of(components).stream()
                                    .filter(HttpCommandBus::isTarget)
                                    .toList();
                }
            };

    private final ServiceClient service;
    private final Duration deadline;
    private final Semaphore places;

    /** To those instances, so many commands at a time. */
    public HttpCommandBus(ServiceClient service, Duration deadline, int atOnce) {
        this.service = service;
        this.deadline = deadline;
        places = new Semaphore(atOnce);
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (_, _) -> {});
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandResultMessage<? extends R> result = cast(carryOut(command));
        callback.onResult(command, result);
    }

    // What a command is answered is its own affair, as on any command bus.
    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<? extends R> cast(CommandResultMessage<?> result) {
        return (CommandResultMessage<? extends R>) result;
    }

    private CommandResultMessage<?> carryOut(CommandMessage<?> command) {
        if (!places.tryAcquire()) {
            return GenericCommandResultMessage.asCommandResultMessage(
                    new RemoteFailure(FailureKind.BUSY, "too many commands are on their way"));
        }
        try {
            return read(service.send(request(command))).toResult();
        } catch (RemoteFailure | NotUnderstood e) {
            return GenericCommandResultMessage.asCommandResultMessage(e);
        } finally {
            places.release();
        }
    }

    private ServiceRequest request(CommandMessage<?> command) {
        return new ServiceRequest(
                "POST",
                CommandRequest.PATH,
                HEADERS,
                ContractJson.mapper().writeValueAsString(CommandRequest.of(command)),
                target(command.getPayload()),
                CommandRequest.mayBeRepeated(command),
                deadline);
    }

    private static CommandAnswer read(ServiceAnswer answer) {
        if (answer.status() != 200) {
            throw new NotUnderstood("command-service answered " + answer.status());
        }
        try {
            return ContractJson.mapper().readValue(answer.body(), CommandAnswer.class);
        } catch (JacksonException e) {
            throw new NotUnderstood("command-service answered what is no answer: " + e);
        }
    }

    /** The id of the resource that a command is for; null where it is for none. */
    static @Nullable String target(Object command) {
        List<RecordComponent> targets = TARGETS.get(command.getClass());
        if (targets.isEmpty()) {
            return null;
        }
        try {
            Object id = targets.getFirst().getAccessor().invoke(command);
            return id == null ? null : id.toString();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read the target of " + command.getClass(), e);
        }
    }

    // The annotation is meant for a record's field, where Axon looks for it.
    private static boolean isTarget(RecordComponent component) {
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .isAnnotationPresent(TargetAggregateIdentifier.class);
        } catch (NoSuchFieldException e) {
            throw new LinkageError("a record has a field for each component", e);
        }
    }

    @Override
    public Registration subscribe(
            String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        throw new UnsupportedOperationException("commands are carried out in another process");
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException("nothing stands before this bus");
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException("commands are carried out in another process");
    }
}
