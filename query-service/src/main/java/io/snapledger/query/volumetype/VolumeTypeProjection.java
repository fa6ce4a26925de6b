package io.snapledger.query.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return table.rows();
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
                            created.at(),
                            List.of());
            case VolumeTypeUpdated updated -> {
                VolumeTypeView before = Projection.existing(row, updated);
                yield new VolumeTypeView(
                        before.id(),
                        updated.name(),
                        updated.description(),
                        updated.isPublic(),
                        before.extraSpecs(),
                        before.createdAt(),
                        before.projectIds());
            }
            case VolumeTypeSpecsSet set -> {
                VolumeTypeView before = Projection.existing(row, set);
                Map<String, @Nullable String> specs = new LinkedHashMap<>(before.extraSpecs());
                specs.putAll(set.extraSpecs());
                yield with(before, specs);
            }
            case VolumeTypeSpecRemoved removed -> {
                VolumeTypeView before = Projection.existing(row, removed);
                Map<String, @Nullable String> specs = new LinkedHashMap<>(before.extraSpecs());
                specs.remove(removed.key());
                yield with(before, specs);
            }
            case VolumeTypeAccessAdded added -> {
                VolumeTypeView before = Projection.existing(row, added);
                List<String> projects = new ArrayList<>(before.projectIds());
                projects.add(added.accessProjectId());
                yield with(before, projects);
            }
            case VolumeTypeAccessRemoved removed -> {
                VolumeTypeView before = Projection.existing(row, removed);
                List<String> projects = new ArrayList<>(before.projectIds());
                projects.remove(removed.accessProjectId());
                yield with(before, projects);
            }
            case VolumeTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static VolumeTypeView with(VolumeTypeView type, Map<String, @Nullable String> specs) {
        return new VolumeTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                specs,
                type.createdAt(),
                type.projectIds());
    }

    private static VolumeTypeView with(VolumeTypeView type, List<String> projectIds) {
        return new VolumeTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                type.extraSpecs(),
                type.createdAt(),
                projectIds);
    }
}
