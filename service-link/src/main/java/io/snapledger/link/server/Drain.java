package io.snapledger.link.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Goes on serving for a while after this process has begun to stop: its readiness says no from that
 * moment on, and whoever sends it requests has to see that before it stops to take them.
 */
final class Drain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Duration length;
    private volatile boolean running;

    Drain(Duration length) {
        this.length = length;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (length.isZero()) {
            return;
        }
        log.info("Not ready any more; requests are served for another {}", length);
        try {
            Thread.sleep(length);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // Before everything else that stops.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
