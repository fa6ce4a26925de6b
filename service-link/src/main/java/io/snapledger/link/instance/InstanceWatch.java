package io.snapledger.link.instance;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks now and then which instances of other services are there. */
public final class InstanceWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InstanceWatch.class);

    private final List<ServiceClient> services;
    private final Duration interval;
    private final Duration patience;
    private @Nullable Thread watcher;

    /**
     * Of those services.
     *
     * @param patience how long an instance may take to say that it is there
     */
    public InstanceWatch(List<ServiceClient> services, Duration interval, Duration patience) {
        this.services = List.copyOf(services);
        this.interval = interval;
        this.patience = patience;
    }

    @Override
    public synchronized void start() {
        watcher = Thread.ofVirtual().name("instance-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (ServiceClient service : services) {
                    try {
                        service.look(patience);
                    } catch (RuntimeException unforeseen) {
                        log.error("Could not look after {}", service.service(), unforeseen);
                    }
                }
                Thread.sleep(interval);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        if (watcher != null) {
            watcher.interrupt();
            watcher = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return watcher != null;
    }
}
