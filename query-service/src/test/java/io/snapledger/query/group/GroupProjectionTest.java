package io.snapledger.query.group;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupCreationFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupDeletionFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeletionRequested;
import io.snapledger.contract.group.GroupEvent.GroupOverdue;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.Facts;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupProjectionTest {

    private static final GroupId DATABASES = new GroupId(UUID.randomUUID());
    private static final GroupEvent CREATED =
            Facts.groupCreated(
                    DATABASES,
                    new GroupTypeId(UUID.randomUUID()),
                    new VolumeTypeId(UUID.randomUUID()));

    @Test
    void anEmptyGroupIsAvailableAtOnce() {
        assertThat(after(CREATED))
                .returns(GroupStatus.AVAILABLE, GroupRow::status)
                .returns(minute(1), GroupRow::createdAt)
                .returns(null, GroupRow::updatedAt);
    }

    @Test
    void oneFromASourceCountsAsCreatedWhenItIsComplete() {
        GroupSnapshotId source = new GroupSnapshotId(UUID.randomUUID());
        GroupEvent requested =
                Facts.groupFromSourceRequested(
                        DATABASES, new GroupTypeId(UUID.randomUUID()), source, minute(1));
        GroupEvent copied =
                new GroupVolumeCopied(
                        DATABASES, "project-1", new VolumeId(UUID.randomUUID()), minute(2));

        assertThat(after(requested))
                .returns(GroupStatus.CREATING, GroupRow::status)
                .returns(source, GroupRow::groupSnapshotId)
                .returns(null, GroupRow::sourceGroupId)
                .returns(minute(1), GroupRow::createdAt);
        assertThat(after(requested, copied)).isEqualTo(after(requested));
        assertThat(
                        after(
                                requested,
                                copied,
                                new GroupCompleted(
                                        DATABASES,
                                        "project-1",
                                        StatusChange.to("creating", "available"),
                                        minute(3))))
                .returns(GroupStatus.AVAILABLE, GroupRow::status)
                .returns(source, GroupRow::groupSnapshotId)
                .returns(minute(3), GroupRow::createdAt)
                .returns(minute(3), GroupRow::updatedAt);
    }

    @Test
    void aRenamedOneHasTheNamesThatTheEventCarries() {
        assertThat(after(CREATED, new GroupRenamed(DATABASES, "project-1", "new", null, minute(2))))
                .returns("new", GroupRow::name)
                .returns(null, GroupRow::description)
                .returns(GroupStatus.AVAILABLE, GroupRow::status)
                .returns(minute(2), GroupRow::updatedAt);
    }

    @Test
    void whoJoinsOrLeavesOnlyTouchesTheTimeOfTheUpdate() {
        GroupRow created = Objects.requireNonNull(after(CREATED));
        GroupRow changed =
                Objects.requireNonNull(
                        after(
                                CREATED,
                                new GroupVolumesChanged(
                                        DATABASES,
                                        "project-1",
                                        List.of(new VolumeId(UUID.randomUUID())),
                                        List.of(),
                                        minute(2))));

        assertThat(changed.updatedAt()).isEqualTo(minute(2));
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(created);
    }

    @Test
    void everyFactThatChangesTheStatusOnlyChangesThat() {
        GroupRow created = Objects.requireNonNull(after(CREATED));
        StatusChange change = new StatusChange("available", "error", "too long");
        for (GroupEvent event :
                new GroupEvent[] {
                    new GroupDeletionRequested(
                            DATABASES, "project-1", List.of(), change, minute(2)),
                    new GroupCreationFailed(DATABASES, "project-1", change, minute(2)),
                    new GroupDeletionFailed(DATABASES, "project-1", change, minute(2)),
                    new GroupStatusReset(DATABASES, "project-1", change, minute(2)),
                    new GroupOverdue(DATABASES, "project-1", change, minute(2))
                }) {
            GroupRow row = Objects.requireNonNull(GroupProjection.fold(created, event));
            assertThat(row.status()).isEqualTo(GroupStatus.ERROR);
            assertThat(row.updatedAt()).isEqualTo(minute(2));
            assertThat(row)
                    .usingRecursiveComparison()
                    .ignoringFields("status", "updatedAt")
                    .isEqualTo(created);
        }
    }

    @Test
    void aDeletedOneIsGoneAndNothingMayFollow() {
        GroupDeleted deleted =
                new GroupDeleted(
                        DATABASES, "project-1", StatusChange.to("available", "deleted"), minute(2));

        assertThat(after(CREATED, deleted)).isNull();
        assertThatThrownBy(() -> after(CREATED, deleted, deleted))
                .isInstanceOf(IllegalStateException.class);
    }

    private static @Nullable GroupRow after(GroupEvent... events) {
        GroupRow row = null;
        for (GroupEvent event : events) {
            row = GroupProjection.fold(row, event);
        }
        return row;
    }
}
