package io.snapledger.query.projection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the processors with the service. The writing side makes the event log; where it
 * is late, they wait for it.
 */
@Component
final class Projectors implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Projectors.class);

    private static final Duration FIRST_RETRY = Duration.ofMillis(250);

    private final List<Projector> projectors;
    private final EventLogHead eventLog;
    private final Duration longestRetryDelay;
    private final boolean enabled;
    private volatile @Nullable Thread starter;

    Projectors(List<Projector> projectors, EventLogHead eventLog, ProjectionProperties properties) {
        this.projectors = projectors;
        this.eventLog = eventLog;
        longestRetryDelay = properties.longestRetryDelay();
        enabled = properties.enabled();
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        starter = Thread.ofVirtual().name("projectors-start").start(this::startOnceReadable);
    }

    @Override
    public synchronized void stop() {
        Thread starting = starter;
        starter = null;
        if (starting == null) {
            return;
        }
        starting.interrupt();
        try {
            starting.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        CompletableFuture.allOf(
                        projectors.stream()
                                .map(Projector::shutdownAsync)
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public boolean isRunning() {
        return starter != null;
    }

    private void startOnceReadable() {
        try {
            awaitEventLog();
            projectors.forEach(Projector::start);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEventLog() throws InterruptedException {
        Duration delay = FIRST_RETRY;
        while (true) {
            try {
                long last = eventLog.read();
                log.info("Following the event log, which ends at position {} now", last);
                return;
            } catch (DataAccessException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                log.warn(
                        "The event log cannot be read yet, trying again in {}: {}",
                        delay,
                        Failures.inOneLine(e));
                Thread.sleep(delay);
                Duration doubled = delay.multipliedBy(2);
                delay = doubled.compareTo(longestRetryDelay) < 0 ? doubled : longestRetryDelay;
            }
        }
    }
}
