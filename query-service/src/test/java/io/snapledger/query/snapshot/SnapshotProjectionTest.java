package io.snapledger.query.snapshot;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReported;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.Facts;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotProjectionTest {

    private static final SnapshotId MEMBER = new SnapshotId(UUID.randomUUID());
    private static final GroupSnapshotId GROUP_SNAPSHOT = new GroupSnapshotId(UUID.randomUUID());
    private static final SnapshotEvent REQUESTED =
            Facts.snapshotRequested(
                    MEMBER,
                    new VolumeId(UUID.randomUUID()),
                    new VolumeTypeId(UUID.randomUUID()),
                    GROUP_SNAPSHOT,
                    minute(1));

    @Test
    void aRequestedOneHasMadeNoProgress() {
        assertThat(after(REQUESTED))
                .returns(SnapshotStatus.CREATING, SnapshotView::status)
                .returns(0, SnapshotView::progress)
                .returns(GROUP_SNAPSHOT, SnapshotView::groupSnapshotId)
                .returns(null, SnapshotView::providerLocation)
                .returns(null, SnapshotView::updatedAt);
    }

    @Test
    void aTakenOneIsCompleteAndKeptSomewhere() {
        assertThat(after(REQUESTED, Facts.snapshotTaken(MEMBER, minute(2))))
                .returns(SnapshotStatus.AVAILABLE, SnapshotView::status)
                .returns(100, SnapshotView::progress)
                .returns("snapshots/" + MEMBER, SnapshotView::providerLocation)
                .returns(minute(1), SnapshotView::createdAt)
                .returns(minute(2), SnapshotView::updatedAt);
    }

    @Test
    void aFailedOneShowsHowFarItCame() {
        SnapshotFailed failed =
                new SnapshotFailed(
                        MEMBER,
                        "project-1",
                        40,
                        new StatusChange("creating", "error", "disk full"),
                        minute(2));

        assertThat(after(REQUESTED, failed))
                .returns(SnapshotStatus.ERROR, SnapshotView::status)
                .returns(40, SnapshotView::progress);
    }

    @Test
    void itsDeletionLeavesProgressAndPlaceAlone() {
        assertThat(
                        after(
                                REQUESTED,
                                Facts.snapshotTaken(MEMBER, minute(2)),
                                Facts.snapshotDeletionRequested(MEMBER, minute(3)),
                                new SnapshotDeletionFailed(
                                        MEMBER,
                                        "project-1",
                                        new StatusChange("deleting", "error", "busy"),
                                        minute(4))))
                .returns(SnapshotStatus.ERROR, SnapshotView::status)
                .returns(100, SnapshotView::progress)
                .returns("snapshots/" + MEMBER, SnapshotView::providerLocation)
                .returns(minute(4), SnapshotView::updatedAt);
    }

    @Test
    void aSingleOneHasTheMetadataItWasAskedForWith() {
        SnapshotRequested asked = Facts.snapshotRequested(MEMBER, null, Map.of("a", "b"));

        assertThat(after(asked))
                .returns(Map.of("a", "b"), SnapshotView::metadata)
                .returns(null, SnapshotView::groupSnapshotId);
        assertThat(after(REQUESTED)).returns(Map.of(), SnapshotView::metadata);
    }

    @Test
    void otherWordsAboutItChangeNothingElse() {
        SnapshotView before = Objects.requireNonNull(after(REQUESTED));
        SnapshotView renamed =
                Objects.requireNonNull(
                        SnapshotProjection.fold(
                                before,
                                new SnapshotRenamed(
                                        MEMBER, "project-1", "other", "words", minute(3))));
        SnapshotView tagged =
                Objects.requireNonNull(
                        SnapshotProjection.fold(
                                renamed,
                                new SnapshotMetadataChanged(
                                        MEMBER, "project-1", Map.of("k", "v"), minute(4))));

        assertThat(tagged)
                .returns("other", SnapshotView::name)
                .returns("words", SnapshotView::description)
                .returns(Map.of("k", "v"), SnapshotView::metadata)
                .returns(minute(4), SnapshotView::updatedAt)
                .usingRecursiveComparison()
                .ignoringFields("name", "description", "metadata", "updatedAt")
                .isEqualTo(before);
    }

    @Test
    void aReportMayNameTheProgress() {
        StatusChange change = StatusChange.to("creating", "creating");

        SnapshotView reported =
                after(
                        REQUESTED,
                        new SnapshotStatusReported(MEMBER, "project-1", 40, change, minute(2)),
                        new SnapshotStatusReported(MEMBER, "project-1", null, change, minute(3)));

        assertThat(reported).returns(40, SnapshotView::progress);
    }

    @Test
    void aResetMovesTheStatusAlone() {
        assertThat(
                        after(
                                REQUESTED,
                                new SnapshotStatusReset(
                                        MEMBER,
                                        "project-1",
                                        StatusChange.to("creating", "backing-up"),
                                        minute(2))))
                .returns(SnapshotStatus.BACKING_UP, SnapshotView::status)
                .returns(0, SnapshotView::progress);
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(after(REQUESTED, Facts.snapshotDeleted(MEMBER, minute(2)))).isNull();
    }

    @Test
    void aFactAboutOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> after(Facts.snapshotTaken(MEMBER, minute(2))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static @Nullable SnapshotView after(SnapshotEvent... events) {
        SnapshotView row = null;
        for (SnapshotEvent event : events) {
            row = SnapshotProjection.fold(row, event);
        }
        return row;
    }
}
