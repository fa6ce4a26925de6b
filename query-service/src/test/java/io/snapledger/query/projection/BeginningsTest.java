package io.snapledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    private final VolumeTypeId fresh = new VolumeTypeId(UUID.randomUUID());
    private final VolumeTypeId older = new VolumeTypeId(UUID.randomUUID());
    private final List<UUID> both = List.of(fresh.value(), older.value());

    @Test
    void aResourceWhoseFirstEventIsInTheBatchIsNotLookedFor() {
        Beginnings beginnings =
                Beginnings.in(
                        List.of(
                                stored(fresh, fresh.toString(), 0),
                                stored(older, older.toString(), 1),
                                stored(fresh, fresh.toString(), 1)));

        assertThat(beginnings.without(both)).containsExactly(older.value());
    }

    @Test
    void anEventOfAnotherResourcesHistoryBeginsNothing() {
        Beginnings beginnings = Beginnings.in(List.of(stored(fresh, older.toString(), 0)));

        assertThat(beginnings.without(both)).containsExactlyElementsOf(both);
    }

    @Test
    void anEventWithoutAPlaceInAHistoryBeginsNothing() {
        Beginnings beginnings =
                Beginnings.in(List.of(GenericEventMessage.asEventMessage(deleted(fresh))));

        assertThat(beginnings.without(both)).containsExactlyElementsOf(both);
    }

    private static EventMessage<?> stored(VolumeTypeId id, String history, long number) {
        return new GenericDomainEventMessage<>("volume-type", history, number, deleted(id));
    }

    private static VolumeTypeDeleted deleted(VolumeTypeId id) {
        return new VolumeTypeDeleted(id, StatusChange.to("available", "deleted"), Instant.EPOCH);
    }
}
