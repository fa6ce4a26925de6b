package io.snapledger.command.idempotency;

import io.snapledger.eventlog.background.BackgroundWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what has been kept long enough, batch by batch, so that none holds locks for long. Any
 * number of instances may do so at once. An answer that is still there does not count once its time
 * is up, so a late sweep is no fault.
 */
@Component
final class AnswerSweep extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(AnswerSweep.class);

    private final KeptAnswers answers;
    private final IdempotencyProperties properties;
    private volatile boolean failing;

    AnswerSweep(KeptAnswers answers, IdempotencyProperties properties) {
        super("answer-sweep");
        this.answers = answers;
        this.properties = properties;
    }

    @Override
    protected void work() throws InterruptedException {
        while (isStillTheOne()) {
            sweep();
            Thread.sleep(properties.sweep());
        }
    }

    private void sweep() {
        try {
            int removed;
            do {
                removed = answers.removeExpired();
            } while (removed == properties.batch() && isStillTheOne());
            failing = false;
        } catch (RuntimeException e) {
            if (isStillTheOne() && !failing) {
                log.warn("Answers were not removed, trying again: {}", e.getMessage());
                failing = true;
            }
        }
    }
}
