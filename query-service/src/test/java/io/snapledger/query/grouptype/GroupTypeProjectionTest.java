package io.snapledger.query.grouptype;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecRemoved;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecsSet;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeUpdated;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.query.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTypeProjectionTest {

    private static final GroupTypeId ID = new GroupTypeId(UUID.randomUUID());
    private static final GroupTypeCreated CREATED = Facts.groupTypeCreated(ID, "gold");
    private static final StatusChange STAYS = StatusChange.to("available", "available");
    private static final GroupTypeDeleted DELETED =
            new GroupTypeDeleted(ID, StatusChange.to("available", "deleted"), minute(2));

    @Test
    void aCreatedOneIsShownAsItWasCreated() {
        assertThat(GroupTypeProjection.fold(null, CREATED))
                .returns(ID, GroupTypeView::id)
                .returns("gold", GroupTypeView::name)
                .returns(CREATED.description(), GroupTypeView::description)
                .returns(CREATED.isPublic(), GroupTypeView::isPublic)
                .returns(minute(0), GroupTypeView::createdAt);
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(GroupTypeProjection.fold(GroupTypeProjection.fold(null, CREATED), DELETED))
                .isNull();
    }

    @Test
    void deletingOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> GroupTypeProjection.fold(null, DELETED))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUpdatedOneHasTheWordsThatTheEventCarriesAndKeepsItsSpecs() {
        assertThat(
                        after(
                                CREATED,
                                set("k", "v"),
                                new GroupTypeUpdated(ID, "new", null, true, STAYS, minute(2))))
                .returns("new", GroupTypeView::name)
                .returns(null, GroupTypeView::description)
                .returns(true, GroupTypeView::isPublic)
                .returns(minute(0), GroupTypeView::createdAt)
                .satisfies(type -> assertThat(type.groupSpecs()).containsEntry("k", "v"));
    }

    @Test
    void specsAreAddedReplacedAndTakenAway() {
        GroupTypeView type =
                after(
                        CREATED,
                        set("k1", "v1"),
                        set("k2", null),
                        set("k1", "changed"),
                        set("k3", "v3"),
                        new GroupTypeSpecRemoved(ID, "k3", STAYS, minute(3)));

        assertThat(type.groupSpecs())
                .containsEntry("k1", "changed")
                .containsEntry("k2", null)
                .doesNotContainKey("k3");
        assertThat(type.name()).isEqualTo(CREATED.name());
    }

    private static GroupTypeView after(GroupTypeEvent... events) {
        GroupTypeView row = null;
        for (GroupTypeEvent event : events) {
            row = GroupTypeProjection.fold(row, event);
        }
        return Objects.requireNonNull(row);
    }

    private static GroupTypeSpecsSet set(String key, @Nullable String value) {
        Map<String, @Nullable String> specs = new HashMap<>();
        specs.put(key, value);
        return new GroupTypeSpecsSet(ID, specs, STAYS, minute(1));
    }
}
