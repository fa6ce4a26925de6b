package io.snapledger.gateway.refusedattempt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordRefusedAttempt;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordSuppressedAttempts;
import io.snapledger.contract.refusedattempt.RefusedAttemptId;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.OnRefusedAction;
import io.snapledger.gateway.edge.RefusedAction;
import io.snapledger.gateway.fault.LogText;
import io.snapledger.gateway.refusedattempt.AttemptBudget.Suppressed;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Records refused attempts to reset a status, before they are answered if that does not take long.
 * Nobody can fill the disk or keep the service busy with them: each caller, and all together, have
 * a budget, beyond which attempts are only counted; few are written at once; and while they cannot
 * be written no answer waits for it.
 */
@Component
final class RefusedAttemptRecorder implements OnRefusedAction, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RefusedAttemptRecorder.class);

    private static final Set<String> ACTIONS = Set.of("reset_status", "os-reset_status");
    private static final int WRITTEN_AT_ONCE = 4;
    private static final int MAX_LENGTH = 255;
    private static final int NOT_IMPLEMENTED = 501;

    private final Commands commands;
    private final RefusedAttemptProperties properties;
    private final AttemptBudget budget;
    private final Semaphore writers = new Semaphore(WRITTEN_AT_ONCE);
    private final Counter recorded;
    private final Counter suppressed;
    private final Counter lost;
    private volatile boolean failing;
    private volatile @Nullable Thread thread;

    RefusedAttemptRecorder(
            Commands commands, RefusedAttemptProperties properties, MeterRegistry meters) {
        this.commands = commands;
        this.properties = properties;
        budget = new AttemptBudget(properties.perCaller(), properties.inAll());
        recorded =
                counter(
                        meters,
                        "snapledger.refused.attempts.recorded",
                        "Refused attempts that were recorded");
        suppressed =
                counter(
                        meters,
                        "snapledger.refused.attempts.suppressed",
                        "Refused attempts that were only counted");
        lost =
                counter(
                        meters,
                        "snapledger.refused.attempts.lost",
                        "Refused attempts that could not be recorded");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    @Override
    public void refused(RefusedAction refused) {
        int code = refused.fault().status();
        boolean isRefusal = (code >= 400 && code < 500) || code == NOT_IMPLEMENTED;
        if (!isRefusal || !ACTIONS.contains(refused.action())) {
            return;
        }
        Instant at = Moment.now();
        if (!budget.take(refused.caller(), at)) {
            suppressed.increment();
            return;
        }
        if (!writers.tryAcquire()) {
            budget.suppress(refused.caller(), at);
            suppressed.increment();
            return;
        }
        CountDownLatch written = new CountDownLatch(1);
        Thread.ofVirtual()
                .name("refused-attempt")
                .start(() -> {
                    try {
                        record(refused, at);
                    } finally {
                        writers.release();
                        written.countDown();
                    }
                });
        if (!failing) {
            await(written);
        }
    }

    private void await(CountDownLatch written) {
        try {
            if (!written.await(properties.atMost().toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("A refusal is answered before it is recorded");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(RefusedAction refused, Instant at) {
        Caller caller = refused.caller();
        RecordRefusedAttempt command =
                new RecordRefusedAttempt(
                        new RefusedAttemptId(UUID.randomUUID()),
                        caller.projectId(),
                        refused.action(),
                        refused.resourceType(),
                        shortened(refused.id()),
                        asked(refused.arguments()),
                        refused.fault().status(),
                        shortened(refused.fault().text()),
                        at);
        if (send(command, caller)) {
            recorded.increment();
        } else {
            lost.increment();
            log.warn(
                    "Not recorded: user {} of project {} was refused {} of {} {} with {}, request"
                            + " {}",
                    LogText.of(caller.userId()),
                    LogText.of(caller.projectId()),
                    command.action(),
                    command.resourceType(),
                    LogText.of(command.resourceId()),
                    command.code(),
                    caller.requestId());
        }
    }

    private boolean send(RefusedAttemptCommand command, Caller caller) {
        try {
            commands.send(command, caller, Cause.REQUEST);
            failing = false;
            return true;
        } catch (RuntimeException e) {
            log.debug("A refused attempt was not recorded", e);
            failing = true;
            return false;
        }
    }

    private static @Nullable String asked(@Nullable JsonNode arguments) {
        JsonNode status = arguments == null ? null : arguments.get("status");
        return status == null || status.isNull()
                ? null
                : shortened(status.isString() ? status.stringValue() : status.toString());
    }

    // What callers write may be long, and may have characters that no text in the log can hold.
    private static String shortened(String text) {
        return text.codePoints()
                .limit(MAX_LENGTH)
                .map(point ->
                        point == 0 || Character.getType(point) == Character.SURROGATE
                                ? '\uFFFD'
                                : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name("suppressed-attempts").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            reportSuppressed();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (thread == Thread.currentThread()) {
                Thread.sleep(properties.window());
                reportSuppressed();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportSuppressed() {
        boolean sending = true;
        for (Suppressed one : budget.nextWindow()) {
            sending =
                    sending
                            && send(
                                    new RecordSuppressedAttempts(
                                            new RefusedAttemptId(UUID.randomUUID()),
                                            one.caller().projectId(),
                                            one.count(),
                                            one.first(),
                                            one.last()),
                                    one.caller());
            if (!sending) {
                budget.giveBack(one);
            }
        }
    }
}
