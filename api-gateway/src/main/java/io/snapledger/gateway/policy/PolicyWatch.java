package io.snapledger.gateway.policy;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the operator's files looked at from time to time, as long as there are any. */
@Component
final class PolicyWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PolicyWatch.class);

    private final Policies policies;
    private final PolicyProperties properties;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> looking;

    PolicyWatch(Policies policies, PolicyProperties properties) {
        this.policies = policies;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (executor == null
                && policies.all().stream().anyMatch(one -> one.files().areConfigured())) {
            executor =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("policy-watch").factory());
            long pause = properties.reload().toNanos();
            looking =
                    executor.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
        }
    }

    // An exception that got out would end the looking without a word.
    private void look() {
        for (Policy policy : policies.all()) {
            try {
                policy.look();
            } catch (RuntimeException unforeseen) {
                log.error("The policy files cannot be looked at", unforeseen);
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
            looking = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null && !looking.isDone();
    }
}
