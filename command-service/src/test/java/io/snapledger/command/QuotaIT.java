package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.quota.QuotaFact;
import io.snapledger.command.quota.Quotas;
import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
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
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCheck.Difference;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.ConfigureQuotas;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaMeasure;
import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaRefused.TooLarge;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** What quotas let pass and what they turn down, with a real PostgreSQL. */
class QuotaIT {

    private static final AgentIdentity AGENT =
            new AgentIdentity(UUID.randomUUID(), "host@test#test");

    private static CommandServiceUnderTest service;
    private static GroupTypeId groupType;

    private final String project = "p-" + UUID.randomUUID();
    private final VolumeTypeId fast = new VolumeTypeId(UUID.randomUUID());

    @BeforeAll
    static void startService() {
        // So few positions together that what becomes of a resource lies in parts after its own.
        service =
                new CommandServiceUnderTest(
                        "--snapledger.quota.check.interval=50ms",
                        "--snapledger.quota.check.batch-size=3");
        groupType = new GroupTypeId(UUID.randomUUID());
        service.accepted(
                new CreateGroupType(groupType, "plain", null, true, Map.of(), Instant.now()));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @BeforeEach
    void makeType() {
        service.accepted(
                new CreateVolumeType(fast, "fast-" + fast, null, true, Map.of(), Instant.now()));
    }

    @AfterEach
    void usageIsWhatTheEventsSay() {
        assertThat(service.freshQuotaCheck().differences()).isEmpty();
    }

    @Test
    void aProjectMayHaveTenVolumesAndNoMore() {
        for (int i = 0; i < 10; i++) {
            service.accepted(volume(new VolumeId(UUID.randomUUID()), 1));
        }
        VolumeId eleventh = new VolumeId(UUID.randomUUID());

        assertThat(service.refused(volume(eleventh, 1)))
                .isEqualTo(over(QuotaResource.VOLUMES, "volumes", 1, 10, 10));
        assertThat(service.events(eleventh)).isEmpty();
        assertThat(used(null)).isEqualTo(amounts(10, 10, 0, 0, 0));
        assertThat(used(fast)).isEqualTo(amounts(10, 10, 0, 0, 0));
    }

    @Test
    void ofTwoWhoWantTheLastVolumeExactlyOneGetsIt() throws Exception {
        limit(QuotaResource.VOLUMES, null, 3);
        service.accepted(volume(new VolumeId(UUID.randomUUID()), 1));
        service.accepted(volume(new VolumeId(UUID.randomUUID()), 1));

        List<CommandResultMessage<?>> results =
                atOnce(
                        IntStream.range(0, 12)
                                .<Callable<CommandResultMessage<?>>>mapToObj(_ ->
                                        () ->
                                                service.send(
                                                        volume(new VolumeId(UUID.randomUUID()), 1)))
                                .toList());

        assertThat(results).filteredOn(result -> !result.isExceptional()).hasSize(1);
        assertThat(results)
                .filteredOn(CommandResultMessage::isExceptional)
                .allSatisfy(result ->
                        assertThat(result.exceptionResult()).isInstanceOf(RefusedException.class));
        assertThat(used(null).of(QuotaMeasure.VOLUMES)).isEqualTo(3);
    }

    /** Those who wait for a row would each look again whenever somebody has changed it. */
    @Test
    void whoWaitsForAProjectsTurnWaitsBeforeItsRows() throws Exception {
        service.accepted(volume(newVolumeId(), 1));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            List<Future<CommandResultMessage<?>>> results = new ArrayList<>();
            service.bean(TransactionTemplate.class)
                    .executeWithoutResult(_ -> {
                        service.jdbc()
                                .sql(
                                        """
                                        select pg_advisory_xact_lock(1886745449,
                                            hashtext(catalogue || '/' || project_id))
                                        from command.quota_usage where project_id = :project
                                        """)
                                .param("project", project)
                                .query((_, _) -> true)
                                .list();
                        results.add(threads.submit(() -> service.send(volume(newVolumeId(), 1))));
                        await().atMost(Duration.ofSeconds(4))
                                .until(() ->
                                        service.count(
                                                        "pg_locks where not granted and locktype = 'advisory' and objsubid = 2")
                                                > 0);

                        assertThat(
                                        service.jdbc()
                                                .sql(
                                                        """
                                                        select type_id from command.quota_usage
                                                        where project_id = :project
                                                        for update nowait
                                                        """)
                                                .param("project", project)
                                                .query(UUID.class)
                                                .list())
                                .hasSize(2);
                    });

            assertThat(results.getFirst().get().isExceptional()).isFalse();
        }
    }

