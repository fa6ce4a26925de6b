package io.snapledger.agent.work;

import io.snapledger.contract.outcome.WorkResult;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a driver: so many calls at one time, and none for longer than its limit.
 *
 * @param <D> the driver's port
 */
final class DriverCalls<D> {

    private static final Logger log = LoggerFactory.getLogger(DriverCalls.class);

    /** How long an interrupted driver may take to undo what it began and say how far it came. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final D driver;
    private final String name;
    private final Duration limit;
    private final Semaphore permits;

    /**
     * Calls that driver.
     *
     * @param permits one for each call at one time; drivers may share them
     */
    DriverCalls(D driver, String name, Duration limit, Semaphore permits) {
        this.driver = driver;
        this.name = name;
        this.limit = limit;
        this.permits = permits;
    }

    /** Always has an answer in the end; interrupted, it passes that on to the driver. */
    WorkResult call(Function<D, WorkResult> call) throws InterruptedException {
        permits.acquire();
        try {
            return callNow(call);
        } finally {
            permits.release();
        }
    }

    private WorkResult callNow(Function<D, WorkResult> call) throws InterruptedException {
        var answer = new CompletableFuture<WorkResult>();
        // A platform thread: storage calls block inside the kernel, where a virtual thread would
        // hold on to one of the few carriers that all others need.
        Thread thread =
                Thread.ofPlatform()
                        .name("driver")
                        .daemon()
                        .start(() -> answer.completeAsync(() -> call.apply(driver), Runnable::run));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            thread.interrupt();
            return overdue(answer);
        } catch (ExecutionException e) {
            return broken(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private WorkResult overdue(CompletableFuture<WorkResult> answer) throws InterruptedException {
        String spent = limit.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        String reason = "the %s driver did not end within %s".formatted(name, spent);
        try {
            WorkResult late = answer.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return late.succeeded() ? late : WorkResult.failed(reason, late.progress());
        } catch (TimeoutException _) {
            return WorkResult.failed(reason + " and cannot be stopped", 0);
        } catch (ExecutionException e) {
            return broken(e);
        }
    }

    private WorkResult broken(ExecutionException e) {
        log.error("The {} driver threw instead of answering", name, e.getCause());
        return WorkResult.failed("the %s driver broke: %s".formatted(name, e.getCause()), 0);
    }
}
