package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.CreateGroupFromSource;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupCommand.UpdateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupRefused;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.CreateVolumeFromSource;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups and volumes that are copies, with a real PostgreSQL and Kafka; the test is the agent. */
class GroupFromSourceIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "host@test#test");

    private static CommandServiceUnderTest service;
    private static VolumeTypeId volumeType;
    private static GroupTypeId groupType;
    private static Instant begin;

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service = new CommandServiceUnderTest(CommandServiceUnderTest.withoutQuotas());
        volumeType = new VolumeTypeId(UUID.randomUUID());
        groupType = new GroupTypeId(UUID.randomUUID());
        begin = now().truncatedTo(ChronoUnit.MICROS);
        service.accepted(
                new CreateVolumeType(volumeType, "fast", null, true, Map.of(), Instant.now()));
        service.accepted(
                new CreateGroupType(groupType, "plain", null, true, Map.of(), Instant.now()));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @Test
    void aGroupFromAGroupSnapshotIsThereWithItsLastVolumeAndNotBefore() {
        GroupSnapshotId source = available(groupWith(volume(), volume()));
        GroupId copy = from(source);
        List<VolumeId> volumes = volumesOf(copy);
        assertThat(volumes).hasSize(2);
        assertThat(service.events(copy)).containsExactly("group.from-source-requested");
        assertThat(service.lastChange(copy, "to")).isEqualTo("creating");
        assertThat(service.refused(delete(source)))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);

        say(volumes.getFirst(), WorkResult.done("here"));
        awaitEvents(volumes.getFirst(), "volume.from-source-requested", "volume.copied");
        assertThat(service.lastChange(volumes.getFirst(), "to")).isEqualTo("creating");
        assertThat(service.lastChange(copy, "to")).isEqualTo("creating");
        say(volumes.getLast(), WorkResult.done("there"));

        awaitEvents(
                copy,
                "group.from-source-requested",
                "group.volume-copied",
                "group.volume-copied",
                "group.completed");
        assertThat(volumes)
                .allSatisfy(volume ->
                        assertThat(service.events(volume))
                                .containsExactly(
                                        "volume.from-source-requested",
                                        "volume.copied",
                                        "volume.completed"));
        service.accepted(delete(source));
    }

    @Test
    void eachVolumeIsACopyOfOneMemberForTheCaller() {
        VolumeId original = volume();
        GroupId group = groupWith(original);
        GroupSnapshotId source = available(group);

        VolumeId ofSnapshot = volumesOf(from(source)).getFirst();
        VolumeId ofVolume = volumesOf(from(group)).getFirst();

        assertThat(requested(ofSnapshot, "snapshot_id")).isEqualTo(member(source).toString());
        assertThat(requested(ofSnapshot, "source_volume_id")).isNull();
        assertThat(requested(ofVolume, "source_volume_id")).isEqualTo(original.toString());
        assertThat(requested(ofVolume, "snapshot_id")).isNull();
        for (VolumeId copy : List.of(ofSnapshot, ofVolume)) {
            assertThat(requested(copy, "project_id")).isEqualTo("project-b");
            assertThat(requested(copy, "user_id")).isEqualTo("bob");
            assertThat(requested(copy, "name")).isNull();
            assertThat(requested(copy, "size_gib")).isEqualTo("2");
            assertThat(requested(copy, "volume_type_id")).isEqualTo(volumeType.toString());
            assertThat(requested(copy, "with_group")).isEqualTo("true");
        }
    }

    @Test
    void whereOneVolumeFailsTheGroupAndAllItsVolumesFail() {
        GroupSnapshotId source = available(groupWith(volume(), volume(), volume()));
        GroupId copy = from(source);
        List<VolumeId> volumes = volumesOf(copy);
        UUID late = workOf(volumes.get(2));
        say(volumes.get(0), WorkResult.done("here"));
        awaitEvents(volumes.get(0), "volume.from-source-requested", "volume.copied");

        say(volumes.get(1), WorkResult.failed("No space left on device", 40));

        awaitStatus(copy, "error");
        assertThat(service.lastChange(copy, "reason"))
                .isEqualTo(
                        "volume %s could not be made: No space left on device"
                                .formatted(volumes.get(1)));
        assertThat(volumes)
                .allSatisfy(volume -> {
                    assertThat(service.lastChange(volume, "to")).isEqualTo("error");
                    assertThat(service.lastChange(volume, "reason"))
                            .endsWith("No space left on device");
                });
        say(volumes.get(2), late, WorkResult.done("too late"));
        afterAllOutcomesOf(volumes.get(2));
        assertThat(service.lastChange(volumes.get(2), "to")).isEqualTo("error");
        service.accepted(delete(source));
        service.accepted(new DeleteGroup(copy, true, null, now()));
    }

    @Test
    void aSourceGroupStaysUntilItIsCopied() {
        VolumeId original = volume();
        GroupId source = groupWith(original);
        GroupId copy = from(source);

        assertThat(service.refused(new DeleteGroup(source, true, null, now())))
                .isEqualTo(new GroupRefused.IsBeingCopied(source, true));
        say(volumesOf(copy).getFirst(), WorkResult.done("here"));
        awaitStatus(copy, "available");

        service.accepted(new DeleteGroup(source, true, null, now()));
    }

    @Test
    void whatCannotBeCopiedIsRefusedAndLeavesNothing() {
        GroupId empty = group();
        GroupId broken = groupWith(volume());
        VolumeId fallen = volumesOfPlain(broken).getFirst();
        GroupSnapshotId unfinished = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(unfinished, groupWith(volume()), UUID.randomUUID()));
        service.accepted(
                new ResetGroupSnapshotStatus(
                        unfinished, GroupSnapshotStatus.AVAILABLE, null, now()));
        service.accepted(new ResetVolumeStatus(fallen, VolumeStatus.ERROR, null, now()));
        GroupSnapshotId unknown = new GroupSnapshotId(UUID.randomUUID());
        GroupId nowhere = new GroupId(UUID.randomUUID());
        List<Long> before = counts();

        List<Object> refusals = new ArrayList<>();
        refusals.add(service.refused(copyOf(unknown)));
        refusals.add(service.refused(copyOf(nowhere)));
        refusals.add(service.refused(copyOf(empty)));
        refusals.add(service.refused(copyOf(broken)));
        refusals.add(service.refused(copyOf(unfinished)));

        assertThat(refusals)
                .extracting(Object::getClass)
                .extracting(Class::getName)
                .containsExactly(
                        GroupRefused.GroupSnapshotNotFound.class.getName(),
                        GroupRefused.NotFound.class.getName(),
                        GroupRefused.SourceGroupIsEmpty.class.getName(),
                        GroupRefused.SourceVolumeStatusForbids.class.getName(),
                        GroupRefused.SnapshotNotAvailable.class.getName());
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void theGroupSnapshotsOwnStatusDoesNotCount() {
        GroupSnapshotId source = available(groupWith(volume()));
        for (GroupSnapshotStatus status : GroupSnapshotStatus.values()) {
            service.accepted(new ResetGroupSnapshotStatus(source, status, null, now()));

            service.accepted(copyOf(source));
        }
    }

    @Test
    void aStatusSetByHandEndsTheWaitButNotTheWork() {
        GroupId copy = from(available(groupWith(volume(), volume())));
        List<VolumeId> volumes = volumesOf(copy);
        say(volumes.getFirst(), WorkResult.done("here"));
        awaitEvents(volumes.getFirst(), "volume.from-source-requested", "volume.copied");

        service.accepted(new ResetGroupStatus(copy, GroupStatus.ERROR, "by hand", now()));

        assertThat(service.lastChange(volumes.getFirst(), "to")).isEqualTo("available");
        say(volumes.getLast(), WorkResult.done("there"));
        awaitStatus(volumes.getLast(), "available");
        assertThat(service.lastChange(copy, "reason")).isEqualTo("by hand");
    }

    @Test
    void aMemberThatIsStillCopiedKeepsTheGroupSnapshotWhateverTheGroupsStatus() {
        GroupSnapshotId source = available(groupWith(volume()));
        GroupId copy = from(source);
        service.accepted(new ResetGroupStatus(copy, GroupStatus.ERROR, null, now()));
        assertThat(service.refused(delete(source)))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);

        say(volumesOf(copy).getFirst(), WorkResult.done("here"));
        awaitStatus(volumesOf(copy).getFirst(), "available");
        service.accepted(new ResetGroupStatus(copy, GroupStatus.CREATING, null, now()));
        assertThat(service.refused(delete(source)))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);
        service.accepted(new ResetGroupStatus(copy, GroupStatus.AVAILABLE, null, now()));

        service.accepted(delete(source));
    }

    @Test
    void aGroupCanBeDeletedWhileItIsBeingCopied() {
        GroupSnapshotId source = available(groupWith(volume(), volume()));
        GroupId copy = from(source);
        List<VolumeId> volumes = volumesOf(copy);
        UUID abandoned = workOf(volumes.getFirst());

        service.accepted(new DeleteGroup(copy, true, "changed my mind", now()));
        say(volumes.getFirst(), abandoned, WorkResult.done("too late"));
        volumes.forEach(volume -> say(volume, WorkResult.done(null)));

        awaitStatus(copy, "deleted");
        assertThat(volumes)
                .allSatisfy(volume ->
                        assertThat(service.lastChange(volume, "to")).isEqualTo("deleted"));
        service.accepted(delete(source));
    }

    @Test
    void aRestartInBetweenLosesNothing() {
        GroupSnapshotId source = available(groupWith(volume(), volume()));
        GroupId copy = from(source);
        List<VolumeId> volumes = volumesOf(copy);
        say(volumes.getFirst(), WorkResult.done("here"));
        awaitEvents(volumes.getFirst(), "volume.from-source-requested", "volume.copied");

        service.restart(CommandServiceUnderTest.withoutQuotas());

        assertThat(service.refused(delete(source)))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);
        say(volumes.getLast(), WorkResult.done("there"));
        awaitStatus(copy, "available");
    }

    @Test
    void theDeadlineOfTheGroupEndsTheWaitOfItsVolumes() {
        GroupId copy = from(available(groupWith(volume(), volume())));
        List<VolumeId> volumes = volumesOf(copy);
        say(volumes.getFirst(), WorkResult.done("here"));
        awaitEvents(volumes.getFirst(), "volume.from-source-requested", "volume.copied");

        service.accepted(new FailOverdueGroup(copy, GroupStatus.CREATING, begin, now()));

        assertThat(service.lastChange(copy, "to")).isEqualTo("error");
        assertThat(volumes)
                .allSatisfy(volume -> {
                    assertThat(service.lastChange(volume, "to")).isEqualTo("error");
                    assertThat(service.lastChange(volume, "reason"))
                            .isEqualTo("no outcome within 10m");
                });
    }

    @Test
    void theDeadlineOfAVolumeFailsItsGroup() {
        GroupId copy = from(available(groupWith(volume(), volume())));
        List<VolumeId> volumes = volumesOf(copy);

        service.accepted(
                new FailOverdueVolume(volumes.getFirst(), VolumeStatus.CREATING, begin, now()));

        assertThat(service.lastChange(copy, "to")).isEqualTo("error");
        assertThat(service.lastChange(volumes.getLast(), "to")).isEqualTo("error");
    }

    @Test
    void aVolumeFromASnapshotOutlivesIt() {
        GroupSnapshotId source = available(groupWith(volume()));
        VolumeId copy = new VolumeId(UUID.randomUUID());
        service.accepted(copyOf(copy, member(source), null, 3, null));
        assertThat(service.refused(delete(source)))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);

        say(copy, WorkResult.done("here"));
        awaitEvents(copy, "volume.from-source-requested", "volume.created");

        service.accepted(delete(source));
        assertThat(service.lastChange(copy, "to")).isEqualTo("available");
    }

    @Test
    void aVolumeStaysUntilItIsCopied() {
        VolumeId original = volume();
        VolumeId copy = new VolumeId(UUID.randomUUID());
        service.accepted(copyOf(copy, null, original, 2, null));
        assertThat(service.refused(new DeleteVolume(original, null, UUID.randomUUID(), now())))
                .isInstanceOf(VolumeRefused.StateForbids.class);

        say(copy, WorkResult.failed("No such file or directory", 0));
        awaitStatus(copy, "error");

        service.accepted(new DeleteVolume(original, null, UUID.randomUUID(), now()));
    }

    @Test
    void aVolumeFromASourceCanBeBornIntoAGroup() {
        GroupId group = group();
        VolumeId copy = new VolumeId(UUID.randomUUID());
        service.accepted(copyOf(copy, null, volume(), 2, group));

        say(copy, WorkResult.done("here"));

        awaitEvents(copy, "volume.from-source-requested", "volume.created");
        assertThat(service.refused(new DeleteGroup(group, false, null, now())))
                .isInstanceOf(GroupRefused.HasVolumes.class);
    }

    @Test
    void aVolumeThatCannotBeACopyIsRefusedAndLeavesNothing() {
        VolumeId original = volume();
        VolumeId fallen = volume();
        service.accepted(new ResetVolumeStatus(fallen, VolumeStatus.ERROR, null, now()));
        GroupSnapshotId source = available(groupWith(volume()));
        GroupSnapshotId unfinished = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(unfinished, groupWith(volume()), UUID.randomUUID()));
        GroupId brokenGroup = group();
        service.accepted(new ResetGroupStatus(brokenGroup, GroupStatus.ERROR, null, now()));
        VolumeId id = new VolumeId(UUID.randomUUID());
        List<Long> before = counts();

        List<Object> refusals = new ArrayList<>();
        refusals.add(service.refused(copyOf(id, null, new VolumeId(UUID.randomUUID()), 2, null)));
        refusals.add(service.refused(copyOf(id, null, fallen, 2, null)));
        refusals.add(service.refused(copyOf(id, null, original, 1, null)));
        refusals.add(service.refused(copyOf(id, new SnapshotId(UUID.randomUUID()), null, 2, null)));
        refusals.add(service.refused(copyOf(id, member(unfinished), null, 2, null)));
        refusals.add(service.refused(copyOf(id, member(source), null, 1, null)));
        refusals.add(service.refused(copyOf(id, null, original, 2, brokenGroup)));

        assertThat(refusals)
                .extracting(Object::getClass)
                .extracting(Class::getName)
                .containsExactly(
                        VolumeRefused.NotFound.class.getName(),
                        VolumeRefused.SourceStatusForbids.class.getName(),
                        VolumeRefused.SmallerThanSource.class.getName(),
                        VolumeRefused.SnapshotNotFound.class.getName(),
                        VolumeRefused.SnapshotNotAvailable.class.getName(),
                        VolumeRefused.SmallerThanSnapshot.class.getName(),
                        VolumeRefused.GroupStatusForbids.class.getName());
        assertThat(counts()).isEqualTo(before);
    }

    private static GroupId group() {
        GroupId id = new GroupId(UUID.randomUUID());
        service.accepted(
                new CreateGroup(
                        id,
                        "source",
                        null,
                        groupType,
                        List.of(volumeType),
                        "nova",
                        "project-a",
                        "alice",
                        now()));
        return id;
    }

    private static GroupId groupWith(VolumeId... volumes) {
        GroupId id = group();
        service.accepted(new UpdateGroup(id, null, null, List.of(volumes), List.of(), now()));
        return id;
    }

    private static VolumeId volume() {
        VolumeId id = new VolumeId(UUID.randomUUID());
        service.accepted(
                new CreateVolume(
                        id,
                        2,
                        "data",
                        null,
                        volumeType,
                        null,
                        "nova",
                        Map.of(),
                        "project-a",
                        "alice",
                        UUID.randomUUID(),
                        now()));
        say(id, WorkResult.done("somewhere"));
        awaitStatus(id, "available");
        return id;
    }

    private static GroupSnapshotId available(GroupId group) {
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(create(id, group, work));
        service.say(
                id.toString(),
                "group-snapshot.outcome.v1",
                new GroupSnapshotOutcome(
                        id,
                        work,
                        members(id, "snapshot_id").stream()
                                .map(member ->
                                        new MemberResult(
                                                SnapshotId.of(member), WorkResult.done("kept")))
                                .toList(),
                        AGENT,
                        "req-test",
                        now()));
        awaitStatus(id, "available");
        return id;
    }

    private static CreateGroupSnapshot create(GroupSnapshotId id, GroupId group, UUID work) {
        return new CreateGroupSnapshot(
                id, group, "before upgrade", null, "project-a", "alice", work, now());
    }

    private static DeleteGroupSnapshot delete(GroupSnapshotId id) {
        return new DeleteGroupSnapshot(id, null, UUID.randomUUID(), now());
    }

    private static GroupId from(Object source) {
        CreateGroupFromSource command = copyOf(source);
        service.accepted(command);
        return command.id();
    }

    private static CreateGroupFromSource copyOf(Object source) {
        return new CreateGroupFromSource(
                new GroupId(UUID.randomUUID()),
                source instanceof GroupSnapshotId id ? id : null,
                source instanceof GroupId id ? id : null,
                "copy",
                null,
                "project-b",
                "bob",
                begin);
    }

    private static CreateVolumeFromSource copyOf(
            VolumeId id,
            @Nullable SnapshotId snapshot,
            @Nullable VolumeId source,
            int sizeGib,
            @Nullable GroupId group) {
        return new CreateVolumeFromSource(
                id,
                snapshot,
                source,
                sizeGib,
                "copy",
                null,
                volumeType,
                group,
                "nova",
                Map.of(),
                "project-a",
                "alice",
                UUID.randomUUID(),
                now());
    }

    private static List<VolumeId> volumesOf(GroupId copy) {
        return members(copy, "volume_id").stream().map(VolumeId::of).toList();
    }

    private static List<VolumeId> volumesOfPlain(GroupId group) {
        return service.jdbc()
                .sql(
                        """
                        select jsonb_array_elements_text(
                            convert_from(payload, 'UTF8')::jsonb -> 'added')
                        from event_log.event
                        where aggregate_identifier = :id and payload_type = 'group.volumes-changed'
                        """)
                .param("id", group.value())
                .query((row, _) -> VolumeId.of(row.getString(1)))
                .list();
    }

    private static SnapshotId member(GroupSnapshotId id) {
        return SnapshotId.of(members(id, "snapshot_id").getFirst());
    }

    private static List<String> members(Object id, String field) {
        return service.jdbc()
                .sql(
                        """
                        select jsonb_array_elements(
                            convert_from(payload, 'UTF8')::jsonb -> 'members') ->> :field
                        from event_log.event
                        where aggregate_identifier = :id and sequence_number = 0
                        """)
                .param("field", field)
                .param("id", UUID.fromString(id.toString()))
                .query(String.class)
                .list();
    }

    private static @Nullable String requested(VolumeId id, String field) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb ->> :field
                        from event_log.event
                        where aggregate_identifier = :id and sequence_number = 0
                        """)
                .param("field", field)
                .param("id", id.value())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** The last work that was asked for. */
    private static UUID workOf(VolumeId volume) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb ->> 'work_id'
                        from event_log.event
                        where aggregate_identifier = :id
                          and convert_from(payload, 'UTF8')::jsonb -> 'work_id' is not null
                        order by sequence_number desc limit 1
                        """)
                .param("id", volume.value())
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .single();
    }

    private static void say(VolumeId volume, WorkResult result) {
        say(volume, workOf(volume), result);
    }

    private static void say(VolumeId volume, UUID work, WorkResult result) {
        service.say(
                volume.toString(),
                "volume.outcome.v1",
                new VolumeOutcome(volume, work, result, AGENT, "req-test", now()));
    }

    private static void awaitStatus(Object id, String status) {
        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo(status));
    }

    private static void awaitEvents(Object id, String... names) {
        await().untilAsserted(() -> assertThat(service.events(id)).containsExactly(names));
    }

    // Messages with one key are read in order: once a later one has gone to the dead letters, the
    // earlier ones have been read.
    private static void afterAllOutcomesOf(Object key) {
        service.say(key.toString(), "marker.v1", new byte[0]);
        await().untilAsserted(() ->
                assertThat(service.read(CommandServiceUnderTest.OUTCOMES + ".dead-letters", 1))
                        .anyMatch(message -> message.key().equals(key.toString())));
    }

    private static List<Long> counts() {
        return List.of(
                service.count("event_log.event"),
                service.count("command.reference"),
                service.count("command.group_source"),
                service.count("command.deadline"));
    }

    private static Instant now() {
        return Instant.now();
    }
}