    @Test
    void commandsOfOneProjectNeverWaitForEachOtherInARing() throws Exception {
        limit(QuotaResource.VOLUMES, null, -1);
        limit(QuotaResource.GROUPS, null, -1);
        limit(QuotaResource.SNAPSHOTS, null, -1);
        VolumeTypeId slow = new VolumeTypeId(UUID.randomUUID());
        service.accepted(
                new CreateVolumeType(slow, "slow-" + slow, null, true, Map.of(), Instant.now()));
        List<GroupId> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            groups.add(groupWithVolumes(List.of(fast, slow), 1, 2));
        }
        List<Callable<CommandResultMessage<?>>> commands = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            GroupId group = groups.get(i % groups.size());
            VolumeTypeId type = i % 2 == 0 ? fast : slow;
            commands.add(
                    switch (i % 3) {
                        case 0 ->
                                () ->
                                        service.send(
                                                groupSnapshot(
                                                        newGroupSnapshotId(),
                                                        group,
                                                        UUID.randomUUID()));
                        case 1 -> () -> service.send(volume(newVolumeId(), 1, type, group));
                        default -> () -> service.send(volume(newVolumeId(), 2, type, null));
                    });
        }

        List<CommandResultMessage<?>> results = atOnce(commands);

        // A new volume that no agent has made yet may stand in a group snapshot's way, nothing
        // else.
        assertThat(results)
                .filteredOn(CommandResultMessage::isExceptional)
                .allSatisfy(result ->
                        assertThat(result.exceptionResult()).isInstanceOf(RefusedException.class));
        assertThat(results).filteredOn(result -> !result.isExceptional()).hasSizeGreaterThan(39);
    }

    @Test
    void gigabytesAreCountedBeforeVolumes() {
        limit(QuotaResource.GIGABYTES, null, 5);
        limit(QuotaResource.VOLUMES, null, 1);
        service.accepted(volume(newVolumeId(), 3));

        assertThat(service.refused(volume(newVolumeId(), 3)))
                .isEqualTo(over(QuotaResource.GIGABYTES, "gigabytes", 3, 5, 3));
        assertThat(service.refused(volume(newVolumeId(), 2)))
                .isEqualTo(over(QuotaResource.VOLUMES, "volumes", 1, 1, 1));
    }

    @Test
    void aVolumeTypeHasQuotasOfItsOwn() {
        limit(QuotaResource.VOLUMES, fast, 1);
        limit(QuotaResource.GIGABYTES, fast, 4);
        service.accepted(volume(newVolumeId(), 2));

        assertThat(service.refused(volume(newVolumeId(), 2)))
                .isEqualTo(over(QuotaResource.VOLUMES, "volumes_fast-" + fast, 1, 1, 1));
        assertThat(service.refused(volume(newVolumeId(), 3)))
                .isEqualTo(over(QuotaResource.GIGABYTES, "gigabytes_fast-" + fast, 3, 4, 2));
    }

    @Test
    void noVolumeIsLargerThanOneMayBe() {
        limit(QuotaResource.PER_VOLUME_GIGABYTES, null, 2);

        assertThat(service.refused(volume(newVolumeId(), 3)))
                .isEqualTo(new TooLarge(QuotaResource.PER_VOLUME_GIGABYTES, 3, 2));
        service.accepted(volume(newVolumeId(), 2));
    }

    @Test
    void aProjectMayHaveSoManyGroupsAndNoMoreUntilOneIsGone() {
        limit(QuotaResource.GROUPS, null, 1);
        GroupId first = group(List.of(fast));

        assertThat(service.refused(create(new GroupId(UUID.randomUUID()), List.of(fast))))
                .isEqualTo(over(QuotaResource.GROUPS, "groups", 1, 1, 1));
        service.accepted(new DeleteGroup(first, false, null, Instant.now()));
        assertThat(used(null).of(QuotaMeasure.VOLUME_GROUPS)).isZero();
        group(List.of(fast));
    }

    @Test
    void aGroupSnapshotIsTakenAsAWholeOrNotAtAll() {
        GroupId group = groupWithVolumes(List.of(fast), 2, 3);
        limit(QuotaResource.SNAPSHOTS, null, 1);
        GroupSnapshotId refused = newGroupSnapshotId();

        assertThat(service.refused(groupSnapshot(refused, group, UUID.randomUUID())))
                .isEqualTo(new Exceeded(QuotaResource.SNAPSHOTS, "snapshots", 2, 2, 1, 0));
        assertThat(service.events(refused)).isEmpty();
        assertThat(used(null)).isEqualTo(amounts(2, 5, 0, 0, 1));

        limit(QuotaResource.SNAPSHOTS, null, 2);
        limit(QuotaResource.GIGABYTES, null, 9);
        assertThat(service.refused(groupSnapshot(newGroupSnapshotId(), group, UUID.randomUUID())))
                .isEqualTo(new Exceeded(QuotaResource.GIGABYTES, "gigabytes", 2, 5, 9, 5));

        limit(QuotaResource.GIGABYTES, null, 10);
        service.accepted(groupSnapshot(newGroupSnapshotId(), group, UUID.randomUUID()));
        assertThat(used(null)).isEqualTo(amounts(2, 5, 2, 5, 1));
        assertThat(used(fast)).isEqualTo(amounts(2, 5, 2, 5, 0));
    }

    @Test
    void aFailedMemberKeepsItsShareUntilItIsDeletedAndEachGivesBackItsOwn() {
        GroupId group = groupWithVolumes(List.of(fast), 2, 3);
        GroupSnapshotId id = newGroupSnapshotId();
        UUID work = UUID.randomUUID();
        service.accepted(groupSnapshot(id, group, work));
        List<SnapshotId> members = members(id);
        say(
                id,
                work,
                new MemberResult(members.getFirst(), WorkResult.done("there")),
                new MemberResult(members.getLast(), WorkResult.failed("no room", 0)));
        assertThat(used(null)).isEqualTo(amounts(2, 5, 2, 5, 1));

        UUID deletion = UUID.randomUUID();
        service.accepted(new DeleteGroupSnapshot(id, null, deletion, Instant.now()));
        assertThat(used(null).of(QuotaMeasure.SNAPSHOTS)).isEqualTo(2);
        say(
                id,
                deletion,
                new MemberResult(members.getFirst(), WorkResult.failed("busy", 0)),
                new MemberResult(members.getLast(), WorkResult.done(null)));
        assertThat(used(null)).isEqualTo(amounts(2, 5, 1, 2, 1));
    }

    @Test
    void aVolumeGivesBackItsShareWhenItIsGoneAndNotBefore() {
        VolumeId id = newVolumeId();
        UUID creation = UUID.randomUUID();
        service.accepted(volume(id, 4, fast, null, creation));
        say(id, creation, WorkResult.failed("no room", 0));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 0, 0, 0));

        UUID deletion = UUID.randomUUID();
        service.accepted(new DeleteVolume(id, null, deletion, Instant.now()));
        assertThat(used(null)).isEqualTo(amounts(1, 4, 0, 0, 0));
        say(id, deletion, WorkResult.done(null));

        assertThat(used(null)).isEqualTo(QuotaAmounts.NOTHING);
        assertThat(used(fast)).isEqualTo(QuotaAmounts.NOTHING);
    }

    @Test
    void anExtensionThatIsUnderWayIsChargedWhateverIsSaidOfOthers() {
        limit(QuotaResource.GIGABYTES, null, 12);
        VolumeId id = newVolumeId();
        UUID creation = UUID.randomUUID();
        service.accepted(volume(id, 1, fast, null, creation));
        say(id, creation, WorkResult.done("there"));
        UUID toFive = extend(id, 5);
        assertThat(used(null)).isEqualTo(QuotaAmounts.volume(5));
        resetToAvailable(id);
        UUID toTen = extend(id, 10);
        Map<String, Object> wait = deadline(id);

        say(id, toFive, WorkResult.done(null));

        assertThat(service.lastChange(id, "to")).isEqualTo("extending");
        assertThat(used(null)).isEqualTo(QuotaAmounts.volume(10));
        assertThat(used(fast)).isEqualTo(QuotaAmounts.volume(10));
        assertThat(deadline(id)).isEqualTo(wait);
        assertThat(service.refused(volume(newVolumeId(), 3)))
                .isEqualTo(over(QuotaResource.GIGABYTES, "gigabytes", 3, 12, 10));
        repeat(id, toFive, WorkResult.failed("busy", 0));

        resetToAvailable(id);
        UUID toEleven = extend(id, 11);
        say(id, toEleven, WorkResult.failed("no room", 0));
        assertThat(used(null)).isEqualTo(QuotaAmounts.volume(10));
        repeat(id, toEleven, WorkResult.failed("no room", 0));
        say(id, toTen, WorkResult.failed("no room", 0));
        assertThat(used(null)).isEqualTo(QuotaAmounts.volume(5));
    }

    private static UUID extend(VolumeId id, int size) {
        UUID work = UUID.randomUUID();
        service.accepted(new ExtendVolume(id, size, false, work, Instant.now()));
        return work;
    }

    private static void resetToAvailable(VolumeId id) {
        service.accepted(new ResetVolumeStatus(id, VolumeStatus.AVAILABLE, null, Instant.now()));
    }

    /** An agent's word that was heard before. */
    private static void repeat(VolumeId id, UUID work, WorkResult result) {
        List<String> before = service.events(id);
        assertThat(service.send(outcome(id, work, result)).isExceptional()).isFalse();
        assertThat(service.events(id)).isEqualTo(before);
    }

    private static Map<String, Object> deadline(VolumeId id) {
        return service.jdbc()
                .sql("select since, due_at from command.deadline where resource_id = :id")
                .param("id", id.value())
                .query()
                .singleRow();
    }

    @Test
    void theDefaultClassCountsWhereTheProjectHasNoLimitAndTheSettingsWhereItHasNoneEither() {
        service.accepted(
                new ChangeQuotaLimits(
                        QuotaSetId.of(QuotaScope.defaultClass(QuotaCatalogue.BLOCK_STORAGE)),
                        QuotaScope.defaultClass(QuotaCatalogue.BLOCK_STORAGE),
                        List.of(new QuotaLimit(QuotaResource.VOLUMES, fast, null, 1)),
                        false,
                        Instant.now()));
        service.accepted(volume(newVolumeId(), 1));
        assertThat(service.refused(volume(newVolumeId(), 1)))
                .isEqualTo(over(QuotaResource.VOLUMES, "volumes_fast-" + fast, 1, 1, 1));

        limit(QuotaResource.VOLUMES, fast, 2);
        service.accepted(volume(newVolumeId(), 1));
        service.accepted(
                new RemoveQuotaLimits(
                        scopeId(),
                        QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project),
                        null,
                        Instant.now()));
        assertThat(service.refused(volume(newVolumeId(), 1)))
                .isEqualTo(over(QuotaResource.VOLUMES, "volumes_fast-" + fast, 1, 1, 2));
    }

    @Test
    void aLimitThatIsThereIsNotSetBelowWhatIsUsed() {
        service.accepted(volume(newVolumeId(), 2));
        service.accepted(volume(newVolumeId(), 2));
        // As the real service does: a project without a limit of its own may get any.
        limit(QuotaResource.GIGABYTES, null, 3);

        Refused refused = service.refused(change(QuotaResource.GIGABYTES, null, 2));
        assertThat(refused)
                .isEqualTo(new LimitBelowUsage(QuotaResource.GIGABYTES, "gigabytes", 4, 2));
        limit(QuotaResource.GIGABYTES, null, 4);
        limit(QuotaResource.GIGABYTES, null, -1);
        assertThat(service.events(scopeId()))
                .containsExactly(
                        "quota-set.limits-changed",
                        "quota-set.limits-changed",
                        "quota-set.limits-changed");
    }

    @Test
    void whatIsAsItWasMakesNoEvent() {
        limit(QuotaResource.VOLUMES, null, 4);
        assertThat(service.send(change(QuotaResource.VOLUMES, null, 4)).isExceptional()).isFalse();
        service.accepted(
                new RemoveQuotaLimits(
                        scopeId(),
                        QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project),
                        null,
                        Instant.now()));
        assertThat(
                        service.send(
                                        new RemoveQuotaLimits(
                                                scopeId(),
                                                QuotaScope.ofProject(
                                                        QuotaCatalogue.BLOCK_STORAGE, project),
                                                null,
                                                Instant.now()))
                                .isExceptional())
                .isFalse();

        assertThat(service.events(scopeId()))
                .containsExactly("quota-set.limits-changed", "quota-set.limits-removed");
    }

    @Test
    void theSettingsAreToldOnceAndAgainWhenTheyChange() {
        QuotaSetId settings = QuotaSetId.of(QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE));
        assertThat(service.events(settings)).containsExactly("quota-set.configured");
        ConfigureQuotas other =
                new ConfigureQuotas(
                        settings,
                        QuotaScope.settings(QuotaCatalogue.BLOCK_STORAGE),
                        List.of(new QuotaLimit(QuotaResource.VOLUMES, null, null, 7)),
                        false,
                        Instant.now());

        service.accepted(other);
        assertThat(service.send(other).isExceptional()).isFalse();

        assertThat(service.events(settings))
                .containsExactly("quota-set.configured", "quota-set.configured");
    }

    @Test
    void aLargerVolumeTakesTheDifferenceAndASmallerOneGivesItBack() {
        limit(QuotaResource.GIGABYTES, null, 5);
        VolumeId id = newVolumeId();
        TransactionTemplate transactions = service.bean(TransactionTemplate.class);
        Quotas quotas = service.bean(Quotas.class);
        // No volume of the event log, so nothing of it may stay: each change is undone.
        transactions.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            quotas.settle(
                    List.of(
                            new QuotaFact.Taken(
                                    id,
                                    QuotaCatalogue.BLOCK_STORAGE,
                                    project,
                                    fast.value(),
                                    QuotaAmounts.volume(2)),
                            new QuotaFact.Resized(id, QuotaAmounts.volume(5), true)));
            assertThat(used(null)).isEqualTo(QuotaAmounts.volume(5));
            assertThat(used(fast)).isEqualTo(QuotaAmounts.volume(5));
            quotas.settle(List.of(new QuotaFact.Resized(id, QuotaAmounts.volume(3), true)));
            assertThat(used(null)).isEqualTo(QuotaAmounts.volume(3));
            assertThatThrownBy(() ->
                            quotas.settle(
                                    List.of(
                                            new QuotaFact.Resized(
                                                    id, QuotaAmounts.volume(6), true))))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refused())
                                            .isEqualTo(
                                                    over(
                                                            QuotaResource.GIGABYTES,
                                                            "gigabytes",
                                                            3,
                                                            5,
                                                            3)));
        });
    }

    @Test
    void aDifferenceIsFoundAndToldAndNotCorrected() {
        service.accepted(volume(newVolumeId(), 2));
        change("volumes = volumes + 1");
        try {
            QuotaCheck check = service.freshQuotaCheck();

            assertThat(check.differences())
                    .containsExactly(
                            new Difference(
                                    QuotaCatalogue.BLOCK_STORAGE,
                                    project,
                                    null,
                                    amounts(2, 2, 0, 0, 0),
                                    QuotaAmounts.volume(2)));
            assertThat(service.bean(HealthContributorRegistry.class).getContributor("quotaWatch"))
                    .isInstanceOfSatisfying(
                            HealthIndicator.class,
                            indicator -> {
                                Health health = Objects.requireNonNull(indicator.health());
                                assertThat(health.getStatus()).isEqualTo(Status.UP);
                                assertThat(health.getDetails()).containsEntry("differences", 1);
                            });
            assertThat(
                            service.bean(MeterRegistry.class)
                                    .get("snapledger.quota.differences")
                                    .gauge()
                                    .value())
                    .isEqualTo(1);
            assertThat(used(null).of(QuotaMeasure.VOLUMES)).isEqualTo(2);
        } finally {
            change("volumes = volumes - 1");
        }
    }

    private void change(String update) {
        service.jdbc()
                .sql(
                        "update command.quota_usage set "
                                + update
                                + " where project_id = :project and type_id = :all")
                .param("project", project)
                .param("all", new UUID(0, 0))
                .update();
    }

    private static List<CommandResultMessage<?>> atOnce(
            List<Callable<CommandResultMessage<?>>> commands) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<CommandResultMessage<?>> results = new ArrayList<>();
            for (Future<CommandResultMessage<?>> result : threads.invokeAll(commands)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private QuotaAmounts used(@Nullable VolumeTypeId type) {
        return service.jdbc()
                .sql(
                        """
                        select volumes, volume_gib, snapshots, snapshot_gib, volume_groups
                        from command.quota_usage
                        where project_id = :project and type_id = :type
                        """)
                .param("project", project)
                .param("type", type == null ? new UUID(0, 0) : type.value())
                .query((row, _) ->
                        amounts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                .single();
    }

    private static QuotaAmounts amounts(
            long volumes, long volumeGib, long snapshots, long snapshotGib, long groups) {
        return new QuotaAmounts(
                Map.of(
                        QuotaMeasure.VOLUMES, volumes,
                        QuotaMeasure.VOLUME_GIB, volumeGib,
                        QuotaMeasure.SNAPSHOTS, snapshots,
                        QuotaMeasure.SNAPSHOT_GIB, snapshotGib,
                        QuotaMeasure.VOLUME_GROUPS, groups));
    }

    private static Exceeded over(
            QuotaResource resource, String quota, long requested, int limit, long consumed) {
        return new Exceeded(resource, quota, 1, requested, limit, consumed);
    }

    private QuotaSetId scopeId() {
        return QuotaSetId.of(QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project));
    }

    private ChangeQuotaLimits change(
            QuotaResource resource, @Nullable VolumeTypeId type, int limit) {
        return new ChangeQuotaLimits(
                scopeId(),
                QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project),
                List.of(new QuotaLimit(resource, type, null, limit)),
                false,
                Instant.now());
    }

    private void limit(QuotaResource resource, @Nullable VolumeTypeId type, int limit) {
        service.accepted(change(resource, type, limit));
    }

    private static VolumeId newVolumeId() {
        return new VolumeId(UUID.randomUUID());
    }

    private static GroupSnapshotId newGroupSnapshotId() {
        return new GroupSnapshotId(UUID.randomUUID());
    }

    private CreateVolume volume(VolumeId id, int size) {
        return volume(id, size, fast, null);
    }

    private CreateVolume volume(VolumeId id, int size, VolumeTypeId type, @Nullable GroupId group) {
        return volume(id, size, type, group, UUID.randomUUID());
    }

    private CreateVolume volume(
            VolumeId id, int size, VolumeTypeId type, @Nullable GroupId group, UUID work) {
        return new CreateVolume(
                id,
                size,
                "v",
                null,
                type,
                group,
                "nova",
                Map.of(),
                project,
                "alice",
                work,
                Instant.now());
    }

    private CreateGroup create(GroupId id, List<VolumeTypeId> types) {
        return new CreateGroup(
                id, "g", null, groupType, types, "nova", project, "alice", Instant.now());
    }

    private GroupId group(List<VolumeTypeId> types) {
        GroupId id = new GroupId(UUID.randomUUID());
        service.accepted(create(id, types));
        return id;
    }

    /** One volume of each size, all of them made; the types take turns. */
    private GroupId groupWithVolumes(List<VolumeTypeId> types, int... sizes) {
        GroupId group = group(types);
        for (int i = 0; i < sizes.length; i++) {
            VolumeId id = newVolumeId();
            UUID work = UUID.randomUUID();
            service.accepted(volume(id, sizes[i], types.get(i % types.size()), group, work));
            say(id, work, WorkResult.done("there"));
        }
        return group;
    }

    private CreateGroupSnapshot groupSnapshot(GroupSnapshotId id, GroupId group, UUID work) {
        return new CreateGroupSnapshot(id, group, "s", null, project, "alice", work, Instant.now());
    }

    private static List<SnapshotId> members(GroupSnapshotId id) {
        return service.jdbc()
                .sql(
                        """
                        select aggregate_identifier from event_log.event
                        where payload_type = 'snapshot.requested'
                          and convert_from(payload, 'UTF8')::jsonb ->> 'group_snapshot_id' = :id
                        order by (convert_from(payload, 'UTF8')::jsonb ->> 'size_gib')::int
                        """)
                .param("id", id.toString())
                .query((row, _) -> new SnapshotId(row.getObject(1, UUID.class)))
                .list();
    }

    private static void say(VolumeId id, UUID work, WorkResult result) {
        service.accepted(outcome(id, work, result));
    }

    private static RecordVolumeOutcome outcome(VolumeId id, UUID work, WorkResult result) {
        return new RecordVolumeOutcome(
                id,
                new VolumeOutcome(id, work, result, AGENT, "req-test", Instant.now()),
                Instant.now());
    }

    private static void say(GroupSnapshotId id, UUID work, MemberResult... results) {
        service.accepted(
                new RecordGroupSnapshotOutcome(
                        id,
                        new GroupSnapshotOutcome(
                                id, work, List.of(results), AGENT, "req-test", Instant.now()),
                        Instant.now()));
    }
}
