package io.snapledger.query.volume;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.Facts;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumeProjectionTest {

    private static final VolumeId DATA = new VolumeId(UUID.randomUUID());
    private static final GroupId GROUP = new GroupId(UUID.randomUUID());
    private static final VolumeEvent REQUESTED =
            Facts.volumeRequested(DATA, new VolumeTypeId(UUID.randomUUID()), GROUP, minute(1));

    @Test
    void aRequestedOneIsKeptByNobodyYet() {
        assertThat(after(REQUESTED))
                .returns(VolumeStatus.CREATING, VolumeRow::status)
                .returns(GROUP, VolumeRow::groupId)
                .returns(null, VolumeRow::agent)
                .returns(null, VolumeRow::updatedAt);
    }

    @Test
    void aCreatedOneSaysWhoKeepsItAndWhere() {
        assertThat(after(REQUESTED, Facts.volumeCreated(DATA, minute(2))))
                .returns(VolumeStatus.AVAILABLE, VolumeRow::status)
                .returns(Facts.AGENT, VolumeRow::agent)
                .returns("volumes/" + DATA, VolumeRow::providerLocation)
                .returns(GROUP, VolumeRow::groupId)
                .returns(minute(1), VolumeRow::createdAt)
                .returns(minute(2), VolumeRow::updatedAt);
    }

    @Test
    void oneWithAGroupFromASourceCountsAsCreatedWhenTheGroupIsComplete() {
        SnapshotId source = new SnapshotId(UUID.randomUUID());
        VolumeEvent requested =
                Facts.volumeFromSourceRequested(
                        DATA, new VolumeTypeId(UUID.randomUUID()), GROUP, source, null, minute(1));
        VolumeEvent copied =
                new VolumeCopied(DATA, "project-1", Facts.AGENT, "volumes/copy", minute(2));

        assertThat(after(requested))
                .returns(VolumeStatus.CREATING, VolumeRow::status)
                .returns(source, VolumeRow::snapshotId)
                .returns(null, VolumeRow::sourceVolumeId)
                .returns(GROUP, VolumeRow::groupId)
                .returns(null, VolumeRow::agent);
        assertThat(after(requested, copied))
                .returns(VolumeStatus.CREATING, VolumeRow::status)
                .returns(Facts.AGENT, VolumeRow::agent)
                .returns("volumes/copy", VolumeRow::providerLocation);
        assertThat(
                        after(
                                requested,
                                copied,
                                new VolumeCompleted(
                                        DATA,
                                        "project-1",
                                        StatusChange.to("creating", "available"),
                                        minute(3))))
                .returns(VolumeStatus.AVAILABLE, VolumeRow::status)
                .returns(Facts.AGENT, VolumeRow::agent)
                .returns(minute(3), VolumeRow::createdAt)
                .returns(minute(3), VolumeRow::updatedAt);
    }

    @Test
    void oneFromAnotherVolumeByItselfKeepsTheTimeOfItsRequest() {
        VolumeId source = new VolumeId(UUID.randomUUID());

        assertThat(
                        after(
                                Facts.volumeFromSourceRequested(
                                        DATA,
                                        new VolumeTypeId(UUID.randomUUID()),
                                        null,
                                        null,
                                        source,
                                        minute(1)),
                                Facts.volumeCreated(DATA, minute(2))))
                .returns(VolumeStatus.AVAILABLE, VolumeRow::status)
                .returns(source, VolumeRow::sourceVolumeId)
                .returns(minute(1), VolumeRow::createdAt);
    }

    @Test
    void leavingAGroupIsAChangeOfTheVolumeButNotOfItsStatus() {
        assertThat(after(REQUESTED, new VolumeGroupChanged(DATA, "project-1", null, minute(3))))
                .returns(null, VolumeRow::groupId)
                .returns(VolumeStatus.CREATING, VolumeRow::status)
                .returns(minute(3), VolumeRow::updatedAt);
    }

    @Test
    void everyFactThatChangesTheStatusOnlyChangesThat() {
        VolumeRow created =
                Objects.requireNonNull(after(REQUESTED, Facts.volumeCreated(DATA, minute(2))));
        StatusChange change = new StatusChange("available", "error_deleting", "busy");
        for (VolumeEvent event :
                new VolumeEvent[] {
                    new VolumeCreationFailed(DATA, "project-1", change, minute(3)),
                    new VolumeDeletionRequested(DATA, "project-1", Facts.WORK, change, minute(3)),
                    new VolumeDeletionFailed(DATA, "project-1", change, minute(3)),
                    new VolumeStatusReset(DATA, "project-1", change, minute(3))
                }) {
            VolumeRow row = Objects.requireNonNull(VolumeProjection.fold(created, event));
            assertThat(row.status()).isEqualTo(VolumeStatus.ERROR_DELETING);
            assertThat(row.updatedAt()).isEqualTo(minute(3));
            assertThat(row)
                    .usingRecursiveComparison()
                    .ignoringFields("status", "updatedAt")
                    .isEqualTo(created);
        }
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(
                        after(
                                REQUESTED,
                                new VolumeDeleted(
                                        DATA,
                                        "project-1",
                                        StatusChange.to("deleting", "deleted"),
                                        minute(2))))
                .isNull();
    }

    @Test
    void aFactAboutOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> after(Facts.volumeCreated(DATA, minute(2))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> after(new VolumeGroupChanged(DATA, "project-1", GROUP, minute(2))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static @Nullable VolumeRow after(VolumeEvent... events) {
        VolumeRow row = null;
        for (VolumeEvent event : events) {
            row = VolumeProjection.fold(row, event);
        }
        return row;
    }
}
