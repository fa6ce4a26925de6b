package io.snapledger.command.axon;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.RefusedException;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Creates at the first start what must be there from the start. */
@Component
class BuiltInResources implements ApplicationRunner {

    private final LedgerCommandBus commands;
    private final List<BuiltIn> builtIns;

    // The handlers must have been subscribed before the first command.
    BuiltInResources(
            LedgerCommandBus commands,
            List<BuiltIn> builtIns,
            AxonConfiguration.CommandHandlers handlers) {
        this.commands = commands;
        this.builtIns = builtIns;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Origin origin =
                new Origin(Cause.ADMINISTRATOR, Actor.SERVICE, "req-" + UUID.randomUUID(), null);
        for (BuiltIn builtIn : builtIns) {
            FutureCallback<Object, Object> answer = new FutureCallback<>();
            commands.dispatch(
                    new GenericCommandMessage<>(
                            builtIn.creation(Now.instant()), origin.toMetaData()),
                    answer);
            var result = answer.getResult();
            if (result.isExceptional() && !(result.exceptionResult() instanceof RefusedException)) {
                throw new IllegalStateException(
                        "Built-in resources could not be created", result.exceptionResult());
            }
        }
    }
}
