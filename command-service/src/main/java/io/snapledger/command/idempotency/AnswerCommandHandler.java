package io.snapledger.command.idempotency;

import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Origin;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what a repeated request was answered, before anything else is looked at anew. */
@Component
class AnswerCommandHandler implements HandlesCommands {

    private final OncePerKey once;

    AnswerCommandHandler(OncePerKey once) {
        this.once = once;
    }

    @CommandHandler
    public @Nullable KeptAnswer handle(FindAnswer command, MetaData metaData) {
        return once.answered(Origin.from(metaData).actor(), command.key(), command.fingerprint())
                .orElse(null);
    }
}
