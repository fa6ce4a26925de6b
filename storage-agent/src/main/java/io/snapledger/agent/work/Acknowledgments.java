package io.snapledger.agent.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has what was answered acknowledged, some times a second and not each event by itself: what Kafka
 * does to store how far an agent has come is more than the agent does for a small snapshot. What
 * was answered and not acknowledged when an agent dies comes again, as it would anyway.
 */
final class Acknowledgments implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Acknowledgments.class);

    private final EventIntake intake;
    private final Duration every;
    private volatile @Nullable Thread acknowledging;

    Acknowledgments(EventIntake intake, Duration every) {
        this.intake = intake;
        this.every = every;
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name("acknowledgments").unstarted(this::acknowledge);
        acknowledging = starting;
        starting.start();
    }

    private void acknowledge() {
        while (acknowledging == Thread.currentThread()) {
            try {
                Thread.sleep(every);
                intake.acknowledgeAnswered();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("What was answered could not be acknowledged, trying again", e);
            }
        }
    }

    /**
     * It ends by itself, as an acknowledgement that is interrupted would be lost. What is left is
     * acknowledged when the partitions are given up.
     */
    @Override
    public void stop() {
        acknowledging = null;
    }

    @Override
    public boolean isRunning() {
        return acknowledging != null;
    }
}
