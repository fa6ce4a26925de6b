package io.snapledger.query.groupsnapshot;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.query.Facts;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupSnapshotProjectionTest {

    private static final GroupSnapshotId NIGHTLY = new GroupSnapshotId(UUID.randomUUID());
    private static final GroupSnapshotEvent REQUESTED =
            Facts.groupSnapshotRequested(
                    NIGHTLY,
                    new GroupId(UUID.randomUUID()),
                    new GroupTypeId(UUID.randomUUID()),
                    "nightly",
                    minute(1));

    @Test
    void aRequestedOneIsCreatingAndWasNeverUpdated() {
        assertThat(after(REQUESTED))
                .returns(GroupSnapshotStatus.CREATING, GroupSnapshotView::status)
                .returns(minute(1), GroupSnapshotView::createdAt)
                .returns(null, GroupSnapshotView::updatedAt);
    }

    @Test
    void everyLaterFactMovesTheStatusAndTheTimeOfTheUpdateAndNothingElse() {
        GroupSnapshotView requested = Objects.requireNonNull(after(REQUESTED));
        for (GroupSnapshotEvent later :
                new GroupSnapshotEvent[] {
                    Facts.groupSnapshotTaken(NIGHTLY, minute(2)),
                    new GroupSnapshotFailed(
                            NIGHTLY,
                            "project-1",
                            new StatusChange("creating", "error", "full"),
                            minute(2)),
                    Facts.groupSnapshotDeletionRequested(NIGHTLY, "available", minute(2)),
                    new GroupSnapshotDeletionFailed(
                            NIGHTLY,
                            "project-1",
                            new StatusChange("deleting", "error", "busy"),
                            minute(2)),
                    Facts.groupSnapshotReset(NIGHTLY, "error", "error_deleting", minute(2)),
                    // Only a word: the row stays.
                    Facts.groupSnapshotReset(NIGHTLY, "error", "deleted", minute(2))
                }) {
            GroupSnapshotView view = Objects.requireNonNull(after(REQUESTED, later));
            assertThat(view.status().word()).isEqualTo(later.change().to());
            assertThat(view.updatedAt()).isEqualTo(minute(2));
            assertThat(view)
                    .usingRecursiveComparison()
                    .ignoringFields("status", "updatedAt")
                    .isEqualTo(requested);
        }
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(after(REQUESTED, Facts.groupSnapshotDeleted(NIGHTLY, minute(3)))).isNull();
    }

    @Test
    void aFactAboutOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> after(Facts.groupSnapshotTaken(NIGHTLY, minute(2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("group-snapshot.taken of " + NIGHTLY);
        assertThatThrownBy(() -> after(Facts.groupSnapshotDeleted(NIGHTLY, minute(2))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static @Nullable GroupSnapshotView after(GroupSnapshotEvent... events) {
        GroupSnapshotView row = null;
        for (GroupSnapshotEvent event : events) {
            row = GroupSnapshotProjection.fold(row, event);
        }
        return row;
    }
}
