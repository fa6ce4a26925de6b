package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every driver promises. */
abstract class VolumeDriverContract {

    final VolumeId volume = new VolumeId(UUID.randomUUID());
    final SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
    final VolumeId copy = new VolumeId(UUID.randomUUID());

    abstract VolumeDriver driver();

    @Test
    void whatWasMadeHasAPlace() {
        assertThat(driver().createVolume(volume, 1)).satisfies(VolumeDriverContract::isDone);
        assertThat(driver().takeSnapshot(snapshot, volume, 1))
                .satisfies(VolumeDriverContract::isDone);
    }

    @Test
    void aRepetitionConfirmsWhatIsThere() {
        WorkResult created = driver().createVolume(volume, 1);
        WorkResult taken = driver().takeSnapshot(snapshot, volume, 1);

        assertThat(driver().createVolume(volume, 1)).isEqualTo(created);
        assertThat(driver().takeSnapshot(snapshot, volume, 1)).isEqualTo(taken);
    }

    @Test
    void aVolumeGrowsAndGrowsNoMoreWhenAskedAgain() {
        driver().createVolume(volume, 1);
        WorkResult extended = driver().extendVolume(volume, 3);

        assertThat(extended).satisfies(VolumeDriverContract::isDone);
        assertThat(driver().extendVolume(volume, 3)).isEqualTo(extended);
    }

    @Test
    void aSnapshotOutlivesItsVolume() {
        driver().createVolume(volume, 1);
        WorkResult taken = driver().takeSnapshot(snapshot, volume, 1);
        driver().deleteVolume(volume);

        assertThat(driver().takeSnapshot(snapshot, volume, 1)).isEqualTo(taken);
    }

    @Test
    void aCopyHasAPlaceAndOutlivesItsSource() {
        driver().createVolume(volume, 1);
        driver().takeSnapshot(snapshot, volume, 1);
        VolumeId other = new VolumeId(UUID.randomUUID());

        WorkResult ofSnapshot = driver().createVolumeFromSnapshot(copy, snapshot, 1);
        WorkResult ofVolume = driver().createVolumeFromVolume(other, volume, 1);
        driver().dropSnapshot(snapshot);
        driver().deleteVolume(volume);

        assertThat(List.of(ofSnapshot, ofVolume)).allSatisfy(VolumeDriverContract::isDone);
        assertThat(driver().createVolumeFromSnapshot(copy, snapshot, 1)).isEqualTo(ofSnapshot);
        assertThat(driver().createVolumeFromVolume(other, volume, 1)).isEqualTo(ofVolume);
    }

    @Test
    void aCopyCanBeCopied() {
        driver().createVolume(volume, 1);
        driver().createVolumeFromVolume(copy, volume, 1);

        assertThat(driver().takeSnapshot(snapshot, copy, 1))
                .satisfies(VolumeDriverContract::isDone);
        assertThat(driver().deleteVolume(copy)).isEqualTo(WorkResult.done(null));
    }

    @Test
    void removingWhatIsNotThereSucceeds() {
        assertThat(driver().deleteVolume(volume).succeeded()).isTrue();
        assertThat(driver().dropSnapshot(snapshot).succeeded()).isTrue();
    }

    @Test
    void removingSucceedsTwice() {
        driver().createVolume(volume, 1);
        driver().takeSnapshot(snapshot, volume, 1);

        assertThat(driver().dropSnapshot(snapshot)).isEqualTo(WorkResult.done(null));
        assertThat(driver().dropSnapshot(snapshot)).isEqualTo(WorkResult.done(null));
        assertThat(driver().deleteVolume(volume)).isEqualTo(WorkResult.done(null));
        assertThat(driver().deleteVolume(volume)).isEqualTo(WorkResult.done(null));
    }

    @Test
    void anInterruptedCallFailsWithAReasonAndCanBeRepeated() {
        driver().createVolume(volume, 1);

        Thread.currentThread().interrupt();
        WorkResult interrupted = driver().takeSnapshot(snapshot, volume, 1);
        Thread.interrupted();

        assertThat(interrupted.succeeded()).isFalse();
        assertThat(interrupted.reason()).contains("interrupted");
        assertThat(interrupted.providerLocation()).isNull();
        assertThat(driver().takeSnapshot(snapshot, volume, 1))
                .satisfies(VolumeDriverContract::isDone);
    }

    private static void isDone(WorkResult result) {
        assertThat(result.succeeded()).as("%s", result).isTrue();
        assertThat(result.reason()).isNull();
        assertThat(result.progress()).isEqualTo(100);
        assertThat(result.providerLocation()).isNotBlank();
    }
}
