package io.snapledger.command.refusedattempt;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.refusedattempt.domain.RefusedAttempt;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordRefusedAttempt;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordSuppressedAttempts;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Takes reports of refused attempts; there is nothing to decide about them. */
@Component
public class RefusedAttemptCommandHandler implements HandlesCommands {

    private final Aggregates<RefusedAttempt> aggregates;

    RefusedAttemptCommandHandler(Aggregates<RefusedAttempt> aggregates) {
        this.aggregates = aggregates;
    }

    @CommandHandler
    public void handle(RecordRefusedAttempt command) {
        aggregates.add(() -> new RefusedAttempt(command));
    }

    @CommandHandler
    public void handle(RecordSuppressedAttempts command) {
        aggregates.add(() -> new RefusedAttempt(command));
    }
}
