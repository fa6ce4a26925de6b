package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.outcome.WorkResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SimulatedVolumeDriverTest extends VolumeDriverContract {

    private final VolumeDriver obliging = new SimulatedVolumeDriver(SimulationRules.NONE);

    @Override
    VolumeDriver driver() {
        return obliging;
    }

    @Test
    void itsNameAndItsAnswersSayThatItIsSimulated() {
        assertThat(obliging.name()).isEqualTo("simulated");
        assertThat(obliging.createVolume(volume, 1).providerLocation()).startsWith("simulated:");
    }

    @Test
    void failsBySize() {
        VolumeDriver failing =
                new SimulatedVolumeDriver(
                        new SimulationRules(Duration.ZERO, 10, 5, false, null, null));

        assertThat(failing.createVolume(volume, 10).succeeded()).isTrue();
        assertThat(failing.createVolume(volume, 11).reason()).contains("by rule");
        assertThat(failing.createVolumeFromSnapshot(copy, snapshot, 11).reason())
                .contains("by rule");
        assertThat(failing.createVolumeFromVolume(copy, volume, 11).reason()).contains("by rule");
        assertThat(failing.extendVolume(volume, 10).succeeded()).isTrue();
        assertThat(failing.extendVolume(volume, 11).reason()).contains("by rule");
        assertThat(failing.takeSnapshot(snapshot, volume, 5).succeeded()).isTrue();
        assertThat(failing.takeSnapshot(snapshot, volume, 6).progress()).isEqualTo(50);
    }

    @Test
    void failsDeletions() {
        VolumeDriver failing =
                new SimulatedVolumeDriver(
                        new SimulationRules(Duration.ZERO, null, null, true, null, null));

        assertThat(failing.deleteVolume(volume).succeeded()).isFalse();
        assertThat(failing.dropSnapshot(snapshot).succeeded()).isFalse();
    }

    @Test
    void hangsUntilItIsInterrupted() throws Exception {
        VolumeDriver hanging =
                new SimulatedVolumeDriver(
                        new SimulationRules(Duration.ZERO, null, null, false, 10, 5));
        assertThat(hanging.createVolume(volume, 10).succeeded()).isTrue();
        var answer = new CompletableFuture<WorkResult>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> answer.complete(hanging.takeSnapshot(snapshot, volume, 6)));
        Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
        assertThat(answer).isNotDone();

        caller.interrupt();

        assertThat(answer.get().succeeded()).isFalse();
    }

    @Test
    void takesItsTime() {
        VolumeDriver slow =
                new SimulatedVolumeDriver(
                        new SimulationRules(Duration.ofMillis(50), null, null, false, null, null));
        long begin = System.nanoTime();

        slow.createVolume(volume, 1);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }
}
