package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedShareDriverTest extends ShareDriverContract {

    @Override
    ShareDriver driver() {
        return new SimulatedShareDriver(SimulationRules.NONE);
    }

    @Test
    void failsByTheRulesOfVolumes() {
        ShareDriver failing =
                new SimulatedShareDriver(
                        new SimulationRules(Duration.ZERO, 5, 2, true, null, null));

        assertThat(failing.createShare(ALPHA, share, 6).succeeded()).isFalse();
        assertThat(failing.createShare(ALPHA, share, 5).succeeded()).isTrue();
        assertThat(failing.takeSnapshot(snapshot, 3).progress()).isEqualTo(50);
        assertThat(failing.takeSnapshot(snapshot, 2).succeeded()).isTrue();
        assertThat(failing.deleteShare(ALPHA, share).succeeded()).isFalse();
    }
}
