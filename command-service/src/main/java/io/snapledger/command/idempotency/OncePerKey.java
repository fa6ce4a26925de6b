package io.snapledger.command.idempotency;

import io.snapledger.command.axon.AroundCommands;
import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.IdempotencyRefused.KeyReused;
import io.snapledger.contract.idempotency.IdempotencyRefused.StillInWork;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.eventlog.EventLogEngine;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out a command that comes under a key once. The first one's answer is stored with its
 * events, in one transaction: after a crash at any moment there are both or neither. A refusal
 * stores nothing, so the key is as free as before.
 */
@Component
final class OncePerKey implements AroundCommands {

    private final KeptAnswers answers;
    private final EventLogEngine engine;

    OncePerKey(KeptAnswers answers, EventLogEngine engine) {
        this.answers = answers;
        this.engine = engine;
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        Optional<AnswerOnce> once = AnswerOnce.from(command.getMetaData());
        return once.isEmpty()
                ? chain.proceed()
                : once(once.get(), Origin.from(command.getMetaData()).actor(), unitOfWork, chain);
    }

    private @Nullable Object once(
            AnswerOnce asked,
            Actor caller,
            UnitOfWork<? extends CommandMessage<?>> unitOfWork,
            InterceptorChain chain)
            throws Exception {
        if (!answers.hold(caller, asked.key())) {
            throw new RefusedException(new StillInWork(asked.key()));
        }
        Optional<KeptAnswer> kept = answered(caller, asked.key(), asked.fingerprint());
        if (kept.isPresent()) {
            return kept.get();
        }
        Object result = chain.proceed();
        // Only once the handler's events have been appended, which the event store does in this
        // phase too, and had itself called in it before us.
        unitOfWork.onPrepareCommit(_ ->
                engine.lastAppended().ifPresent(position -> answers.keep(caller, asked, position)));
        return result;
    }

    /** What the request was answered, if it was. */
    Optional<KeptAnswer> answered(Actor caller, String key, String fingerprint) {
        Optional<KeptAnswers.Kept> kept = answers.find(caller, key);
        if (kept.isPresent() && !kept.get().fingerprint().equals(fingerprint)) {
            throw new RefusedException(new KeyReused(key));
        }
        return kept.map(KeptAnswers.Kept::answer);
    }
}
