package io.snapledger.command.grouptype.domain;

import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.RemoveGroupSpec;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecRemoved;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecsSet;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeUpdated;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused.NoSuchSpec;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
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

class GroupTypeTest {

    private static final GroupTypeId ID = new GroupTypeId(UUID.randomUUID());
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final StatusChange STAYS =
            new StatusChange("available", "available", "asked to");
    private static final GroupTypeCreated CREATED = created(true);

    private final AggregateTestFixture<GroupType> type =
            new AggregateTestFixture<>(GroupType.class);

    @Test
    void anUpdateCarriesWhatHoldsFromNowOn() {
        type.given(CREATED)
                .when(asked(it -> it.update(update("new", null, null))))
                .expectEvents(new GroupTypeUpdated(ID, "new", "plain", true, STAYS, AT));
        type.given(CREATED)
                .when(asked(it -> it.update(update(null, "changed", false))))
                .expectEvents(new GroupTypeUpdated(ID, "first", "changed", false, STAYS, AT));
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        type.given(CREATED)
                .when(asked(it -> it.update(update("first", "plain", true))))
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
                .when(asked(it -> it.set(new SetGroupSpecs(ID, asked, "asked to", AT))))
                .expectEvents(new GroupTypeSpecsSet(ID, changed, STAYS, AT));
    }

    @Test
    void aSpecThatIsThereCanBeTakenAwayOnce() {
        type.given(CREATED, new GroupTypeSpecsSet(ID, Map.of("k2", "v2"), STAYS, AT))
                .when(asked(it -> it.remove(remove("k2"))))
                .expectEvents(new GroupTypeSpecRemoved(ID, "k2", STAYS, AT));
        refused(
                new NoSuchSpec(ID, "k"),
                it -> it.remove(remove("k")),
                CREATED,
                new GroupTypeSpecRemoved(ID, "k", STAYS, AT));
    }

    @Test
    void aSpecTakenAwayCanBeSetToWhatItWas() {
        type.given(CREATED, new GroupTypeSpecRemoved(ID, "k", STAYS, AT))
                .when(asked(it -> it.set(set("k", "v"))))
                .expectEvents(new GroupTypeSpecsSet(ID, Map.of("k", "v"), STAYS, AT));
    }

    @Test
    void itIsDeletedWithTheReason() {
        type.given(CREATED)
                .when(asked(it -> it.delete(new DeleteGroupType(ID, "asked to", AT))))
                .expectEvents(
                        new GroupTypeDeleted(
                                ID, new StatusChange("available", "deleted", "asked to"), AT))
                .expectMarkedDeleted();
    }

    private static GroupTypeCreated created(boolean isPublic) {
        return new GroupTypeCreated(
                ID,
                "first",
                "plain",
                isPublic,
                Map.of("k", "v"),
                StatusChange.to(null, "available"),
                AT);
    }

    private static UpdateGroupType update(
            @Nullable String name, @Nullable String description, @Nullable Boolean isPublic) {
        return new UpdateGroupType(ID, name, description, isPublic, "asked to", AT);
    }

    private static SetGroupSpecs set(String key, String value) {
        return new SetGroupSpecs(ID, Map.of(key, value), "asked to", AT);
    }

    private static RemoveGroupSpec remove(String key) {
        return new RemoveGroupSpec(ID, key, "asked to", AT);
    }

    private void refused(Refused expected, Consumer<GroupType> what, Object... before) {
        type.given(before)
                .when(asked(what))
                .expectNoEvents()
                .expectException(RefusedException.class)
                .expectException(
                        Matchers.<RefusedException>predicate(
                                refusal -> refusal.refused().equals(expected)));
    }

    private Asked asked(Consumer<GroupType> what) {
        return new Asked(what);
    }

    GroupTypeTest() {
        type.registerAnnotatedCommandHandler(this);
    }

    @CommandHandler
    void handle(Asked asked) {
        type.getRepository().load(ID.toString()).execute(asked.what());
    }

    private record Asked(Consumer<GroupType> what) {}
}
