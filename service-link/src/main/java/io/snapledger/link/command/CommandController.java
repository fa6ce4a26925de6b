package io.snapledger.link.command;

import io.snapledger.contract.origin.Origin;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.wire.CommandAnswer;
import io.snapledger.link.wire.CommandRequest;
import io.snapledger.link.wire.NotUnderstood;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Carries out the commands of other processes, so many at a time. Whatever becomes of a command is
 * told in a 200; 503 means that nothing was begun.
 */
@RestController
public final class CommandController {

    private static final Logger log = LoggerFactory.getLogger(CommandController.class);

    private final CommandBus bus;
    private final CommandServerProperties properties;
    private final Semaphore places;

    /** On the bus that decides. */
    public CommandController(CommandBus bus, CommandServerProperties properties) {
        this.bus = bus;
        this.properties = properties;
        places = new Semaphore(properties.atOnce(), true);
    }

    /** Carries a command out. */
    @PostMapping(CommandRequest.PATH)
    ResponseEntity<CommandAnswer> carryOut(@RequestBody CommandRequest request)
            throws InterruptedException {
        if (!places.tryAcquire(properties.patience().toNanos(), TimeUnit.NANOSECONDS)) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "1")
                    .body(CommandAnswer.failed(FailureKind.BUSY, "too many commands"));
        }
        try (var _ = MDC.putCloseable(Origin.REQUEST_ID, requestId(request))) {
            return ResponseEntity.ok(answer(request));
        } finally {
            places.release();
        }
    }

    private static String requestId(CommandRequest request) {
        return request.metadata().getOrDefault(Origin.REQUEST_ID, "-");
    }

    private CommandAnswer answer(CommandRequest request) {
        try {
            return CommandAnswer.of(dispatch(request.toMessage()));
        } catch (NotUnderstood e) {
            log.error("Not understood: {}", e.getMessage());
            return CommandAnswer.failed(FailureKind.UNKNOWN, "not understood");
        }
    }

    private CommandResultMessage<?> dispatch(CommandMessage<?> message) {
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        bus.dispatch(message, callback);
        CommandResultMessage<?> result = callback.getResult();
        if (result.isExceptional()
                && CommandAnswer.refusal(result.exceptionResult()).isEmpty()
                && FailureKind.of(result.exceptionResult()) == FailureKind.UNKNOWN) {
            log.error(
                    "{} failed",
                    message.getPayloadType().getSimpleName(),
                    result.exceptionResult());
        }
        return result;
    }
}
