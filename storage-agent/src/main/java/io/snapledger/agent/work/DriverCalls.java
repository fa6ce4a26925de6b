package io.snapledger.agent.work;

import io.snapledger.agent.driver.VolumeDriver;
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

/** Calls the driver: so many calls at one time, and none for longer than its limit. */
final class DriverCalls {

    private static final Logger log = LoggerFactory.getLogger(DriverCalls.class);

    /** How long an interrupted driver may take to undo what it began and say how far it came. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final VolumeDriver driver;
    private final Duration limit;
    private final Semaphore permits;

    DriverCalls(VolumeDriver driver, Duration limit, int atOnce) {
        this.driver = driver;
        this.limit = limit;
        this.permits = new Semaphore(atOnce, true);
    }

    /** Always has an answer in the end; interrupted, it passes that on to the driver. */
    WorkResult call(Function<VolumeDriver, WorkResult> call) throws InterruptedException {
        permits.acquire();
        try {
            return callNow(call);
        } finally {
            permits.release();
        }
    }

    private WorkResult callNow(Function<VolumeDriver, WorkResult> call)
            throws InterruptedException {
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
        String reason = "the %s driver did not end within %s".formatted(driver.name(), spent);
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
        log.error("The {} driver threw instead of answering", driver.name(), e.getCause());
        return WorkResult.failed(
                "the %s driver broke: %s".formatted(driver.name(), e.getCause()), 0);
    }
}
