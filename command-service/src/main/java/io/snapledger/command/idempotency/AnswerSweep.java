package io.snapledger.command.idempotency;

import io.snapledger.eventlog.background.Sweep;
import org.springframework.stereotype.Component;

/**
 * Removes answers that have been kept long enough. One that is still there does not count once its
 * time is up, so a late sweep is no fault.
 */
@Component
final class AnswerSweep extends Sweep {

    private final KeptAnswers answers;

    AnswerSweep(KeptAnswers answers, IdempotencyProperties properties) {
        super("answer-sweep", properties.sweep(), properties.batch());
        this.answers = answers;
    }

    @Override
    protected int removeBatch() {
        return answers.removeExpired();
    }
}
