package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.UpdateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.RecordGroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.snapshot.SnapshotCommand.CreateSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RecordSnapshotOutcome;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotOutcome;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.CreateVolumeFromSource;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is copied or snapshot, and what it goes with is deleted, at the same time: never are both
 * granted.
 */
class DeletionRacesIT {

    private static final int ROUNDS = 25;
    private static final int CREATORS = 3;
    private static final String PROJECT = "project-a";
    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "host@test#test");

    private static CommandServiceUnderTest service;
    private static VolumeTypeId volumeType;
    private static GroupTypeId groupType;

    @BeforeAll
    static void startService() {
        service = new CommandServiceUnderTest(CommandServiceUnderTest.withoutQuotas());
        volumeType = new VolumeTypeId(UUID.randomUUID());
        groupType = new GroupTypeId(UUID.randomUUID());
        service.accepted(new CreateVolumeType(volumeType, "fast", null, true, Map.of(), now()));
        service.accepted(new CreateGroupType(groupType, "plain", null, true, Map.of(), now()));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    /** Who relies on what, and who deletes what it goes with. */
    enum Pair {
        SNAPSHOT_OF_A_MEMBER_AND_ITS_GROUP {
            @Override
            Race race() {
                GroupId group = group();
                VolumeId volume = volume(group);
                return new Race(() -> snapshot(volume), new DeleteGroup(group, true, null, now()));
            }
        },
        COPY_OF_A_MEMBER_AND_ITS_GROUP {
            @Override
            Race race() {
                GroupId group = group();
                VolumeId volume = volume(group);
                return new Race(
                        () -> copy(null, volume, null), new DeleteGroup(group, true, null, now()));
            }
        },
        COPY_OF_A_SNAPSHOT_AND_ITS_VOLUME {
            @Override
            Race race() {
                VolumeId volume = volume(null);
                SnapshotId snapshot = availableSnapshot(volume);
                return new Race(
                        () -> copy(snapshot, null, null),
                        new DeleteVolume(
                                volume, false, true, false, null, UUID.randomUUID(), now()));
            }
        },
        COPY_OF_A_MEMBER_AND_ITS_GROUP_SNAPSHOT {
            @Override
            Race race() {
                GroupId group = group();
                volume(group);
                GroupSnapshotId groupSnapshot = availableGroupSnapshot(group);
                SnapshotId member = member(groupSnapshot);
                return new Race(
                        () -> copy(member, null, null),
                        new DeleteGroupSnapshot(groupSnapshot, null, UUID.randomUUID(), now()));
            }
        };

        abstract Race race();
    }

    /** Some that rely on a thing, and one that deletes what it goes with. */
    record Race(Supplier<Object> creation, Object deletion) {}

    @ParameterizedTest
    @EnumSource
    void whoIsAboutToRelyOnItKeepsItFromBeingDeleted(Pair pair) throws Exception {
        Race race = pair.race();
        TransactionTemplate transactions = service.bean(TransactionTemplate.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            transactions.executeWithoutResult(_ -> {
                // The last thing a creator does is to count: until then it has decided, and
                // nobody else can see it.
                service.jdbc()
                        .sql("select from command.quota_usage where project_id = :id for update")
                        .param("id", PROJECT)
                        .query((_, _) -> true)
                        .list();
                results.add(threads.submit(() -> granted(race.creation().get())));
                await().atMost(Duration.ofSeconds(4))
                        .until(() -> waiting("locktype <> 'advisory'") > 0);
                Future<Boolean> deletion = threads.submit(() -> granted(race.deletion()));
                results.add(deletion);
                await().atMost(Duration.ofSeconds(4))
                        .until(() ->
                                deletion.isDone()
                                        || waiting("locktype = 'advisory' and objsubid = 1") > 0);
            });

            assertThat(results.getFirst().get()).as("the creation is granted").isTrue();
            assertThat(results.getLast().get()).as("the deletion is granted").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoComesFirstWins(Pair pair) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CREATORS + 1)) {
            for (int round = 0; round < ROUNDS; round++) {
                Race race = pair.race();
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < CREATORS; i++) {
                    attempts.add(() -> granted(race.creation().get()));
                }
                // Now before, now after the others.
                attempts.add(round % (CREATORS + 1), () -> granted(race.deletion()));

                List<Boolean> granted = results(threads.invokeAll(attempts));

                boolean deleted = granted.remove(round % (CREATORS + 1));
                assertThat(granted).as("deleted: %s", deleted).containsOnly(!deleted);
            }
        }
    }

    @Test
    void aVolumeThatJoinsAGroupOnTheWayIsNotDeletedWithItEither() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CREATORS + 1)) {
            for (int round = 0; round < ROUNDS; round++) {
                GroupId group = group();
                VolumeId volume = volume(null);
                List<Callable<Boolean>> attempts = new ArrayList<>();
                attempts.add(() -> {
                    service.accepted(
                            new UpdateGroup(group, null, null, List.of(volume), List.of(), now()));
                    return granted(new DeleteGroup(group, true, null, now()));
                });
                for (int i = 0; i < CREATORS; i++) {
                    attempts.add(() -> granted(snapshot(volume)));
                }

                List<Boolean> granted = results(threads.invokeAll(attempts));

                boolean deleted = granted.removeFirst();
                assertThat(deleted && granted.contains(true)).isFalse();
            }
        }
    }

    @Test
    void copiesFromGroupToGroupNeverWaitForEachOtherInARing() throws Exception {
        GroupId one = group();
        GroupId other = group();
        VolumeId ofOne = volume(one);
        VolumeId ofOther = volume(other);
        List<Callable<Boolean>> copies = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            copies.add(() -> granted(copy(null, ofOne, other)));
            copies.add(() -> granted(copy(null, ofOther, one)));
            copies.add(() -> granted(copy(null, ofOne, one)));
        }
        long rings = rings();

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            assertThat(results(threads.invokeAll(copies))).containsOnly(true);
        }

        assertThat(rings()).isEqualTo(rings);
    }

    private static List<Boolean> results(List<Future<Boolean>> futures) throws Exception {
        List<Boolean> results = new ArrayList<>();
        for (Future<Boolean> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static boolean granted(Object command) {
        var result = service.send(command);
        if (result.isExceptional()) {
            assertThat(result.exceptionResult()).isInstanceOf(RefusedException.class);
        }
        return !result.isExceptional();
    }

    private static long waiting(String lock) {
        return service.count("pg_locks where not granted and " + lock);
    }

    private static long rings() {
        return service.jdbc()
                .sql(
                        """
                        select deadlocks from pg_stat_database
                        where datname = current_database()
                        """)
                .query(Long.class)
                .single();
    }

    // ---- what a test needs to have

    private static GroupId group() {
        GroupId id = new GroupId(UUID.randomUUID());
        service.accepted(
                new CreateGroup(
                        id,
                        "g",
                        null,
                        groupType,
                        List.of(volumeType),
                        "nova",
                        PROJECT,
                        "alice",
                        now()));
        return id;
    }

    private static VolumeId volume(@Nullable GroupId group) {
        VolumeId id = new VolumeId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(
                new CreateVolume(
                        id,
                        1,
                        "v",
                        null,
                        volumeType,
                        group,
                        "nova",
                        Map.of(),
                        PROJECT,
                        "alice",
                        work,
                        now()));
        service.accepted(
                new RecordVolumeOutcome(
                        id,
                        new VolumeOutcome(
                                id, work, WorkResult.done("there"), AGENT, "req-test", now()),
                        now()));
        return id;
    }

    private static CreateVolumeFromSource copy(
            @Nullable SnapshotId snapshot, @Nullable VolumeId volume, @Nullable GroupId group) {
        return new CreateVolumeFromSource(
                new VolumeId(UUID.randomUUID()),
                snapshot,
                volume,
                1,
                "copy",
                null,
                volumeType,
                group,
                "nova",
                Map.of(),
                PROJECT,
                "alice",
                UUID.randomUUID(),
                now());
    }

    private static CreateSnapshot snapshot(VolumeId volume) {
        return snapshot(new SnapshotId(UUID.randomUUID()), volume, UUID.randomUUID());
    }

    private static CreateSnapshot snapshot(SnapshotId id, VolumeId volume, UUID work) {
        return new CreateSnapshot(
                id, volume, false, "s", null, Map.of(), PROJECT, "alice", work, now());
    }

    private static SnapshotId availableSnapshot(VolumeId volume) {
        SnapshotId id = new SnapshotId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(snapshot(id, volume, work));
        service.accepted(
                new RecordSnapshotOutcome(
                        id,
                        new SnapshotOutcome(
                                id, work, WorkResult.done("there"), AGENT, "req-test", now()),
                        now()));
        return id;
    }

    private static GroupSnapshotId availableGroupSnapshot(GroupId group) {
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        UUID work = UUID.randomUUID();
        service.accepted(
                new CreateGroupSnapshot(id, group, "s", null, PROJECT, "alice", work, now()));
        MemberResult result = new MemberResult(member(id), WorkResult.done("there"));
        service.accepted(
                new RecordGroupSnapshotOutcome(
                        id,
                        new GroupSnapshotOutcome(
                                id, work, List.of(result), AGENT, "req-test", now()),
                        now()));
        return id;
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

    private static Instant now() {
        return Instant.now();
    }
}
