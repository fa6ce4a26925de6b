package io.snapledger.query.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a volume type make what is shown of it. */
@Component
final class VolumeTypeProjection implements Projection<VolumeTypeEvent, VolumeTypeView> {

    private final VolumeTypeTable table;

    VolumeTypeProjection(VolumeTypeTable table) {
        this.table = table;
    }

    @Override
    public Class<VolumeTypeEvent> family() {
        return VolumeTypeEvent.class;
    }

    @Override
    public @Nullable VolumeTypeView after(@Nullable VolumeTypeView row, VolumeTypeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<VolumeTypeView> rows() {
        return table;
    }

    static @Nullable VolumeTypeView fold(@Nullable VolumeTypeView row, VolumeTypeEvent event) {
        return switch (event) {
            case VolumeTypeCreated created ->
                    new VolumeTypeView(
                            created.id(),
                            created.name(),
                            created.description(),
                            created.isPublic(),
                            created.extraSpecs(),
                            created.at());
            case VolumeTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }
}
