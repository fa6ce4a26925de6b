package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
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

/** Work that nobody answers for ends by a deadline that outlives the process. */
class DeadlineIT {

    private static final String PATIENT = "--snapledger.deadline.timeout=1h";
    private static final String IMPATIENT = "--snapledger.deadline.timeout=1s";

    private static CommandServiceUnderTest service;
    private static VolumeTypeId volumeType;

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service = new CommandServiceUnderTest(IMPATIENT);
        volumeType = new VolumeTypeId(UUID.randomUUID());
        service.accepted(
                new CreateVolumeType(volumeType, "slow", null, true, Map.of(), Instant.now()));
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @Test
    void workWithoutAnOutcomeEndsInErrorAndALateOutcomeLeavesItThere() {
        UUID work = UUID.randomUUID();
        VolumeId volume = request(work);

        await().untilAsserted(() ->
                assertThat(service.events(volume))
                        .containsExactly("volume.requested", "volume.creation-failed"));
        assertThat(service.lastChange(volume, "to")).isEqualTo("error");
        assertThat(service.lastChange(volume, "reason")).isEqualTo("no outcome within 1s");

        say(volume, work);
        await().untilAsserted(() -> assertThat(service.events(volume)).endsWith("volume.created"));
        assertThat(service.lastChange(volume, "to")).isEqualTo("error");
    }

    @Test
    void aStatusSetByHandPassesToo() {
        UUID work = UUID.randomUUID();
        VolumeId volume = request(work);
        service.accepted(
                new ResetVolumeStatus(volume, VolumeStatus.AVAILABLE, null, Instant.now()));

        service.accepted(new ResetVolumeStatus(volume, VolumeStatus.CREATING, null, Instant.now()));

        await().untilAsserted(
                        () -> assertThat(service.lastChange(volume, "to")).isEqualTo("error"));
    }

    @Test
    void aDeadlineOutlivesTheProcess() {
        service.restart(PATIENT);
        VolumeId volume = request(UUID.randomUUID());
        assertThat(service.count("command.deadline where resource_id = '" + volume + "'"))
                .isEqualTo(1);
        service.jdbc()
                .sql("update command.deadline set due_at = now() where resource_id = :id")
                .param("id", volume.value())
                .update();

        service.restart(IMPATIENT);

        await().untilAsserted(
                        () -> assertThat(service.lastChange(volume, "to")).isEqualTo("error"));
        assertThat(service.count("command.deadline where resource_id = '" + volume + "'")).isZero();
    }

    private static VolumeId request(UUID work) {
        VolumeId id = new VolumeId(UUID.randomUUID());
        service.accepted(
                new CreateVolume(
                        id,
                        1,
                        null,
                        null,
                        volumeType,
                        null,
                        "nova",
                        Map.of(),
                        "project-a",
                        "alice",
                        work,
                        Instant.now()));
        return id;
    }

    private static void say(VolumeId volume, UUID work) {
        service.say(
                volume.toString(),
                "volume.outcome.v1",
                new VolumeOutcome(
                        volume,
                        work,
                        WorkResult.done("somewhere"),
                        new AgentIdentity(UUID.randomUUID(), "host@test#test"),
                        "req-test",
                        Instant.now()));
    }
}
