package io.snapledger.command.volumetype.domain;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeCommand.AddProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.CacheableMultiattach;
import io.snapledger.contract.volumetype.VolumeTypeRefused.HasAccess;
import io.snapledger.contract.volumetype.VolumeTypeRefused.HasNoAccess;
import io.snapledger.contract.volumetype.VolumeTypeRefused.IsPublic;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NoSuchSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTypeTest {

    private static final VolumeTypeId ID = new VolumeTypeId(UUID.randomUUID());
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final StatusChange STAYS =
            new StatusChange("available", "available", "asked to");
    private static final VolumeTypeCreated CREATED = created(false);

    private final AggregateTestFixture<VolumeType> type =
            new AggregateTestFixture<>(VolumeType.class);

    @Test
    void anUpdateCarriesWhatHoldsFromNowOn() {
        type.given(CREATED)
                .when(asked(it -> it.update(update("new", null, null))))
                .expectEvents(new VolumeTypeUpdated(ID, "new", "plain", false, STAYS, AT));
        type.given(CREATED)
                .when(asked(it -> it.update(update(null, "changed", true))))
                .expectEvents(new VolumeTypeUpdated(ID, "first", "changed", true, STAYS, AT));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        type.given(CREATED)
                .when(asked(it -> it.update(update("first", "plain", false))))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        type.given(CREATED)
                .when(asked(it -> it.set(set("k", "v"))))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void onlySpecsThatChangeAreInTheEvent() {
        Map<String, @Nullable String> asked = new HashMap<>(Map.of("k", "v", "k2", "v2"));
        asked.put("k3", null);
        Map<String, @Nullable String> changed = new HashMap<>(asked);
        changed.remove("k");

        type.given(CREATED)
                .when(asked(it -> it.set(new SetExtraSpecs(ID, asked, "asked to", AT))))
                .expectEvents(new VolumeTypeSpecsSet(ID, changed, STAYS, AT));
    }

    @Test
    void aSpecThatIsThereCanBeTakenAwayOnce() {
        type.given(CREATED, new VolumeTypeSpecsSet(ID, Map.of("k2", "v2"), STAYS, AT))
                .when(asked(it -> it.remove(remove("k2"))))
                .expectEvents(new VolumeTypeSpecRemoved(ID, "k2", STAYS, AT));
        refused(
                new NoSuchSpec(ID, "k"),
                it -> it.remove(remove("k")),
                CREATED,
                new VolumeTypeSpecRemoved(ID, "k", STAYS, AT));
    }

    @Test
    void aSpecTakenAwayCanBeSetToWhatItWas() {
        type.given(CREATED, new VolumeTypeSpecRemoved(ID, "k", STAYS, AT))
                .when(asked(it -> it.set(set("k", "v"))))
                .expectEvents(new VolumeTypeSpecsSet(ID, Map.of("k", "v"), STAYS, AT));
    }

    @Test
    void itIsDeletedWithTheReason() {
        type.given(CREATED)
                .when(asked(it -> it.delete(new DeleteVolumeType(ID, "asked to", AT))))
                .expectEvents(
                        new VolumeTypeDeleted(
                                ID, new StatusChange("available", "deleted", "asked to"), AT))
                .expectMarkedDeleted();
    }

    @ParameterizedTest
    @CsvSource({
        "cacheable, <is> True, multiattach, <is> True, true",
        "multiattach, <is> True, cacheable, <is> True, true",
        "multiattach, <is> False, cacheable, <is> True, false",
        "other, <is> True, cacheable, <is> True, false"
    })
    void cacheableExcludesMultiattach(
            String has, String is, String key, String value, boolean isRefused) {
        VolumeTypeSpecsSet before = new VolumeTypeSpecsSet(ID, Map.of(has, is), STAYS, AT);
        if (isRefused) {
            refused(new CacheableMultiattach(ID), it -> it.set(set(key, value)), CREATED, before);
        } else {
            type.given(CREATED, before)
                    .when(asked(it -> it.set(set(key, value))))
                    .expectEvents(new VolumeTypeSpecsSet(ID, Map.of(key, value), STAYS, AT));
        }
    }

    @Test
    void bothAtOnceAreRefusedToo() {
        Map<String, @Nullable String> both =
                Map.of("cacheable", "<is> True", "multiattach", "<is> True");

        refused(
                new CacheableMultiattach(ID),
                it -> it.set(new SetExtraSpecs(ID, both, null, AT)),
                CREATED);
    }

    @Test
    void aProjectIsLetInOnceAndShutOutOnce() {
        VolumeTypeAccessAdded added = new VolumeTypeAccessAdded(ID, "p1", STAYS, AT);
        VolumeTypeAccessRemoved removed = new VolumeTypeAccessRemoved(ID, "p1", STAYS, AT);

        type.given(CREATED).when(asked(it -> it.add(add()))).expectEvents(added);
        refused(new HasAccess(ID, "p1"), it -> it.add(add()), CREATED, added);
        type.given(CREATED, added).when(asked(it -> it.remove(shutOut()))).expectEvents(removed);
        refused(new HasNoAccess(ID, "p1"), it -> it.remove(shutOut()), CREATED, added, removed);
    }

    @Test
    void aPublicOneHasNoListOfWhoMayUseIt() {
        refused(new IsPublic(ID), it -> it.add(add()), created(true));
        refused(new IsPublic(ID), it -> it.remove(shutOut()), created(true));
    }

    private static AddProjectAccess add() {
        return new AddProjectAccess(ID, "p1", "asked to", AT);
    }

    private static RemoveProjectAccess shutOut() {
        return new RemoveProjectAccess(ID, "p1", "asked to", AT);
    }

    private static VolumeTypeCreated created(boolean isPublic) {
        return new VolumeTypeCreated(
                ID,
                "first",
                "plain",
                isPublic,
                Map.of("k", "v"),
                StatusChange.to(null, "available"),
                AT);
    }

    private static UpdateVolumeType update(
            @Nullable String name, @Nullable String description, @Nullable Boolean isPublic) {
        return new UpdateVolumeType(ID, name, description, isPublic, "asked to", AT);
    }

    private static SetExtraSpecs set(String key, String value) {
        return new SetExtraSpecs(ID, Map.of(key, value), "asked to", AT);
    }

    private static RemoveExtraSpec remove(String key) {
        return new RemoveExtraSpec(ID, key, "asked to", AT);
    }

    private void refused(Refused expected, Consumer<VolumeType> what, Object... before) {
        type.given(before)
                .when(asked(what))
                .expectNoEvents()
                .expectException(RefusedException.class)
                .expectException(
                        Matchers.<RefusedException>predicate(
                                refusal -> refusal.refused().equals(expected)));
    }

    private Asked asked(Consumer<VolumeType> what) {
        return new Asked(what);
    }

    VolumeTypeTest() {
        type.registerAnnotatedCommandHandler(this);
    }

    @CommandHandler
    void handle(Asked asked) {
        type.getRepository().load(ID.toString()).execute(asked.what());
    }

    private record Asked(Consumer<VolumeType> what) {}
}
