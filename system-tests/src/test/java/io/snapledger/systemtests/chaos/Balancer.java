package io.snapledger.systemtests.chaos;

import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SeparateProcesses;
import io.snapledger.systemtests.sut.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a load balancer does: asks each gateway now and then whether it is ready, and skips others.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final List<URI> urls;
    private final List<ServiceProcess> gateways;
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread watch;
    private volatile List<URI> ready;
    private volatile boolean closed;

    public Balancer(SeparateProcesses system) {
        urls = system.gatewayUrls();
        gateways = system.gateways();
        ready = urls;
        watch = Thread.ofVirtual().name("balancer").start(this::watch);
    }

    private void watch() {
        while (!closed) {
            List<URI> now = new ArrayList<>();
            for (int i = 0; i < urls.size(); i++) {
                if (gateways.get(i).isReady()) {
                    now.add(urls.get(i));
                }
            }
            ready = List.copyOf(now);
            Eventually.pause(BETWEEN_LOOKS);
        }
    }

    /** Where the next request goes: each ready gateway in turn, and any if none is. */
    public URI next() {
        List<URI> candidates = ready.isEmpty() ? urls : ready;
        return candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
    }

    @Override
    public void close() {
        closed = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
