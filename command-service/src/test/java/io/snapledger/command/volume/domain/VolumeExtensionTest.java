package io.snapledger.command.volume.domain;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Extensions that overlap, because a status was set by hand or a deadline was over. */
class VolumeExtensionTest {

    private static final VolumeId ID = new VolumeId(UUID.randomUUID());
    private static final UUID TO_FIVE = UUID.randomUUID();
    private static final UUID TO_TEN = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final AgentIdentity AGENT = new AgentIdentity(UUID.randomUUID(), "host");
    private static final StatusChange STILL_EXTENDING = StatusChange.to("extending", "extending");

    private final AggregateTestFixture<Volume> volume = new AggregateTestFixture<>(Volume.class);

    @BeforeEach
    void letWordsIn() {
        volume.registerAnnotatedCommandHandler(this);
    }

    /** What happens to the volume. */
    record Word(Consumer<Volume> to) {}

    @CommandHandler
    void handle(Word word) {
        volume.getRepository().load(ID.toString()).execute(word.to());
    }

    @Test
    void theLargestThatIsUnderWayIsCharged() {
        volume.given(twoUnderWay())
                .when(done(TO_FIVE))
                .expectEvents(
                        new VolumeExtended(ID, "project", 5, 10, TO_FIVE, STILL_EXTENDING, LATER));
        volume.given(twoUnderWay())
                .when(failed(TO_FIVE))
                .expectEvents(
                        new VolumeExtensionFailed(
                                ID, "project", 1, 10, TO_FIVE, staysFor("busy"), LATER));
        volume.given(twoUnderWay())
                .when(failed(TO_TEN))
                .expectEvents(
                        new VolumeExtensionFailed(
                                ID,
                                "project",
                                1,
                                5,
                                TO_TEN,
                                new StatusChange("extending", "error_extending", "busy"),
                                LATER));
    }

    @Test
    void aSmallerOneThatIsAskedForMeanwhileGivesNothingBack() {
        volume.given(after(created(), requested(TO_TEN, 10, 10), reset("extending", "available")))
                .when(
                        new Word(it ->
                                it.requestExtension(new ExtendVolume(ID, 5, false, TO_FIVE, AT))))
                .expectEvents(requested(TO_FIVE, 5, 10));
    }

    @Test
    void whatHasGrownLargerAlreadyStaysSo() {
        volume.given(
                        after(
                                twoUnderWay(),
                                new VolumeExtended(
                                        ID,
                                        "project",
                                        10,
                                        10,
                                        TO_TEN,
                                        StatusChange.to("extending", "available"),
                                        AT)))
                .when(done(TO_FIVE))
                .expectEvents(
                        new VolumeExtended(
                                ID,
                                "project",
                                10,
                                10,
                                TO_FIVE,
                                StatusChange.to("available", "available"),
                                LATER));
    }

    @Test
    void aRepeatedWordChangesNothing() {
        List<Object> extended =
                after(
                        twoUnderWay(),
                        new VolumeExtended(ID, "project", 5, 10, TO_FIVE, STILL_EXTENDING, AT));
        volume.given(extended).when(done(TO_FIVE)).expectNoEvents();
        volume.given(extended).when(failed(TO_FIVE)).expectNoEvents();
        volume.given(
                        after(
                                twoUnderWay(),
                                new VolumeExtensionFailed(
                                        ID, "project", 1, 10, TO_FIVE, staysFor("busy"), AT)))
                .when(failed(TO_FIVE))
                .expectNoEvents();
    }

    @Test
    void oneThatWasWaitedForTooLongIsChargedNoMoreButCountsWhenItIsDone() {
        VolumeExtensionFailed overdue =
                new VolumeExtensionFailed(
                        ID,
                        "project",
                        1,
                        5,
                        TO_TEN,
                        new StatusChange("extending", "error_extending", "too slow"),
                        LATER);
        volume.given(twoUnderWay()).when(overdue()).expectEvents(overdue);
        volume.given(after(twoUnderWay(), overdue)).when(failed(TO_TEN)).expectNoEvents();
        volume.given(after(twoUnderWay(), overdue))
                .when(done(TO_TEN))
                .expectEvents(
                        new VolumeExtended(
                                ID,
                                "project",
                                10,
                                10,
                                TO_TEN,
                                StatusChange.to("error_extending", "error_extending"),
                                LATER));
    }

    @Test
    void theWordOnAnotherOneDoesNotBeginTheWaitAnew() {
        volume.given(
                        after(
                                twoUnderWay(),
                                new VolumeExtended(
                                        ID, "project", 5, 10, TO_FIVE, STILL_EXTENDING, LATER)))
                .when(overdue())
                .expectEvents(
                        new VolumeExtensionFailed(
                                ID,
                                "project",
                                5,
                                5,
                                TO_TEN,
                                new StatusChange("extending", "error_extending", "too slow"),
                                LATER));
    }

    @Test
    void aStatusSetByHandEndsWithNoExtension() {
        volume.given(after(created(), reset("available", "extending")))
                .when(overdue())
                .expectEvents(
                        new VolumeExtensionFailed(
                                ID,
                                "project",
                                1,
                                1,
                                null,
                                new StatusChange("extending", "error_extending", "too slow"),
                                LATER));
    }

    // ---- what has happened

    private static List<Object> created() {
        return List.of(
                new VolumeRequested(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        1,
                        new VolumeTypeId(UUID.randomUUID()),
                        null,
                        "nova",
                        Map.of(),
                        UUID.randomUUID(),
                        StatusChange.to(null, "creating"),
                        AT),
                new VolumeCreated(
                        ID, "project", AGENT, null, StatusChange.to("creating", "available"), AT));
    }

    private static List<Object> twoUnderWay() {
        return after(
                created(),
                requested(TO_FIVE, 5, 5),
                reset("extending", "available"),
                requested(TO_TEN, 10, 10));
    }

    private static List<Object> after(List<Object> before, Object... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    private static VolumeExtensionRequested requested(UUID work, int size, int charged) {
        return new VolumeExtensionRequested(
                ID, "project", size, charged, work, StatusChange.to("available", "extending"), AT);
    }

    private static VolumeStatusReset reset(String from, String to) {
        return new VolumeStatusReset(ID, "project", StatusChange.to(from, to), AT);
    }

    private static StatusChange staysFor(@Nullable String reason) {
        return new StatusChange("extending", "extending", reason);
    }

    // ---- what happens

    private static Word done(UUID work) {
        return word(work, WorkResult.done(null));
    }

    private static Word failed(UUID work) {
        return word(work, WorkResult.failed("busy", 0));
    }

    private static Word word(UUID work, WorkResult result) {
        return new Word(it ->
                it.record(
                        new RecordVolumeOutcome(
                                ID,
                                new VolumeOutcome(ID, work, result, AGENT, "req-test", LATER),
                                LATER)));
    }

    private static Word overdue() {
        return new Word(it ->
                it.failOverdue(
                        new FailOverdueVolume(ID, VolumeStatus.EXTENDING, AT, LATER), "too slow"));
    }
}
