package io.snapledger.query.volumetype;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.query.Facts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VolumeTypeProjectionTest {

    private static final VolumeTypeId ID = new VolumeTypeId(UUID.randomUUID());
    private static final VolumeTypeCreated CREATED = Facts.volumeTypeCreated(ID, "gold");
    private static final VolumeTypeDeleted DELETED =
            new VolumeTypeDeleted(ID, StatusChange.to("available", "deleted"), minute(2));

    @Test
    void aCreatedOneIsShownAsItWasCreated() {
        assertThat(VolumeTypeProjection.fold(null, CREATED))
                .returns(ID, VolumeTypeView::id)
                .returns("gold", VolumeTypeView::name)
                .returns(CREATED.description(), VolumeTypeView::description)
                .returns(CREATED.isPublic(), VolumeTypeView::isPublic)
                .returns(minute(0), VolumeTypeView::createdAt);
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
}
