package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.agent.driver.ShareDriver.Share;
import io.snapledger.agent.driver.ShareDriver.Snapshot;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every driver of shares promises. */
abstract class ShareDriverContract {

    static final String ALPHA = "alpha";
    static final String BETA = "beta";

    final ShareInstanceId share = new ShareInstanceId(UUID.randomUUID());
    final ShareInstanceId replica = new ShareInstanceId(UUID.randomUUID());
    final Snapshot snapshot =
            new Snapshot(ALPHA, share, new ShareSnapshotInstanceId(UUID.randomUUID()));
    final Snapshot copy =
            new Snapshot(BETA, replica, new ShareSnapshotInstanceId(UUID.randomUUID()));

    abstract ShareDriver driver();

    @Test
    void aRepetitionConfirmsWhatIsThere() {
        WorkResult created = driver().createShare(ALPHA, share, 1);
        WorkResult taken = driver().takeSnapshot(snapshot, 1);
        WorkResult replicated =
                driver().createShareFromShare(BETA, replica, new Share(ALPHA, share), 1);
        WorkResult copied = driver().copySnapshot(copy, snapshot);

        isDone(created);
        isDone(taken);
        isDone(replicated);
        isDone(copied);
        assertThat(driver().exportPaths(created)).isNotEmpty();
        assertThat(driver().createShare(ALPHA, share, 1)).isEqualTo(created);
        assertThat(driver().takeSnapshot(snapshot, 1)).isEqualTo(taken);
        assertThat(driver().createShareFromShare(BETA, replica, new Share(ALPHA, share), 1))
                .isEqualTo(replicated);
        assertThat(driver().copySnapshot(copy, snapshot)).isEqualTo(copied);
        assertThat(driver().extendShare(ALPHA, share, 3)).isEqualTo(created);
    }

    @Test
    void aShareFromASnapshotOutlivesIt() {
        driver().createShare(ALPHA, share, 1);
        driver().takeSnapshot(snapshot, 1);
        WorkResult restored = driver().createShareFromSnapshot(ALPHA, replica, snapshot, 1);

        isDone(restored);
        driver().dropSnapshot(snapshot);
        driver().deleteShare(ALPHA, share);
        assertThat(driver().createShareFromSnapshot(ALPHA, replica, snapshot, 1))
                .isEqualTo(restored);
    }

    @Test
    void removingWhatIsNotThereSucceedsAndSoDoesRemovingTwice() {
        assertThat(driver().deleteShare(ALPHA, share).succeeded()).isTrue();
        assertThat(driver().dropSnapshot(snapshot).succeeded()).isTrue();
        driver().createShare(ALPHA, share, 1);
        driver().takeSnapshot(snapshot, 1);
        assertThat(driver().dropSnapshot(snapshot)).isEqualTo(WorkResult.done(null));
        assertThat(driver().dropSnapshot(snapshot)).isEqualTo(WorkResult.done(null));
        assertThat(driver().deleteShare(ALPHA, share)).isEqualTo(WorkResult.done(null));
        assertThat(driver().deleteShare(ALPHA, share)).isEqualTo(WorkResult.done(null));
    }

    static void isDone(WorkResult result) {
        assertThat(result.reason()).isNull();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.progress()).isEqualTo(100);
        assertThat(result.providerLocation()).isNotBlank();
    }
}
