package io.snapledger.gateway.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1, and an end to requests whose line and headers do not come. Tomcat itself waits
 * anew after each byte, so that one byte in a while holds a connection for ever.
 */
public final class HeadTimeoutProtocol extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(HeadTimeoutProtocol.class);

    private static final Duration USUAL = Duration.ofSeconds(20);

    private Duration headTimeout = USUAL;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> watching;

    /** How long a request's line and headers may take. */
    void headTimeout(Duration timeout) {
        headTimeout = timeout;
    }

    @Override
    public void start() throws Exception {
        super.start();
        executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("head-timeout").factory());
        long pause = Math.max(1, Math.min(1_000, headTimeout.toMillis() / 4));
        watching =
                executor.scheduleWithFixedDelay(this::watch, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (executor != null) {
            executor.shutdownNow();
            watching = null;
        }
        super.stop();
    }

    /** Whether somebody looks at the connections. */
    boolean isWatching() {
        return watching != null && !watching.isDone();
    }

    /**
     * How long that client may take nothing of what it is sent. While a request is answered, its
     * connection does not say whose it is; so it is known by where it comes from.
     */
    void writeTimeout(String address, int port, Duration timeout) {
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (connection.getRemotePort() == port && address.equals(connection.getRemoteAddr())) {
                connection.setWriteTimeout(timeout.toMillis());
            }
        }
    }

    // An exception that got out would end the watching without a word.
    private void watch() {
        try {
            getEndpoint().getConnections().forEach(this::end);
        } catch (RuntimeException unforeseen) {
            log.error("The connections cannot be watched", unforeseen);
        }
    }

    private void end(SocketWrapperBase<?> connection) {
        if (connection.getCurrentProcessor() instanceof AbstractProcessor processor) {
            Request request = processor.getRequest();
            int stage = request.getRequestProcessor().getStage();
            // Between two reads of a head that is not complete the processor calls itself ended.
            boolean isParsing = stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED;
            // Set by the first byte of a request, so that an idle connection has none.
            long began = request.getStartTimeNanos();
            if (isParsing
                    && began >= 0
                    && !processor.isAsync()
                    && System.nanoTime() - began > headTimeout.toNanos()) {
                log.debug("A request did not begin within {}", headTimeout);
                connection.close();
            }
        }
    }
}
