package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.snapshot.SnapshotCommand.ChangeSnapshotMetadata;
import io.snapledger.contract.snapshot.SnapshotCommand.CreateSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RenameSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ReportSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotOutcome;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeCommand.ChangeVolumeMetadata;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.NewMigration;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeCommand.UpdateVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Single snapshots and their volumes, from the command to the agent's word and back. */
class SnapshotJourneyIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "host@test#test");

    private static CommandServiceUnderTest service;
    private static VolumeTypeId volumeType;

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service =
                new CommandServiceUnderTest(
                        CommandServiceUnderTest.withoutQuotas("--snapledger.deadline.timeout=1h"));
        volumeType = new VolumeTypeId(UUID.randomUUID());
        service.accepted(new CreateVolumeType(volumeType, "plain", null, true, Map.of(), now()));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @Test
    void aSnapshotIsTakenAndDroppedByAnAgent() {
        VolumeId volume = availableVolume();
        SnapshotId id = availableSnapshot(volume);
        assertThat(service.events(id)).containsExactly("snapshot.requested", "snapshot.taken");
        assertThat(service.refused(new DeleteVolume(volume, null, UUID.randomUUID(), now())))
                .isInstanceOf(VolumeRefused.StateForbids.class);

        UUID work = UUID.randomUUID();
        service.accepted(new DeleteSnapshot(id, false, "no longer needed", work, now()));
        assertThat(service.lastChange(id, "reason")).isEqualTo("no longer needed");
        assertThat(service.refused(new DeleteSnapshot(id, false, null, UUID.randomUUID(), now())))
                .isInstanceOf(SnapshotRefused.StateForbidsDeletion.class);
        say(id, work, WorkResult.done(null));

        awaitStatus(id, "deleted");
        service.accepted(new DeleteVolume(volume, null, UUID.randomUUID(), now()));
    }

    @Test
    void aFailureSaysWhy() {
        VolumeId volume = availableVolume();
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        UUID taking = UUID.randomUUID();
        service.accepted(create(id, volume, false, taking));
        say(id, taking, WorkResult.failed("No space left on device", 40));
        awaitStatus(id, "error");
        assertThat(service.lastChange(id, "reason")).isEqualTo("No space left on device");

        UUID dropping = UUID.randomUUID();
        service.accepted(new DeleteSnapshot(id, false, null, dropping, now()));
        say(id, dropping, WorkResult.failed("it is busy", 0));
        awaitStatus(id, "error_deleting");
    }

    @Test
    void onlyAVolumeThatIsReadyIsSnapshotted() {
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        VolumeId unknown = new VolumeId(UUID.randomUUID());
        assertThat(service.refused(create(id, unknown, true, UUID.randomUUID())))
                .isInstanceOf(SnapshotRefused.VolumeNotFound.class);

        VolumeId unmade = new VolumeId(UUID.randomUUID());
        service.accepted(volume(unmade, UUID.randomUUID()));
        assertThat(service.refused(create(id, unmade, true, UUID.randomUUID())))
                .isInstanceOf(SnapshotRefused.VolumeHasNoHost.class);

        VolumeId volume = availableVolume();
        service.accepted(
                new ResetVolumeStatus(
                        volume,
                        null,
                        null,
                        new NewMigration(MigrationStatus.MIGRATING),
                        null,
                        now()));
        assertThat(service.refused(create(id, volume, true, UUID.randomUUID())))
                .isInstanceOf(SnapshotRefused.VolumeMigrates.class);

        service.accepted(
                new ResetVolumeStatus(
                        volume, VolumeStatus.IN_USE, null, new NewMigration(null), null, now()));
        assertThat(service.refused(create(id, volume, false, UUID.randomUUID())))
                .isInstanceOf(SnapshotRefused.VolumeStatusForbids.class);
        service.accepted(create(id, volume, true, UUID.randomUUID()));
    }

    @Test
    void namesAndMetadataChangeOnlyWhenTheyDiffer() {
        VolumeId volume = availableVolume();
        SnapshotId id = availableSnapshot(volume);
        NewText name = new NewText("renamed");

        service.accepted(new RenameSnapshot(id, name, null, now()));
        service.send(new RenameSnapshot(id, name, null, now()));
        service.accepted(
                new ChangeSnapshotMetadata(id, MetadataChange.adding(Map.of("a", "b")), now()));
        service.send(
                new ChangeSnapshotMetadata(id, MetadataChange.adding(Map.of("a", "b")), now()));
        service.send(new ChangeSnapshotMetadata(id, MetadataChange.removing("none"), now()));
        service.accepted(new UpdateVolume(volume, name, null, Map.of("c", "d"), now()));
        service.send(new UpdateVolume(volume, name, null, Map.of("c", "d"), now()));
        service.accepted(new ChangeVolumeMetadata(volume, MetadataChange.removing("c"), now()));

        assertThat(service.events(id))
                .endsWith("snapshot.taken", "snapshot.renamed", "snapshot.metadata-changed");
        assertThat(service.events(volume))
                .endsWith(
                        "volume.created",
                        "volume.renamed",
                        "volume.metadata-changed",
                        "volume.metadata-changed");
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.MAINTENANCE, null, now()));
        assertThat(service.refused(new UpdateVolume(volume, new NewText("x"), null, null, now())))
                .isInstanceOf(VolumeRefused.InMaintenance.class);
        assertThat(
                        service.refused(
                                new ChangeVolumeMetadata(
                                        volume, MetadataChange.removing("c"), now())))
                .isEqualTo(
                        new VolumeRefused.StatusForbidsMetadata(
                                volume, VolumeStatus.MAINTENANCE, true));
    }

    @Test
    void whoTakesItInStoragesPlaceReportsOnlyWhatFollows() {
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        service.accepted(create(id, availableVolume(), false, UUID.randomUUID()));

        assertThat(service.refused(new ReportSnapshotStatus(id, "nonsense", null, now())))
                .isInstanceOf(SnapshotRefused.ReportDoesNotFollow.class);
        service.accepted(new ReportSnapshotStatus(id, "available", 100, now()));
        assertThat(service.refused(new ReportSnapshotStatus(id, "error", null, now())))
                .isInstanceOf(SnapshotRefused.NothingToReport.class);

        assertThat(service.events(id)).endsWith("snapshot.status-reported");
    }

    @Test
    void aVolumeDeletedWithItsSnapshotsGoesAfterTheLastOfThem() {
        VolumeId volume = availableVolume();
        SnapshotId one = availableSnapshot(volume);
        SnapshotId other = availableSnapshot(volume);

        service.accepted(cascade(volume));

        assertThat(service.lastChange(volume, "to")).isEqualTo("deleting");
        assertThat(service.events(volume)).endsWith("volume.cascade-requested");
        say(one, lastWork(one), WorkResult.done(null));
        awaitStatus(one, "deleted");
        assertThat(service.events(volume)).endsWith("volume.cascade-requested");
        say(other, lastWork(other), WorkResult.done(null));
        await().untilAsserted(() ->
                assertThat(service.events(volume)).endsWith("volume.deletion-requested"));
        say(volume, lastWork(volume), WorkResult.done(null));
        awaitStatus(volume, "deleted");
    }

    @Test
    void aVolumeStaysWithASnapshotThatCannotGo() {
        VolumeId volume = availableVolume();
        SnapshotId snapshot = availableSnapshot(volume);
        service.accepted(cascade(volume));

        say(snapshot, lastWork(snapshot), WorkResult.failed("it is busy", 0));

        awaitStatus(volume, "error_deleting");
        assertThat(service.lastChange(volume, "reason"))
                .isEqualTo("snapshot " + snapshot + " could not be deleted");
        assertThat(service.events(volume)).doesNotContain("volume.deletion-requested");
    }

    @Test
    void aResetEndsTheWaitForTheSnapshots() {
        VolumeId volume = availableVolume();
        SnapshotId snapshot = availableSnapshot(volume);
        service.accepted(cascade(volume));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));

        say(snapshot, lastWork(snapshot), WorkResult.done(null));

        awaitStatus(snapshot, "deleted");
        assertThat(service.lastChange(volume, "to")).isEqualTo("available");
    }

    @Test
    void aCascadeIsRefusedAsAWhole() {
        VolumeId volume = availableVolume();
        SnapshotId free = availableSnapshot(volume);
        SnapshotId busy = availableSnapshot(volume);
        service.accepted(new ResetSnapshotStatus(busy, SnapshotStatus.BACKING_UP, null, now()));

        assertThat(service.refused(cascade(volume))).isInstanceOf(VolumeRefused.StateForbids.class);
        assertThat(service.lastChange(free, "to")).isEqualTo("available");

        service.accepted(
                new DeleteVolume(volume, true, true, true, null, UUID.randomUUID(), now()));
        assertThat(service.lastChange(busy, "to")).isEqualTo("deleting");
    }

    @Test
    void anothersSnapshotGoesWithTheVolumeOnlyIfAnAdministratorSaysSo() {
        VolumeId volume = availableVolume();
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(
                new CreateSnapshot(
                        id, volume, false, null, null, Map.of(), "project-b", "bob", work, now()));
        say(id, work, WorkResult.done("somewhere"));
        awaitStatus(id, "available");

        assertThat(service.refused(cascade(volume))).isInstanceOf(VolumeRefused.StateForbids.class);
        service.accepted(
                new DeleteVolume(volume, false, true, true, null, UUID.randomUUID(), now()));
    }

    @Test
    void forceHeedsNoStatusButWhoHoldsTheVolume() {
        VolumeId volume = availableVolume();
        service.accepted(
                new ResetVolumeStatus(
                        volume, VolumeStatus.UPLOADING, true, null, "by hand", now()));
        DeleteVolume force =
                new DeleteVolume(volume, true, false, true, null, UUID.randomUUID(), now());

        assertThat(service.refused(force)).isInstanceOf(VolumeRefused.HeldByOthers.class);
        service.accepted(new ResetVolumeStatus(volume, null, false, null, null, now()));
        service.accepted(force);

        assertThat(service.lastChange(volume, "from")).isEqualTo("uploading");
    }

    @Test
    void aVolumeGrows() {
        VolumeId volume = availableVolume();
        assertThat(service.refused(new ExtendVolume(volume, 1, false, UUID.randomUUID(), now())))
                .isEqualTo(new VolumeRefused.NotLarger(volume, 1, 1));
        UUID work = UUID.randomUUID();
        service.accepted(new ExtendVolume(volume, 3, false, work, now()));
        assertThat(service.refused(create(new SnapshotId(UUID.randomUUID()), volume, true, work)))
                .isInstanceOf(SnapshotRefused.VolumeStatusForbids.class);

        say(volume, work, WorkResult.done("somewhere"));

        awaitStatus(volume, "available");
        assertThat(service.events(volume)).endsWith("volume.extended");
        assertThat(service.refused(new ExtendVolume(volume, 3, false, UUID.randomUUID(), now())))
                .isEqualTo(new VolumeRefused.NotLarger(volume, 3, 3));
        assertThat(service.count("command.deadline where resource_id = '" + volume + "'")).isZero();
    }

    @Test
    void aVolumeWhoseBytesAreGoneEndsWhateverItWasSetTo() {
        VolumeId volume = availableVolume();
        UUID first = UUID.randomUUID();
        service.accepted(new DeleteVolume(volume, null, first, now()));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));
        service.accepted(new DeleteVolume(volume, null, UUID.randomUUID(), now()));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));

        say(volume, first, WorkResult.done(null));

        awaitStatus(volume, "deleted");
        assertThat(service.lastChange(volume, "from")).isEqualTo("available");
        assertThat(service.count("command.reference where holder_id = '" + volume + "'")).isZero();
    }

    @Test
    void aDeletionThatFailedLeavesWhatWasSetMeanwhile() {
        VolumeId volume = availableVolume();
        UUID work = UUID.randomUUID();
        service.accepted(new DeleteVolume(volume, null, work, now()));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));
        SnapshotId snapshot = availableSnapshot(volume);
        UUID dropping = UUID.randomUUID();
        service.accepted(new DeleteSnapshot(snapshot, false, null, dropping, now()));
        service.accepted(new ResetSnapshotStatus(snapshot, SnapshotStatus.AVAILABLE, null, now()));

        say(volume, work, WorkResult.failed("it is busy", 0));
        say(snapshot, dropping, WorkResult.failed("it is busy", 0));
        // The agent tries the last one again, and succeeds.
        say(snapshot, dropping, WorkResult.done(null));

        awaitStatus(snapshot, "deleted");
        assertThat(service.lastChange(snapshot, "from")).isEqualTo("available");
        afterAllOutcomesOf(volume);
        assertThat(service.lastChange(volume, "to")).isEqualTo("available");
    }

    @Test
    void whatWasMadeAfterAResetIsKnownToBeThere() {
        VolumeId volume = new VolumeId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(volume(volume, work));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.ERROR, "too slow", now()));

        say(volume, work, WorkResult.done("somewhere"));

        await().untilAsserted(() -> assertThat(service.events(volume)).endsWith("volume.created"));
        assertThat(service.lastChange(volume, "to")).isEqualTo("error");
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));
        assertThat(availableSnapshot(volume)).isNotNull();
    }

    @Test
    void whatCouldNotBeMadeIsNotAvailableThoughItWasSetTo() {
        VolumeId volume = new VolumeId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(volume(volume, work));
        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, now()));

        say(volume, work, WorkResult.failed("No space left on device", 0));

        awaitStatus(volume, "error");
        assertThat(service.lastChange(volume, "reason")).isEqualTo("No space left on device");
    }

    // ---- what a test needs to have

    private static DeleteVolume cascade(VolumeId volume) {
        return new DeleteVolume(volume, false, true, false, null, UUID.randomUUID(), now());
    }

    private static VolumeId availableVolume() {
        VolumeId id = new VolumeId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(volume(id, work));
        say(id, work, WorkResult.done("somewhere"));
        awaitStatus(id, "available");
        return id;
    }

    private static CreateVolume volume(VolumeId id, UUID work) {
        return new CreateVolume(
                id,
                1,
                "data",
                null,
                volumeType,
                null,
                "nova",
                Map.of(),
                "project-a",
                "alice",
                work,
                now());
    }

    private static SnapshotId availableSnapshot(VolumeId volume) {
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(create(id, volume, false, work));
        say(id, work, WorkResult.done("somewhere"));
        awaitStatus(id, "available");
        return id;
    }

    private static CreateSnapshot create(
            SnapshotId id, VolumeId volume, boolean inUseToo, UUID work) {
        return new CreateSnapshot(
                id, volume, inUseToo, "nightly", null, Map.of(), "project-a", "alice", work, now());
    }

    private static void say(SnapshotId id, UUID work, WorkResult result) {
        service.say(
                id.toString(),
                "snapshot.outcome.v1",
                new SnapshotOutcome(id, work, result, AGENT, "req-test", now()));
    }

    private static void say(VolumeId id, UUID work, WorkResult result) {
        service.say(
                id.toString(),
                "volume.outcome.v1",
                new VolumeOutcome(id, work, result, AGENT, "req-test", now()));
    }

    private static void awaitStatus(Object id, String status) {
        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo(status));
    }

    private static UUID lastWork(Object id) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb ->> 'work_id'
                        from event_log.event
                        where aggregate_identifier = :id
                          and convert_from(payload, 'UTF8')::jsonb -> 'work_id' is not null
                        order by sequence_number desc limit 1
                        """)
                .param("id", UUID.fromString(id.toString()))
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .single();
    }

    // Messages with one key are read in order: once a later one has gone to the dead letters, the
    // earlier ones have been read.
    private static void afterAllOutcomesOf(Object key) {
        service.say(key.toString(), "marker.v1", new byte[0]);
        await().untilAsserted(() ->
                assertThat(service.read(CommandServiceUnderTest.OUTCOMES + ".dead-letters", 1))
                        .anyMatch(message -> message.key().equals(key.toString())));
    }

    private static Instant now() {
        return Instant.now();
    }
}
