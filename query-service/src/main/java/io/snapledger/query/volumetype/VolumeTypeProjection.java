package io.snapledger.query.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.type.TypeRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a volume type make what is shown of it. */
@Component
final class VolumeTypeProjection implements Projection<VolumeTypeEvent, TypeRow<VolumeTypeId>> {

    private final VolumeTypeTable table;

    VolumeTypeProjection(VolumeTypeTable table) {
        this.table = table;
    }

    @Override
    public Class<VolumeTypeEvent> family() {
        return VolumeTypeEvent.class;
    }

    @Override
    public @Nullable TypeRow<VolumeTypeId> after(
            @Nullable TypeRow<VolumeTypeId> row, VolumeTypeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<TypeRow<VolumeTypeId>> rows() {
        return table.rows();
    }

    static @Nullable TypeRow<VolumeTypeId> fold(
            @Nullable TypeRow<VolumeTypeId> row, VolumeTypeEvent event) {
        return switch (event) {
            case VolumeTypeCreated created ->
                    new TypeRow<>(
                            created.id(),
                            created.name(),
                            created.description(),
                            created.isPublic(),
                            created.extraSpecs(),
                            created.at(),
                            List.of());
            case VolumeTypeUpdated updated ->
                    Projection.existing(row, updated)
                            .presented(updated.name(), updated.description(), updated.isPublic());
            case VolumeTypeSpecsSet set ->
                    Projection.existing(row, set).withSpecs(set.extraSpecs());
            case VolumeTypeSpecRemoved removed ->
                    Projection.existing(row, removed).withoutSpec(removed.key());
            case VolumeTypeAccessAdded added ->
                    Projection.existing(row, added).openTo(added.accessProjectId());
            case VolumeTypeAccessRemoved removed ->
                    Projection.existing(row, removed).closedTo(removed.accessProjectId());
            case VolumeTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }
}
