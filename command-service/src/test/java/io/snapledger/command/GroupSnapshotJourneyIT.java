package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
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
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Commands in, events out, with a real PostgreSQL and a real Kafka; the test plays the agent. */
class GroupSnapshotJourneyIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "host@test#test");

    private static CommandServiceUnderTest service;
    private static VolumeTypeId volumeType;
    private static GroupTypeId groupType;

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service = new CommandServiceUnderTest(CommandServiceUnderTest.withoutQuotas());
        volumeType = new VolumeTypeId(UUID.randomUUID());
        groupType = new GroupTypeId(UUID.randomUUID());
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
    void axonRunsInSpringsTransactions() {
        assertThat(service.bean(TransactionManager.class))
                .isInstanceOf(SpringTransactionManager.class);
        AtomicBoolean active = new AtomicBoolean();
        try (Registration _ =
                service.bean(LedgerCommandBus.class)
                        .subscribe(
                                String.class.getName(),
                                _ -> {
                                    active.set(
                                            TransactionSynchronizationManager
                                                    .isActualTransactionActive());
                                    return "seen";
                                })) {
            service.send("a command");
        }
        assertThat(active).isTrue();
    }

    @Test
    void aGroupSnapshotBecomesAvailableWhenItsAgentSaysSo() {
        GroupId group = group();
        VolumeId volume = availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());

        service.accepted(create(id, group, work));
        SnapshotId member = member(id);
        say(id, work, member, WorkResult.done("somewhere"));

        await().untilAsserted(() ->
                assertThat(service.events(id))
                        .containsExactly("group-snapshot.requested", "group-snapshot.taken"));
        assertThat(service.events(member)).containsExactly("snapshot.requested", "snapshot.taken");
        assertThat(service.lastChange(id, "from")).isEqualTo("creating");
        assertThat(service.lastChange(id, "to")).isEqualTo("available");
        assertThat(service.refused(new DeleteVolume(volume, null, UUID.randomUUID(), now())))
                .isInstanceOf(VolumeRefused.StateForbids.class);
    }

    @Test
    void aFailedMemberFailsTheGroupSnapshotAndSaysWhy() {
        GroupId group = group();
        availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));

        say(id, work, member(id), WorkResult.failed("No space left on device", 40));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("error"));
        assertThat(service.lastChange(id, "reason"))
                .startsWith("1 of 1 members failed: volume ")
                .endsWith("No space left on device");
        assertThat(service.lastChange(member(id), "to")).isEqualTo("error");
    }

    @Test
    void aLateARepeatedAndAContradictingOutcomeChangeNothing() {
        GroupId group = group();
        availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));
        SnapshotId member = member(id);
        say(id, work, member, WorkResult.done("somewhere"));
        await().untilAsserted(() -> assertThat(service.events(id)).hasSize(2));

        say(id, work, member, WorkResult.done("somewhere"));
        say(id, work, member, WorkResult.failed("no, it failed", 0));
        say(id, UUID.randomUUID(), member, WorkResult.failed("work nobody asked for", 0));
        GroupSnapshotId unknown = new GroupSnapshotId(UUID.randomUUID());
        say(unknown, work, member, WorkResult.done(null));

        afterAllOutcomesOf(id);
        afterAllOutcomesOf(unknown);
        assertThat(service.events(id)).hasSize(2);
        assertThat(service.events(member)).hasSize(2);
        assertThat(service.events(unknown)).isEmpty();
    }

    @Test
    void anOutcomeAfterAResetLeavesTheGroupSnapshotButSettlesItsMembers() {
        GroupId group = group();
        availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));
        service.accepted(
                new ResetGroupSnapshotStatus(id, GroupSnapshotStatus.ERROR, "by hand", now()));

        SnapshotId member = member(id);
        say(id, work, member, WorkResult.done("somewhere"));

        await().untilAsserted(
                        () -> assertThat(service.lastChange(member, "to")).isEqualTo("available"));
        assertThat(service.lastChange(id, "to")).isEqualTo("error");
        assertThat(service.lastChange(id, "reason")).isEqualTo("by hand");
    }

    @Test
    void aGroupSnapshotIsDeletedWithItsMembers() {
        GroupId group = group();
        availableVolume(group);
        GroupSnapshotId id = available(group);
        SnapshotId member = member(id);
        UUID work = UUID.randomUUID();

        service.accepted(new DeleteGroupSnapshot(id, "no longer needed", work, now()));
        assertThat(service.refused(new DeleteGroupSnapshot(id, null, UUID.randomUUID(), now())))
                .isInstanceOf(GroupSnapshotRefused.StatusForbids.class);
        say(id, work, member, WorkResult.done(null));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("deleted"));
        assertThat(service.events(member)).endsWith("snapshot.deleted");
        assertThat(
                        service.refused(
                                new ResetGroupSnapshotStatus(
                                        id, GroupSnapshotStatus.AVAILABLE, null, now())))
                .isInstanceOf(GroupSnapshotRefused.NotFound.class);
    }

    @Test
    void aGroupGoesWithItsLastVolume() {
        GroupId group = group();
        VolumeId one = availableVolume(group);
        VolumeId other = availableVolume(group);

        assertThat(service.refused(new DeleteGroup(group, false, null, now())))
                .isInstanceOf(GroupRefused.HasVolumes.class);
        service.accepted(new DeleteGroup(group, true, "clean up", now()));
        assertThat(service.lastChange(group, "to")).isEqualTo("deleting");
        sayDeleted(one);
        sayDeleted(other);

        await().untilAsserted(
                        () -> assertThat(service.lastChange(group, "to")).isEqualTo("deleted"));
    }

    @Test
    void aRefusalLeavesNoEventAndNoRow() {
        GroupId group = group();
        VolumeId volume = availableVolume(group);
        GroupId empty = group();
        available(group);
        VolumeId broken = availableVolume(null);
        service.accepted(new UpdateGroup(group, null, null, List.of(broken), List.of(), now()));
        service.accepted(new ResetVolumeStatus(broken, VolumeStatus.ERROR, null, now()));
        GroupId creating = group();
        service.accepted(new ResetGroupStatus(creating, GroupStatus.CREATING, null, now()));
        List<Long> before = counts();

        List<Object> refusals = new ArrayList<>();
        refusals.add(service.refused(createOf(empty)));
        refusals.add(service.refused(createOf(creating)));
        refusals.add(service.refused(createOf(group)));
        refusals.add(service.refused(createOf(new GroupId(UUID.randomUUID()))));
        refusals.add(service.refused(new DeleteGroup(group, true, null, now())));
        refusals.add(service.refused(new DeleteVolume(volume, null, UUID.randomUUID(), now())));
        refusals.add(service.refused(new DeleteVolumeType(volumeType, null, now())));
        refusals.add(service.refused(new DeleteGroupType(groupType, null, now())));
        refusals.add(
                service.refused(
                        new CreateVolumeType(
                                new VolumeTypeId(UUID.randomUUID()),
                                "fast",
                                null,
                                true,
                                Map.of(),
                                now())));
        refusals.add(
                service.refused(new UpdateGroup(group, null, null, List.of(), List.of(), now())));

        assertThat(refusals)
                .extracting(Object::getClass)
                .extracting(Class::getName)
                .containsExactly(
                        GroupSnapshotRefused.GroupNotReady.class.getName(),
                        GroupSnapshotRefused.GroupNotReady.class.getName(),
                        GroupSnapshotRefused.VolumeStatusForbids.class.getName(),
                        GroupSnapshotRefused.GroupNotFound.class.getName(),
                        GroupRefused.HasGroupSnapshots.class.getName(),
                        VolumeRefused.StateForbids.class.getName(),
                        VolumeTypeRefused.InUse.class.getName(),
                        GroupTypeRefused.InUse.class.getName(),
                        VolumeTypeRefused.NameTaken.class.getName(),
                        GroupRefused.NothingToUpdate.class.getName());
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aFailingLookUpUndoesTheEvent() {
        long events = service.count("event_log.event");
        // A name too long for its index: the look-up fails after the event was appended.
        String name =
                ThreadLocalRandom.current()
                        .ints(40_000, 'a', 'z' + 1)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();

        var result =
                service.send(
                        new CreateVolumeType(
                                new VolumeTypeId(UUID.randomUUID()),
                                name,
                                null,
                                true,
                                Map.of(),
                                now()));

        assertThat(result.isExceptional()).isTrue();
        assertThat(service.count("event_log.event")).isEqualTo(events);
    }

    @Test
    void everyEventReachesKafkaOnceAndInOrder() {
        GroupId group = group();
        availableVolume(group);
        GroupSnapshotId id = available(group);

        var messages = service.readOf("snapledger.events.group-snapshot", id.toString(), 2);

        assertThat(messages)
                .extracting(message -> CommandServiceUnderTest.header(message, "ce_type"))
                .containsExactly("group-snapshot.requested.v1", "group-snapshot.taken.v1");
        var ids = new HashSet<String>();
        messages.forEach(message -> ids.add(CommandServiceUnderTest.header(message, "ce_id")));
        assertThat(ids).hasSize(2);
        assertThat(new String(messages.getLast().value(), StandardCharsets.UTF_8))
                .contains("\"status\":{\"from\":\"creating\",\"to\":\"available\",\"reason\":null}")
                .contains("\"cause\":\"agent\"");
    }

    @Test
    void aMessageThatIsNoOutcomeGoesToTheDeadLettersAndStopsNobody() {
        GroupId group = group();
        VolumeId someVolume = availableVolume(group);
        String agent = "\"agent\": {\"id\": \"%s\", \"host\": \"h\"}".formatted(AGENT.id());
        List<String> poison =
                List.of(
                        "{\"id\":",
                        "{}",
                        "null",
                        "[]",
                        "{\"id\": \"%s\", \"work_id\": \"%s\", \"result\": null, %s}"
                                .formatted(someVolume, UUID.randomUUID(), agent),
                        // Well-formed, but without the request at the root of it.
                        "{\"id\": \"%s\", \"work_id\": \"%s\", \"result\": {\"succeeded\": true}, %s}"
                                .formatted(someVolume, UUID.randomUUID(), agent));
        for (int i = 0; i < poison.size(); i++) {
            service.say(
                    "poison-" + i,
                    "volume.outcome.v1",
                    poison.get(i).getBytes(StandardCharsets.UTF_8));
        }
        service.say("poison-version", "volume.outcome.v99", new byte[] {'{', '}'});
        // As large as Kafka takes, so that with a reason it would be too large.
        service.say(
                "poison-size",
                "volume.outcome.v1",
                "x".repeat(1_048_300).getBytes(StandardCharsets.UTF_8));
        service.sayNothing("poison-tombstone", "volume.outcome.v1");
        // An id of another kind of resource is nobody's here: ignored, not poison.
        service.say(
                "other-kind",
                "volume.outcome.v1",
                new VolumeOutcome(
                        new VolumeId(group.value()),
                        UUID.randomUUID(),
                        WorkResult.done(null),
                        AGENT,
                        "req-test",
                        now()));

        availableVolume(group);
        availableVolume(null);

        await().untilAsserted(() ->
                assertThat(
                                service.read(
                                        CommandServiceUnderTest.OUTCOMES + ".dead-letters",
                                        poison.size() + 3))
                        .extracting(message -> message.key())
                        .contains("poison-version", "poison-size", "poison-tombstone")
                        .filteredOn(key -> key.matches("poison-\\d+"))
                        .hasSizeGreaterThanOrEqualTo(poison.size()));
        assertThat(
                        service.refused(
                                new UpdateGroup(
                                        group,
                                        null,
                                        null,
                                        List.of(new VolumeId(volumeType.value())),
                                        List.of(),
                                        now())))
                .isInstanceOf(GroupRefused.VolumeToAddNotFound.class);
    }

    @Test
    void whatNoTextCanHoldIsReplacedAndWhatIsTooLongIsCut() {
        GroupId group = group();
        availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));

        say(id, work, member(id), WorkResult.failed("a\u0000b" + "x".repeat(900_000), 0));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("error"));
        assertThat(service.lastChange(member(id), "reason")).startsWith("a\ufffdb").hasSize(1024);
        assertThat(service.readOf("snapledger.events.group-snapshot", id.toString(), 2)).hasSize(2);
    }

    @Test
    void twoThatChangeOneResourceAtOnceBothSucceed() throws Exception {
        GroupId group = group();
        availableVolume(group);
        GroupSnapshotId id = available(group);
        VolumeId volume = availableVolume(null);
        List<Callable<Boolean>> races = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            races.add(() ->
                    service.accepted(
                                    new ResetGroupSnapshotStatus(
                                            id, GroupSnapshotStatus.ERROR, null, now()))
                            > 0);
            races.add(() ->
                    service.accepted(new ResetVolumeStatus(volume, VolumeStatus.ERROR, null, now()))
                            > 0);
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> race : threads.invokeAll(races)) {
                assertThat(race.get()).isTrue();
            }
        }

        assertThat(service.events(id)).hasSize(102);
        assertThat(service.events(volume)).hasSize(102);
    }

    @Test
    void aMemberThatGaveUpWaitingIsGoneWhenItsAgentSaysSo() {
        GroupId group = group();
        availableVolume(group);
        GroupSnapshotId id = available(group);
        SnapshotId member = member(id);
        UUID work = UUID.randomUUID();
        service.accepted(new DeleteGroupSnapshot(id, null, work, now()));
        Instant since =
                service.jdbc()
                        .sql("select since from command.deadline where resource_id = :id")
                        .param("id", member.value())
                        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .single();
        service.accepted(new FailOverdueSnapshot(member, SnapshotStatus.DELETING, since, now()));
        assertThat(service.lastChange(member, "to")).isEqualTo("error");

        say(id, work, member, WorkResult.done(null));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("deleted"));
        assertThat(service.lastChange(member, "to")).isEqualTo("deleted");
    }

    @Test
    void aMemberThatWasSetToErrorMeanwhileFailsItsGroupSnapshot() {
        GroupId group = group();
        availableVolume(group);
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));
        SnapshotId member = member(id);
        service.accepted(new ResetSnapshotStatus(member, SnapshotStatus.ERROR, null, now()));

        say(id, work, member, WorkResult.done("somewhere"));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("error"));
        assertThat(service.lastChange(member, "to")).isEqualTo("error");
        assertThat(service.events(member)).endsWith("snapshot.taken");
    }

    @Test
    void aGroupSnapshotWithoutMembersEndsWhateverItWasSetTo() {
        GroupId group = group();
        availableVolume(group);
        GroupSnapshotId id = available(group);
        SnapshotId member = member(id);
        UUID work = UUID.randomUUID();
        service.accepted(new DeleteGroupSnapshot(id, null, work, now()));
        service.accepted(
                new ResetGroupSnapshotStatus(id, GroupSnapshotStatus.AVAILABLE, null, now()));
        service.accepted(new ResetSnapshotStatus(member, SnapshotStatus.AVAILABLE, null, now()));

        say(id, work, member, WorkResult.done(null));

        await().untilAsserted(() -> assertThat(service.lastChange(id, "to")).isEqualTo("deleted"));
        assertThat(service.lastChange(id, "from")).isEqualTo("available");
        assertThat(service.lastChange(member, "to")).isEqualTo("deleted");
    }

    @Test
    void aMemberIsDeletedNeitherByItselfNorWithItsVolume() {
        GroupId group = group();
        VolumeId volume = availableVolume(group);
        SnapshotId member = member(available(group));
        service.accepted(new UpdateGroup(group, null, null, List.of(), List.of(volume), now()));

        assertThat(
                        service.refused(
                                new DeleteSnapshot(member, false, null, UUID.randomUUID(), now())))
                .isInstanceOf(SnapshotRefused.StateForbidsDeletion.class);
        assertThat(
                        service.refused(
                                new DeleteSnapshot(member, true, null, UUID.randomUUID(), now())))
                .isInstanceOf(SnapshotRefused.PartOfGroupSnapshot.class);
        assertThat(
                        service.refused(
                                new DeleteVolume(
                                        volume, true, true, true, null, UUID.randomUUID(), now())))
                .isInstanceOf(VolumeRefused.SnapshotInGroupSnapshot.class);
        assertThat(service.lastChange(volume, "to")).isEqualTo("available");
    }

    @Test
    void aVolumeThatNoAgentHasMadeIsNotSnapshotted() {
        GroupId group = group();
        service.accepted(volume(new VolumeId(UUID.randomUUID()), group, UUID.randomUUID()));

        assertThat(service.refused(createOf(group)))
                .isInstanceOf(GroupSnapshotRefused.VolumeHasNoHost.class);
    }

    @Test
    void addingAnotherProjectsVolumeTellsNothingOfItsGroup() {
        VolumeId inAGroup = availableVolume(group());
        GroupId strangers = new GroupId(UUID.randomUUID());
        service.accepted(
                new CreateGroup(
                        strangers,
                        null,
                        null,
                        groupType,
                        List.of(volumeType),
                        "nova",
                        "project-b",
                        "bob",
                        now()));

        assertThat(
                        service.refused(
                                new UpdateGroup(
                                        strangers,
                                        null,
                                        null,
                                        List.of(inAGroup),
                                        List.of(),
                                        now())))
                .isInstanceOf(GroupRefused.VolumeInOtherProject.class);
    }

    @Test
    void aGroupThatIsBeingDeletedTakesNoNewVolume() {
        GroupId group = group();
        availableVolume(group);
        service.accepted(new DeleteGroup(group, true, null, now()));

        assertThat(
                        service.refused(
                                volume(new VolumeId(UUID.randomUUID()), group, UUID.randomUUID())))
                .isInstanceOf(VolumeRefused.GroupStatusForbids.class);
    }

    @Test
    void manyGroupSnapshotsOfOneGroupAndItsDeletionDoNotTrampleEachOther() throws Exception {
        GroupId group = group();
        availableVolume(group);
        List<Callable<Boolean>> races = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            races.add(() -> acceptedOrRefused(createOf(group)));
            if (i % 5 == 0) {
                races.add(() -> acceptedOrRefused(new DeleteGroup(group, true, null, now())));
            }
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> race : threads.invokeAll(races)) {
                race.get();
            }
        }

        long snapshots =
                service.jdbc()
                        .sql(
                                "select count(*) from command.reference where held_id = :group and holder_type = 'group-snapshot'")
                        .param("group", group.value())
                        .query(Long.class)
                        .single();
        boolean deleting = service.events(group).contains("group.deletion-requested");
        assertThat(snapshots > 0 && deleting).isFalse();
        assertThat(snapshots > 0 || deleting).isTrue();
    }

    private static boolean acceptedOrRefused(Object command) {
        var result = service.send(command);
        if (result.isExceptional()) {
            assertThat(result.exceptionResult()).isInstanceOf(RefusedException.class);
        }
        return !result.isExceptional();
    }

    // ---- what a test needs to have

    private static GroupId group() {
        GroupId id = new GroupId(UUID.randomUUID());
        service.accepted(
                new CreateGroup(
                        id,
                        "nightly",
                        null,
                        groupType,
                        List.of(volumeType),
                        "nova",
                        "project-a",
                        "alice",
                        now()));
        return id;
    }

    private static VolumeId availableVolume(@Nullable GroupId group) {
        VolumeId id = new VolumeId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(volume(id, group, work));
        service.say(
                id.toString(),
                "volume.outcome.v1",
                new VolumeOutcome(
                        id, work, WorkResult.done("somewhere"), AGENT, "req-test", now()));
        await().untilAsserted(() ->
                assertThat(service.events(id))
                        .containsExactly("volume.requested", "volume.created"));
        return id;
    }

    private static CreateVolume volume(VolumeId id, @Nullable GroupId group, UUID work) {
        return new CreateVolume(
                id,
                1,
                "data",
                null,
                volumeType,
                group,
                "nova",
                Map.of(),
                "project-a",
                "alice",
                work,
                now());
    }

    private static GroupSnapshotId available(GroupId group) {
        UUID work = UUID.randomUUID();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        service.accepted(create(id, group, work));
        say(id, work, member(id), WorkResult.done("somewhere"));
        await().untilAsserted(
                        () -> assertThat(service.lastChange(id, "to")).isEqualTo("available"));
        return id;
    }

    private static CreateGroupSnapshot createOf(GroupId group) {
        return create(new GroupSnapshotId(UUID.randomUUID()), group, UUID.randomUUID());
    }

    private static CreateGroupSnapshot create(GroupSnapshotId id, GroupId group, UUID work) {
        return new CreateGroupSnapshot(
                id, group, "before upgrade", null, "project-a", "alice", work, now());
    }

    private static void say(GroupSnapshotId id, UUID work, SnapshotId member, WorkResult result) {
        service.say(
                id.toString(),
                "group-snapshot.outcome.v1",
                new GroupSnapshotOutcome(
                        id,
                        work,
                        List.of(new MemberResult(member, result)),
                        AGENT,
                        "req-test",
                        now()));
    }

    private static void sayDeleted(VolumeId volume) {
        UUID work =
                service.jdbc()
                        .sql(
                                """
                                select convert_from(payload, 'UTF8')::jsonb ->> 'work_id'
                                from event_log.event
                                where aggregate_identifier = :id
                                  and payload_type = 'volume.deletion-requested'
                                """)
                        .param("id", volume.value())
                        .query((row, _) -> UUID.fromString(row.getString(1)))
                        .single();
        service.say(
                volume.toString(),
                "volume.outcome.v1",
                new VolumeOutcome(volume, work, WorkResult.done(null), AGENT, "req-test", now()));
    }

    private static SnapshotId member(GroupSnapshotId id) {
        return service.jdbc()
                .sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb
                                 -> 'members' -> 0 ->> 'snapshot_id'
                        from event_log.event
                        where aggregate_identifier = :id and sequence_number = 0
                        """)
                .param("id", id.value())
                .query((row, _) -> SnapshotId.of(row.getString(1)))
                .single();
    }

    // Messages with one key are read in order: once a later one has gone to the dead letters, the
    // earlier ones have
    // been read.
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
                service.count("command.unique_name"),
                service.count("command.deadline"));
    }

    private static Instant now() {
        return Instant.now();
    }
}
