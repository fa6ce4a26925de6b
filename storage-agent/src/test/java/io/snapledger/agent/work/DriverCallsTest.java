package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.agent.driver.SimulatedVolumeDriver;
import io.snapledger.agent.driver.SimulationRules;
import io.snapledger.agent.driver.VolumeDriver;
import io.snapledger.contract.outcome.WorkResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DriverCallsTest {

    private static final WorkResult DONE = WorkResult.done("there");

    private final DriverCalls<VolumeDriver> calls = callsWithin(Duration.ofMillis(200), 1);

    @Test
    void anAnswerIsPassedOn() throws Exception {
        assertThat(calls.call(_ -> DONE)).isEqualTo(DONE);
    }

    @Test
    void aHangingCallFailsWithTheProgressItHadWhenInterrupted() throws Exception {
        assertThat(calls.call(_ -> hang(40)))
                .isEqualTo(WorkResult.failed("the simulated driver did not end within 0.2s", 40));
    }

    @Test
    void aCallThatIgnoresInterruptsFailsToo() throws Exception {
        CountDownLatch release = new CountDownLatch(1);

        WorkResult result = calls.call(_ -> hangUnstoppably(release));

        assertThat(result.reason()).contains("did not end within 0.2s and cannot be stopped");
        assertThat(calls.call(_ -> DONE)).as("its place is free again").isEqualTo(DONE);
        release.countDown();
    }

    @Test
    void aDriverThatThrowsIsAFailure() throws Exception {
        WorkResult result =
                calls.call(_ -> {
                    throw new IllegalStateException("no such pool");
                });

        assertThat(result)
                .isEqualTo(
                        WorkResult.failed(
                                "the simulated driver broke: "
                                        + "java.lang.IllegalStateException: no such pool",
                                0));
    }

    @Test
    void noMoreCallsAtOneTimeThanAllowed() throws Exception {
        DriverCalls<VolumeDriver> one = callsWithin(Duration.ofMinutes(1), 1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        var first = new CompletableFuture<WorkResult>();
        var second = new CompletableFuture<WorkResult>();
        Thread.ofVirtual()
                .start(() ->
                        complete(
                                first,
                                one,
                                () -> {
                                    begun.countDown();
                                    hangUnstoppably(release);
                                }));
        begun.await();
        CountDownLatch alsoBegun = new CountDownLatch(1);
        Thread waiting =
                Thread.ofPlatform().start(() -> complete(second, one, alsoBegun::countDown));
        Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);

        assertThat(alsoBegun.getCount()).isEqualTo(1);
        release.countDown();

        assertThat(first.get()).isEqualTo(DONE);
        assertThat(second.get()).isEqualTo(DONE);
    }

    private static DriverCalls<VolumeDriver> callsWithin(Duration limit, int atOnce) {
        VolumeDriver driver = new SimulatedVolumeDriver(SimulationRules.NONE);
        return new DriverCalls<>(driver, driver.name(), limit, new Semaphore(atOnce, true));
    }

    private static void complete(
            CompletableFuture<WorkResult> answer,
            DriverCalls<VolumeDriver> calls,
            Runnable before) {
        try {
            answer.complete(
                    calls.call(_ -> {
                        before.run();
                        return DONE;
                    }));
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
        }
    }

    private static WorkResult hang(int progress) {
        try {
            new CountDownLatch(1).await();
            return DONE;
        } catch (InterruptedException _) {
            return WorkResult.failed("interrupted", progress);
        }
    }

    private static WorkResult hangUnstoppably(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return DONE;
            } catch (InterruptedException _) {
                // As a call stuck inside the kernel would.
            }
        }
    }
}
