package io.snapledger.contract.sharesnapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.sharesnapshot.DerivedStatus.Standing;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedStatusTest {

    @Test
    void withoutInstancesThereIsNone() {
        assertThat(DerivedStatus.of(List.of())).isEmpty();
        assertThat(DerivedStatus.speaker(List.of())).isEmpty();
    }

    @Test
    void theOnlyInstanceOfAShareWithoutReplicasSpeaks() {
        assertThat(DerivedStatus.of(List.of(on(1, ShareSnapshotStatus.MIGRATING_TO, null))))
                .contains(ShareSnapshotStatus.MIGRATING_TO);
    }

    @Test
    void theInstanceOnTheActiveReplicaSpeaks() {
        Standing active = on(2, ShareSnapshotStatus.AVAILABLE, ReplicaState.ACTIVE);

        assertThat(
                        DerivedStatus.speaker(
                                List.of(
                                        on(1, ShareSnapshotStatus.ERROR, ReplicaState.IN_SYNC),
                                        active)))
                .contains(active);
    }

    @Test
    void withoutAnActiveReplicaTheOneOnAMovingShareInstanceSpeaks() {
        Standing moving =
                new Standing(id(2), ShareSnapshotStatus.AVAILABLE, null, ShareStatus.MIGRATING);

        assertThat(
                        DerivedStatus.speaker(
                                List.of(on(1, ShareSnapshotStatus.CREATING, null), moving)))
                .contains(moving);
    }

    @Test
    void elseTheOneWithTheLowestIdAsTextSpeaks() {
        // As a signed number the second one is the lower.
        Standing low = on(0x7000000000000000L, ShareSnapshotStatus.ERROR, null);
        Standing high = on(0x8000000000000000L, ShareSnapshotStatus.AVAILABLE, null);

        assertThat(DerivedStatus.speaker(List.of(high, low))).contains(low);
        assertThat(DerivedStatus.of(List.of(high, low))).contains(ShareSnapshotStatus.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "AVAILABLE, DELETING, DELETING",
        "CREATING, DELETING, DELETING",
        "ERROR, CREATING, CREATING",
        "AVAILABLE, ERROR, ERROR",
        "MIGRATING, ERROR, ERROR",
        "SERVER_MIGRATING, MIGRATING, MIGRATING",
        "AVAILABLE, SERVER_MIGRATING, SERVER_MIGRATING",
        "ERROR_DELETING, AVAILABLE, AVAILABLE",
        "AVAILABLE, MIGRATING_TO, AVAILABLE",
    })
    void ofReplicasInStepTheWorstIsTheSnapshots(
            ShareSnapshotStatus active, ShareSnapshotStatus other, ShareSnapshotStatus derived) {
        assertThat(
                        DerivedStatus.of(
                                List.of(
                                        on(1, active, ReplicaState.ACTIVE),
                                        on(2, other, ReplicaState.IN_SYNC))))
                .contains(derived);
    }

    @Test
    void aReplicaOutOfStepDoesNotCount() {
        assertThat(
                        DerivedStatus.of(
                                List.of(
                                        on(1, ShareSnapshotStatus.AVAILABLE, ReplicaState.ACTIVE),
                                        on(
                                                2,
                                                ShareSnapshotStatus.CREATING,
                                                ReplicaState.OUT_OF_SYNC))))
                .contains(ShareSnapshotStatus.AVAILABLE);
    }

    private static Standing on(
            long id, ShareSnapshotStatus status, @Nullable ReplicaState replicaState) {
        return new Standing(id(id), status, replicaState, ShareStatus.AVAILABLE);
    }

    private static ShareSnapshotInstanceId id(long high) {
        return new ShareSnapshotInstanceId(new UUID(high, 0));
    }
}
