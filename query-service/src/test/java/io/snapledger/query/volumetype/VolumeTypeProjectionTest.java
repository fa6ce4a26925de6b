package io.snapledger.query.volumetype;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.Facts;
import io.snapledger.query.type.TypeRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumeTypeProjectionTest {

    private static final VolumeTypeId ID = new VolumeTypeId(UUID.randomUUID());
    private static final VolumeTypeCreated CREATED = Facts.volumeTypeCreated(ID, "gold");
    private static final StatusChange STAYS = StatusChange.to("available", "available");
    private static final VolumeTypeDeleted DELETED =
            new VolumeTypeDeleted(ID, StatusChange.to("available", "deleted"), minute(2));

    @Test
    void aCreatedOneIsShownAsItWasCreated() {
        assertThat(VolumeTypeProjection.fold(null, CREATED))
                .returns(ID, TypeRow::id)
                .returns("gold", TypeRow::name)
                .returns(CREATED.description(), TypeRow::description)
                .returns(CREATED.isPublic(), TypeRow::isPublic)
                .returns(minute(0), TypeRow::createdAt);
    }

    @Test
    void aDeletedOneIsGone() {
        assertThat(VolumeTypeProjection.fold(VolumeTypeProjection.fold(null, CREATED), DELETED))
                .isNull();
    }

    @Test
    void deletingOneThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> VolumeTypeProjection.fold(null, DELETED))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUpdatedOneHasTheWordsThatTheEventCarriesAndKeepsItsSpecs() {
        assertThat(
                        after(
                                CREATED,
                                set("k", "v"),
                                new VolumeTypeUpdated(ID, "new", null, true, STAYS, minute(2))))
                .returns("new", TypeRow::name)
                .returns(null, TypeRow::description)
                .returns(true, TypeRow::isPublic)
                .returns(minute(0), TypeRow::createdAt)
                .satisfies(type -> assertThat(type.extraSpecs()).containsEntry("k", "v"));
    }

    @Test
    void specsAreAddedReplacedAndTakenAway() {
        TypeRow<VolumeTypeId> type =
                after(
                        CREATED,
                        set("k1", "v1"),
                        set("k2", null),
                        set("k1", "changed"),
                        set("k3", "v3"),
                        new VolumeTypeSpecRemoved(ID, "k3", STAYS, minute(3)));

        assertThat(type.extraSpecs())
                .containsEntry("k1", "changed")
                .containsEntry("k2", null)
                .doesNotContainKey("k3");
        assertThat(type.name()).isEqualTo(CREATED.name());
    }

    @Test
    void projectsAreLetInAndShutOut() {
        TypeRow<VolumeTypeId> type =
                after(
                        CREATED,
                        new VolumeTypeAccessAdded(ID, "p1", STAYS, minute(2)),
                        new VolumeTypeAccessAdded(ID, "p2", STAYS, minute(3)),
                        new VolumeTypeAccessRemoved(ID, "p1", STAYS, minute(4)));

        assertThat(type.projectIds()).containsExactly("p2");
        assertThat(type.extraSpecs()).isEqualTo(CREATED.extraSpecs());
    }

    private static TypeRow<VolumeTypeId> after(VolumeTypeEvent... events) {
        TypeRow<VolumeTypeId> row = null;
        for (VolumeTypeEvent event : events) {
            row = VolumeTypeProjection.fold(row, event);
        }
        return Objects.requireNonNull(row);
    }

    private static VolumeTypeSpecsSet set(String key, @Nullable String value) {
        Map<String, @Nullable String> specs = new HashMap<>();
        specs.put(key, value);
        return new VolumeTypeSpecsSet(ID, specs, STAYS, minute(1));
    }
}
