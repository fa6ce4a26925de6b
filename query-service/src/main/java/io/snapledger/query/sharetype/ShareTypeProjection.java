package io.snapledger.query.sharetype;

import io.snapledger.contract.sharetype.ShareTypeEvent;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessAdded;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeDeleted;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecsSet;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeUpdated;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share type make what is shown of it. */
@Component
final class ShareTypeProjection implements Projection<ShareTypeEvent, ShareTypeView> {

    private final ShareTypeTable table;

    ShareTypeProjection(ShareTypeTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareTypeEvent> family() {
        return ShareTypeEvent.class;
    }

    @Override
    public @Nullable ShareTypeView after(@Nullable ShareTypeView row, ShareTypeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<ShareTypeView> rows() {
        return table.rows();
    }

    static @Nullable ShareTypeView fold(@Nullable ShareTypeView row, ShareTypeEvent event) {
        return switch (event) {
            case ShareTypeCreated created ->
                    new ShareTypeView(
                            created.id(),
                            created.name(),
                            created.description(),
                            created.isPublic(),
                            created.extraSpecs(),
                            created.at(),
                            List.of());
            case ShareTypeUpdated updated -> {
                ShareTypeView before = Projection.existing(row, updated);
                yield new ShareTypeView(
                        before.id(),
                        updated.name(),
                        updated.description(),
                        updated.isPublic(),
                        before.extraSpecs(),
                        before.createdAt(),
                        before.projectIds());
            }
            case ShareTypeSpecsSet set -> {
                ShareTypeView before = Projection.existing(row, set);
                Map<String, String> specs = new LinkedHashMap<>(before.extraSpecs());
                specs.putAll(set.extraSpecs());
                yield with(before, specs);
            }
            case ShareTypeSpecRemoved removed -> {
                ShareTypeView before = Projection.existing(row, removed);
                Map<String, String> specs = new LinkedHashMap<>(before.extraSpecs());
                specs.remove(removed.key());
                yield with(before, specs);
            }
            case ShareTypeAccessAdded added -> {
                ShareTypeView before = Projection.existing(row, added);
                List<String> projects = new ArrayList<>(before.projectIds());
                projects.add(added.accessProjectId());
                yield with(before, projects);
            }
            case ShareTypeAccessRemoved removed -> {
                ShareTypeView before = Projection.existing(row, removed);
                List<String> projects = new ArrayList<>(before.projectIds());
                projects.remove(removed.accessProjectId());
                yield with(before, projects);
            }
            case ShareTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static ShareTypeView with(ShareTypeView type, Map<String, String> specs) {
        return new ShareTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                specs,
                type.createdAt(),
                type.projectIds());
    }

    private static ShareTypeView with(ShareTypeView type, List<String> projectIds) {
        return new ShareTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                type.extraSpecs(),
                type.createdAt(),
                projectIds);
    }
}
