package io.snapledger.query.volume;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeAttachmentReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeCascadeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMetadataChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMigrationReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeRenamed;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.Facts;
import java.util.List;
import java.util.Map;
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
    void aLargerOneIsThatLarge() {
        assertThat(
                        after(
                                REQUESTED,
                                new VolumeExtended(
                                        DATA,
                                        "project-1",
                                        9,
                                        12,
                                        Facts.WORK,
                                        StatusChange.to("extending", "in-use"),
                                        minute(3))))
                .returns(9, VolumeRow::sizeGib)
                .returns(VolumeStatus.IN_USE, VolumeRow::status)
                .returns(minute(3), VolumeRow::updatedAt);
    }

    @Test
    void otherWordsAboutItChangeNothingElse() {
        VolumeRow before = Objects.requireNonNull(after(REQUESTED));

        VolumeRow after =
                Objects.requireNonNull(
                        after(
                                REQUESTED,
                                new VolumeRenamed(DATA, "project-1", "other", "words", minute(3)),
                                new VolumeMetadataChanged(
                                        DATA, "project-1", Map.of("k", "v"), minute(4)),
                                new VolumeMigrationReset(
                                        DATA, "project-1", "migrating", null, minute(5)),
                                new VolumeAttachmentReset(
                                        DATA, "project-1", true, null, minute(6))));

        assertThat(after)
                .returns("other", VolumeRow::name)
                .returns("words", VolumeRow::description)
                .returns(Map.of("k", "v"), VolumeRow::metadata)
                .returns(MigrationStatus.MIGRATING, VolumeRow::migrationStatus)
                .returns(minute(6), VolumeRow::updatedAt)
                .usingRecursiveComparison()
                .ignoringFields("name", "description", "metadata", "migrationStatus", "updatedAt")
                .isEqualTo(before);
        assertThat(
                        VolumeProjection.fold(
                                after,
                                new VolumeMigrationReset(DATA, "project-1", null, null, minute(7))))
                .returns(null, VolumeRow::migrationStatus);
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
                    new VolumeCascadeRequested(DATA, "project-1", List.of(), change, minute(3)),
                    new VolumeExtensionRequested(
                            DATA, "project-1", 9, 9, Facts.WORK, change, minute(3)),
                    new VolumeExtensionFailed(
                            DATA, "project-1", 10, 12, Facts.WORK, change, minute(3)),
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
