package io.snapledger.command.idempotency;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Removes what has been kept long enough, batch by batch, so that none holds locks for long. Any
 * number of instances may do so at once. An answer that is still there does not count once its time
 * is up, so a late sweep is no fault.
 */
@Component
final class AnswerSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnswerSweep.class);

    private final KeptAnswers answers;
    private final IdempotencyProperties properties;
    private volatile boolean failing;
    private volatile @Nullable Thread thread;

    AnswerSweep(KeptAnswers answers, IdempotencyProperties properties) {
        this.answers = answers;
        this.properties = properties;
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name("answer-sweep").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private boolean isStillTheOne() {
        return thread == Thread.currentThread();
    }

    private void run() {
        try {
            while (isStillTheOne()) {
                sweep();
                Thread.sleep(properties.sweep());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
