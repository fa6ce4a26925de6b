package io.snapledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No signal is lost between looking and sleeping. */
class WakeUpTest {

    private final WakeUp wakeUp = new WakeUp();

    @Test
    void aSignalBetweenTheTicketAndTheSleepEndsTheSleepAtOnce() throws InterruptedException {
        long ticket = wakeUp.ticket();
        wakeUp.signal();

        assertThat(wakeUp.await(ticket, Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void withoutASignalTheSleepEndsByItself() throws InterruptedException {
        assertThat(wakeUp.await(wakeUp.ticket(), Duration.ofMillis(1))).isFalse();
    }

    @Test
    void aBranchIsSignalledWithItsTrunkAndAlone() throws InterruptedException {
        WakeUp branch = wakeUp.branch();
        long ofTrunk = wakeUp.ticket();
        branch.signal();
        assertThat(wakeUp.await(ofTrunk, Duration.ZERO)).isFalse();

        long ofBranch = branch.ticket();
        wakeUp.signal();
        assertThat(branch.await(ofBranch, Duration.ZERO)).isTrue();
        assertThat(wakeUp.await(ofTrunk, Duration.ZERO)).isTrue();
    }

    @Test
    void aSignalWakesASleeper() throws Exception {
        long ticket = wakeUp.ticket();
        CompletableFuture<Boolean> woken = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        woken.complete(wakeUp.await(ticket, Duration.ofMinutes(1)));
                    } catch (InterruptedException e) {
                        woken.completeExceptionally(e);
                    }
                });

        wakeUp.signal();

        assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
    }
}
