package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What decisions over types look at beyond the type itself: names, and who relies on it. */
class TypesIT {

    private static CommandServiceUnderTest service;

    @BeforeAll
    static void startService() {
        service = new CommandServiceUnderTest();
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @Test
    void aNewNameIsTakenAndTheOldOneIsFreeAgain() {
        String before = name();
        String after = name();
        VolumeTypeId first = volumeType(before);
        service.accepted(new UpdateVolumeType(first, after, null, null, "why not", now()));

        VolumeTypeId second = volumeType(before);

        assertThat(service.refused(new UpdateVolumeType(second, after, null, null, null, now())))
                .isEqualTo(new VolumeTypeRefused.NameTaken(after));
        assertThat(service.events(first)).endsWith("volume-type.updated");
        assertThat(service.lastChange(first, "reason")).isEqualTo("why not");
    }

    @Test
    void groupTypesToo() {
        String before = name();
        String after = name();
        GroupTypeId first = groupType(before);
        service.accepted(new UpdateGroupType(first, after, null, null, null, now()));

        GroupTypeId second = groupType(before);

        assertThat(service.refused(new UpdateGroupType(second, after, null, null, null, now())))
                .isEqualTo(new GroupTypeRefused.NameTaken(after));
    }

    @Test
    void ofManyThatWantANameOneGetsIt() throws Exception {
        String wanted = name();
        List<Callable<Boolean>> races = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            VolumeTypeId id = volumeType(name());
            races.add(() ->
                    !service.send(new UpdateVolumeType(id, wanted, null, null, null, now()))
                            .isExceptional());
        }

        int winners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> race : threads.invokeAll(races)) {
                winners += race.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
    }

    @Test
    void whatTheServiceKnowsByItsNameKeepsIt() {
        VolumeTypeId ordinary = new VolumeTypeId(builtIn("volume-type", "__DEFAULT__"));
        GroupTypeId reserved = new GroupTypeId(builtIn("group-type", "default_cgsnapshot_type"));

        assertThat(service.refused(new UpdateVolumeType(ordinary, name(), null, null, null, now())))
                .isEqualTo(new VolumeTypeRefused.KeepsName(ordinary));
        assertThat(service.refused(new UpdateGroupType(reserved, name(), null, null, null, now())))
                .isEqualTo(new GroupTypeRefused.KeepsName(reserved));
        service.accepted(
                new UpdateVolumeType(ordinary, "__DEFAULT__", "described", null, null, now()));
        service.accepted(new SetGroupSpecs(reserved, Map.of("k", "v"), null, now()));
    }

    @Test
    void specsStayAsTheVolumesOfTheTypeWereMade() {
        VolumeTypeId type = volumeType(name());
        service.accepted(new SetExtraSpecs(type, Map.of("k", "v"), null, now()));
        service.accepted(
                new CreateGroup(
                        new GroupId(UUID.randomUUID()),
                        null,
                        null,
                        groupType(name()),
                        List.of(type),
                        "nova",
                        "project-a",
                        "alice",
                        now()));
        service.accepted(new SetExtraSpecs(type, Map.of("k", "a group is no volume"), null, now()));

        service.accepted(
                new CreateVolume(
                        new VolumeId(UUID.randomUUID()),
                        1,
                        null,
                        null,
                        type,
                        null,
                        "nova",
                        Map.of(),
                        "project-a",
                        "alice",
                        UUID.randomUUID(),
                        now()));

        long events = service.count("event_log.event");
        assertThat(service.refused(new SetExtraSpecs(type, Map.of("k", "x"), null, now())))
                .isEqualTo(new VolumeTypeRefused.SpecsInUse(type));
        assertThat(service.refused(new RemoveExtraSpec(type, "k", null, now())))
                .isEqualTo(new VolumeTypeRefused.SpecsInUse(type));
        assertThat(service.refused(new DeleteVolumeType(type, null, now())))
                .isEqualTo(new VolumeTypeRefused.InUse(type));
        assertThat(service.count("event_log.event")).isEqualTo(events);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        VolumeTypeId type = new VolumeTypeId(UUID.randomUUID());

        assertThat(service.refused(new UpdateVolumeType(type, name(), null, null, null, now())))
                .isEqualTo(new VolumeTypeRefused.NotFound(type));
        assertThat(service.refused(new SetExtraSpecs(type, Map.of("k", "v"), null, now())))
                .isEqualTo(new VolumeTypeRefused.NotFound(type));
    }

    private static UUID builtIn(String kind, String name) {
        return service.jdbc()
                .sql("select resource_id from command.unique_name where kind = ? and name = ?")
                .params(kind, name)
                .query(UUID.class)
                .single();
    }

    private static VolumeTypeId volumeType(String name) {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        service.accepted(new CreateVolumeType(id, name, null, true, Map.of(), now()));
        return id;
    }

    private static GroupTypeId groupType(String name) {
        GroupTypeId id = new GroupTypeId(UUID.randomUUID());
        service.accepted(new CreateGroupType(id, name, null, true, Map.of(), now()));
        return id;
    }

    private static String name() {
        return "type-" + UUID.randomUUID();
    }

    private static Instant now() {
        return Instant.now();
    }
}
